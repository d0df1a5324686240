// SPDX-License-Identifier: MIT
//
// The shopper's side of a world: browser tabs that run the real session core, and a shopper
// who clicks what can be clicked, twice or in two tabs at once, reloads, leaves and comes
// back. A tab is the thinnest host there is: it feeds events, carries out effects, keeps one
// timer. Its clock is wrong in the ways a corrected clock can be.

const DAY = 86_400_000;
/** As long as the session takes an accept to be possibly under way. */
const TRANSIT = 80_000;
const AWAITING = new Set(['submitting', 'retrying', 'pending', 'action_required', 'unconfirmed']);
const REFUSED = new Set(['offering', 'price_changed', 'out_of_stock', 'order_released', 'expired', 'failed']);

export class Tab {
  /** `own`: what a reload finds in the tab's own storage; another visit finds what all tabs share. */
  constructor(page, own = null) {
    const { world } = page;
    Object.assign(this, {
      page,
      world,
      own,
      number: page.tabs.push(this),
      open: true,
      waiting: new Map(),
      wake: 0,
      toldNothing: new Set(),
    });
    const found = own ?? page.shared;
    // Which click (or undo) of the shopper's a candidate's requests carry on; copies and reloads carry on the same.
    this.clicks = new Map(found?.clicks);
    // A corrected clock is only ever late: by latency, or by the age of a cached page. A step of the local clock is
    // noticed at the next reply.
    this.skew = world.fault('cached page', world.rates.clock)
      ? -world.chance.between('cached page ms', 0, 20 * 60_000)
      : -world.chance.between('clock ms', 0, 800);
    this.session = found?.session ?? null;
    this.#feed({
      type: 'start',
      ...(page.declined.size
        ? { declined: [...page.declined].map(([candidate_id, at_ms]) => ({ candidate_id, at_ms })) }
        : {}),
    });
  }

  now() {
    return this.world.time + this.skew;
  }

  feed(event) {
    if (this.open) this.#feed(event);
  }

  #feed(event) {
    const { world, page } = this;
    const { engine, sheet } = world;
    const result = engine.advance(sheet.text, this.session, event, this.now());
    if (!('view' in result)) throw new Error(`the session refused ${JSON.stringify(event)}: ${JSON.stringify(result)}`);
    world.advances += 1;
    this.session = result.session;
    this.view = result.view;
    world.log?.(
      () =>
        `${this.name()} ${event.type}${event.status ? ` ${event.status} ${event.body?.type ?? ''}` : ''}${event.fault ? ` ${event.fault}` : ''} -> ${result.view.slots.map(s => `${s.candidate_id}:${s.state}${s.problem ? `(${s.problem})` : ''}`).join(' ') || result.view.phase}`,
    );
    for (const effect of result.effects) this.#run(effect);
    page.alter?.view?.(this);
    this.wakeAt = result.wake_at_ms;
    const ticket = ++this.wake;
    if (result.wake_at_ms !== null)
      world.after(
        Math.max(0, result.wake_at_ms - this.now()),
        () => ticket === this.wake && this.feed({ type: 'tick' }),
      );
    world.check(this);
  }

  name() {
    return `tab ${this.number}`;
  }

  #run(effect) {
    const { page, world } = this;
    switch (effect.type) {
      case 'persist':
        if (world.fault('storage full', world.rates.storage)) break;
        this.own = page.shared = { session: this.session, clicks: new Map(this.clicks) };
        break;
      case 'request':
        this.#request(effect);
        break;
      case 'broadcast':
        for (const other of page.tabs) {
          if (other === this || !other.open || world.fault('broadcast lost', world.rates.broadcast)) continue;
          world.after(world.chance.between('broadcast ms', 0, 50), () =>
            other.feed({ type: 'peer', candidate_id: effect.candidate_id, state: effect.state }),
          );
        }
        break;
      case 'remember_decline':
        page.declined.set(effect.candidate_id, this.now());
        break;
      default:
    }
  }

  #request(effect) {
    const { page, world } = this;
    const request = {
      ...(page.alter?.request?.(effect, this) ?? effect),
      tab: this,
      click: this.clicks.get(`${effect.kind} ${effect.body?.candidate_id}`),
    };
    const settle = event => {
      if (!this.waiting.delete(effect.id) || !this.open) return;
      const candidate = this.view.slots.find(slot => slot.slot === effect.slot)?.candidate_id;
      const card = () => JSON.parse(this.session).slots[effect.slot];
      const was = card();
      // Nothing under the key, or a refusal that the last click already answered, in whichever tab: no word yet about
      // that click.
      const last = event.body?.last_refusal;
      const noWord = last === undefined ? event.status === 404 : last <= (was?.last_refusal ?? 0);
      if (noWord && !this.#awaits(candidate)) this.toldNothing.add(candidate);
      this.#feed({ ...event, request: effect.id });
      const now = card();
      // A page that may not ask, or was answered nothing, was not refused.
      if (
        candidate !== was?.candidate_id ||
        candidate !== now?.candidate_id ||
        event.type !== 'response' ||
        noWord ||
        now.problem === 'unauthorized'
      )
        return;
      if (AWAITING.has(was.state) && REFUSED.has(now.state)) page.refused.add(this.clicks.get(`accept ${candidate}`));
      if (was.state === 'undoing' && now.state === 'accepted') page.refused.add(this.clicks.get(`undo ${candidate}`));
    };
    if (effect.kind === 'accept') this.toldNothing.delete(effect.body.candidate_id);
    this.waiting.set(effect.id, settle);
    world.after(effect.timeout_ms, () => settle({ type: 'failure', fault: 'timeout' }));
    world.network.send(request, answer => {
      if (answer.status !== undefined && typeof answer.body?.server_time === 'string') {
        // As the host: an observation corrects the clock, and can only be late.
        const observed = Date.parse(answer.body.server_time) - world.time;
        this.skew = this.stepped ? observed : Math.max(this.skew, observed);
        this.stepped = false;
      }
      settle(page.alter?.answer?.(answer, request) ?? answer);
    });
  }

  /** Knows that its accept may still be under way, so a missing answer is no excuse. */
  #awaits(candidate) {
    const card = JSON.parse(this.session)?.slots.find(slot => slot.candidate_id === candidate);
    return (
      ['pending', 'action_required', 'unconfirmed'].includes(card?.state) &&
      Math.abs(this.now() - card.sent_ms) < TRANSIT
    );
  }

  /** The local clock jumps, by a user's hand or a time server. */
  step() {
    this.skew += this.world.chance.pick('clock step', [-DAY, -3_600_000, 3_600_000, DAY]);
    this.stepped = true;
    this.feed({ type: 'tick' });
  }
}

export class Page {
  constructor(world, alter = null) {
    Object.assign(this, {
      world,
      alter,
      tabs: [],
      shared: null,
      declined: new Map(),
      clicked: new Map(),
      count: 0,
      refused: new Set(),
    });
  }

  visit(own = null) {
    return new Tab(this, own);
  }

  openTabs() {
    return this.tabs.filter(tab => tab.open);
  }

  /** One thing a shopper may do now, drawn among all that can be done. */
  act() {
    const { world } = this;
    const { chance } = world;
    const tabs = this.openTabs();
    if (tabs.length === 0) {
      world.log?.(() => 'the shopper visits');
      this.visit();
      return;
    }
    const tab = chance.pick('tab', tabs);
    const deeds = [];
    for (const slot of tab.view.slots) {
      const at = slot.slot;
      if (slot.can_accept)
        deeds.push(...Array(6).fill(() => this.#accept(tab, slot)), () => {
          this.#accept(tab, slot);
          this.#accept(tab, slot);
        });
      if (slot.can_decline) deeds.push(() => tab.feed({ type: 'decline', slot: at }));
      if (slot.can_change)
        deeds.push(() =>
          tab.feed({
            type: 'choose',
            slot: at,
            variant_id: chance.pick('variant', world.sheet.variants[slot.candidate_id]),
            quantity: chance.between('quantity', 1, 3),
          }),
        );
      if (slot.can_undo) deeds.push(...Array(6).fill(() => this.#undo(tab, slot)));
      if (slot.can_extend) deeds.push(() => tab.feed({ type: 'extend', slot: at }));
      if (slot.can_dismiss) deeds.push(() => tab.feed({ type: 'dismiss', slot: at }));
      if (slot.action_url) deeds.push(...Array(4).fill(() => this.#bank(tab, slot)));
    }
    deeds.push(
      () => this.#reload(tab),
      () => world.chance.draw('leave') < 0.5 && this.#close(tab),
    );
    if (tabs.length < 3)
      deeds.push(() => {
        world.log?.(() => 'another tab');
        this.visit();
      });
    chance.pick('deed', deeds)();
  }

  #accept(tab, slot) {
    const now = tab.view.slots.find(s => s.slot === slot.slot);
    if (!now?.can_accept || !now.quote) return;
    this.world.log?.(() => `${tab.name()} clicks accept: ${now.candidate_id} for ${now.quote.total}`);
    const totals = this.clicked.get(now.candidate_id) ?? new Set();
    this.clicked.set(now.candidate_id, totals.add(now.quote.total));
    this.#click(tab, `accept ${now.candidate_id}`);
    tab.feed({ type: 'accept', slot: now.slot, total: now.quote.total, consent: true });
  }

  #undo(tab, slot) {
    this.#click(tab, `undo ${slot.candidate_id}`);
    tab.feed({ type: 'undo', slot: slot.slot });
  }

  #click(tab, what) {
    tab.clicks.set(what, ++this.count);
  }

  #bank(tab, slot) {
    const { world } = this;
    const key = decodeURIComponent(slot.action_url.slice('/bank/'.length));
    const verdict = world.chance.pick('bank', ['pass', 'pass', 'fail', 'leave']);
    world.log?.(() => `the bank: ${verdict}`);
    world.after(world.chance.between('bank ms', 1_000, 90_000), () => {
      if (verdict !== 'leave') world.server.gateway.authenticate(key, verdict === 'pass');
      if (world.fault('reload after the bank', 0.3)) this.#reload(tab);
      else tab.feed({ type: 'returned', slot: slot.slot });
    });
  }

  #close(tab) {
    this.world.log?.(() => `${tab.name()} is closed`);
    tab.open = false;
  }

  #reload(tab) {
    if (!tab.open) return;
    this.world.log?.(() => `${tab.name()} reloads`);
    tab.open = false;
    this.visit(tab.own);
  }
}
