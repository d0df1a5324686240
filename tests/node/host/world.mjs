// SPDX-License-Identifier: MIT
//
// A world of one shopper, without real time: a wall clock that may be wrong or set, a steady
// clock, timers that ring only when the test lets time pass, a shop's server with its own
// clock, storage, and tabs that hear one another. `world.tab()` opens a page with the real
// session host and the real core; closing and opening again is a reload.
import { setImmediate as turn } from 'node:timers/promises';
import { EncoreSession } from 'encore-offers';
import { loadEngine } from 'encore-offers/engine';

const engine = await loadEngine();
export const NOON = Date.parse('2026-11-21T10:00:00Z');
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const DAY = 24 * 60 * MINUTE;

const offer = (id, price, more = {}) => ({
  id,
  kind: 'cross_sell',
  pairs_with: ['camera'],
  take_rate_ppm: 100000,
  worth: 1000,
  product: { id: `p-${id}`, title: id, family: `f-${id}`, variants: [{ id: 'v1', price }] },
  accept: { mode: 'one_click', token: `token-${id}`, key: `key-${id}` },
  ...more,
});

export const sheetOf = (changes = {}) => ({
  version: 1,
  id: 'sh_1',
  issued_at: new Date(NOON).toISOString(),
  locale: 'en-GB',
  currency: 'EUR',
  surface: 'thank_you',
  order: {
    id: 'order-4711',
    placed_at: new Date(NOON).toISOString(),
    status: 'paid',
    subtotal: 10000,
    total: 10000,
    lines: [{ id: 'l1', product_id: 'camera', title: 'Camera', quantity: 1, unit_price: 10000 }],
    payment: { kind: 'card', one_click: true, label: 'Visa ending in 42' },
  },
  customer: { first_name: 'Ada' },
  policy: { id: 'p1', second_offer: 'always', allowed_hosts: ['api.shop.example'] },
  candidates: [offer('card', 1000), offer('case', 2000)],
  endpoints: { accept: '/accept', status: '/status', undo: '/undo', extend: '/extend', time: '/time' },
  ...changes,
});
export { offer };

export const deadline = (minutes, more = {}) => ({
  availability: { until: new Date(NOON + minutes * MINUTE).toISOString(), countdown: true, cause: 'campaign', ...more },
});

/** Storage as browsers have it; `broken` throws at every touch. */
export class MemoryStore {
  map = new Map();
  broken = false;
  #touch() {
    if (this.broken) throw new DOMException('The operation is insecure.', 'SecurityError');
  }
  getItem(key) {
    this.#touch();
    return this.map.get(key) ?? null;
  }
  setItem(key, value) {
    this.#touch();
    this.map.set(key, String(value));
  }
  removeItem(key) {
    this.#touch();
    this.map.delete(key);
  }
}

export class World {
  /** True time: the server's. */
  server = NOON;
  steady = 5_000;
  /** How far the local wall clock is off. */
  off = 0;
  timers = [];
  local = new MemoryStore();
  lines = new Set();
  /** Every request: {method, path, headers, body}. */
  seen = [];
  /** Path to (request) => {status, body, headers} | Promise | 'network' | 'hang' | 'html' | 'cut'. */
  routes = { '/time': () => ({ status: 200, body: {} }) };
  online = true;
  navigated = [];

  fetch(url, init) {
    const { pathname, search } = new URL(url);
    const request = {
      method: init.method,
      url,
      path: pathname,
      search,
      headers: init.headers,
      body: init.body ? JSON.parse(init.body) : null,
      init,
    };
    this.seen.push(request);
    const route = this.routes[pathname];
    const answer = !this.online ? 'network' : route ? route(request) : { status: 404, body: { type: 'invalid' } };
    return new Promise((resolve, reject) => {
      init.signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      void Promise.resolve(answer).then(said => {
        if (said === 'network') reject(new TypeError('Failed to fetch'));
        else if (said === 'hang') return;
        else if (said === 'html') resolve(new Response('<h1>Bad gateway</h1>', { status: 502 }));
        else if (said === 'cut') resolve(new Response('{"purchase_id":"pu","cha', { status: 200 }));
        else {
          const body =
            init.method === 'HEAD'
              ? null
              : JSON.stringify({ server_time: new Date(this.server).toISOString(), ...said.body });
          resolve(
            new Response(body, {
              status: said.status,
              headers: { date: new Date(this.server).toUTCString(), ...said.headers },
            }),
          );
        }
      });
    });
  }

  /** Lets time pass, ringing every timer at its moment and settling what it starts. */
  async pass(ms) {
    const end = this.steady + ms;
    await this.settle();
    for (;;) {
      const next = this.timers.filter(timer => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#move(next.at - this.steady);
      this.timers = this.timers.filter(timer => timer !== next);
      next.ring();
      await this.settle();
    }
    this.#move(end - this.steady);
    await this.settle();
  }

  #move(ms) {
    if (ms <= 0) return;
    this.steady += ms;
    this.server += ms;
  }

  /** The machine sleeps: true time passes, the steady clock and all timers stand still. */
  sleep(ms) {
    this.server += ms;
  }

  /** Promises and messages under way arrive. */
  async settle() {
    for (let i = 0; i < 6; i++) await turn();
  }

  tab(sheet = sheetOf(), { store = new MemoryStore(), ...options } = {}) {
    return new Tab(this, JSON.stringify(sheet), store, options);
  }

  requests(path) {
    return this.seen.filter(request => request.path === path);
  }
}

export class Tab {
  changes = [];
  constructor(world, sheetText, store, options) {
    this.store = store;
    this.environment = {
      now: () => world.server + world.off,
      monotonic: () => world.steady,
      timer: (ms, ring) => {
        const timer = { at: world.steady + ms, ring };
        world.timers.push(timer);
        return () => {
          world.timers = world.timers.filter(other => other !== timer);
        };
      },
      fetch: (url, init) => world.fetch(url, init),
      local: world.local,
      tab: store,
      channel: (name, receive) => {
        const line = { name, receive };
        world.lines.add(line);
        return {
          post: message => {
            for (const other of world.lines)
              if (other !== line && other.name === name)
                setImmediate(() => world.lines.has(other) && other.receive(structuredClone(message)));
          },
          close: () => void world.lines.delete(line),
        };
      },
      pageUrl: 'https://shop.example/thanks/1',
      navigate: url => void world.navigated.push(url),
    };
    this.session = new EncoreSession({ engine, sheetText, environment: this.environment, ...options });
    this.session.subscribe(change => this.changes.push(change));
    this.session.start();
  }
  card(slot = 0) {
    return this.session.view.slots.find(card => card.slot === slot);
  }
  state(slot = 0) {
    return this.card(slot)?.state;
  }
  reported() {
    return this.changes
      .flatMap(change => change.effects)
      .filter(effect => effect.type === 'emit')
      .map(effect => effect.event);
  }
  close() {
    this.session.close();
  }
}

export const purchase = (world, charged = 1000, undo = true) => ({
  status: 200,
  body: {
    purchase_id: 'pu',
    line_id: 'l2',
    charged,
    order_total: 10000 + charged,
    undo: undo ? { url: '/undo/pu', until: new Date(world.server + 30 * SECOND).toISOString() } : null,
  },
});
