// SPDX-License-Identifier: MIT
//
// One world: an order, its offers, a shopper with tabs, a network, a server with its books,
// and everything that can go wrong with them, all drawn from one seed. Time is a queue of
// events and jumps from one to the next; after each the invariants are checked. Faults stop
// after a while, so that what should come to rest can: then the books are compared.
import { Chance } from './random.mjs';
import { checkEnd, checkShown, checkStep, Violation } from './invariants.mjs';
import { Forger } from './forger.mjs';
import { Network } from './network.mjs';
import { Page } from './page.mjs';
import { Server } from './server.mjs';
import { ORDER, START } from './sheets.mjs';

const CALM_AFTER_MS = 12 * 60_000;
const HORIZON_MS = 4 * 3_600_000;
const MOST_EVENTS = 20_000;

/** How often each kind of fault happens, per opportunity, in a world of this roughness. */
const rates = rough => ({
  crash: 0.012 * rough,
  slow: 0.01 * rough,
  port: 0.006 * rough,
  gateway: 0.05 * rough,
  loss: 0.06 * rough,
  duplicate: 0.05 * rough,
  delay: 0.05 * rough,
  truncate: 0.03 * rough,
  storage: 0.05 * rough,
  broadcast: 0.1 * rough,
  clock: 0.1 * rough,
  limit: 0.01 * rough,
  change: 0.03 * rough,
  webhook: 0.03 * rough,
});
const CALM = rates(0);

/** A binary heap of [time, order, run]; equal times run in the order they were asked for. */
class Queue {
  #heap = [];
  #count = 0;

  get size() {
    return this.#heap.length;
  }

  push(time, run) {
    const heap = this.#heap;
    const entry = { time, order: this.#count++, run };
    let at = heap.push(entry) - 1;
    for (let up = (at - 1) >> 1; at > 0 && before(entry, heap[up]); up = (at - 1) >> 1) {
      heap[at] = heap[up];
      at = up;
    }
    heap[at] = entry;
  }

  pop() {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (heap.length > 0) {
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= heap.length) break;
        if (child + 1 < heap.length && before(heap[child + 1], heap[child])) child += 1;
        if (!before(heap[child], last)) break;
        heap[at] = heap[child];
        at = child;
      }
      heap[at] = last;
    }
    return top;
  }
}
const before = (a, b) => a.time < b.time || (a.time === b.time && a.order < b.order);

export class World {
  /** `options`: suppressed faults, most actions of the shopper, a mutant's alterations, a log. */
  constructor({ seed, engine, kit, sheets, suppressed, actions = Infinity, alter = null, log = null, ...shop }) {
    this.chance = new Chance(seed, suppressed);
    Object.assign(this, {
      seed,
      engine,
      time: START,
      advances: 0,
      events: 0,
      queue: new Queue(),
      // Whether the shop is behind webhooks (else it is drawn), and what it does wrong there.
      webhooks: shop.webhooks,
      shopDefects: shop.shopDefects,
      log: log && (line => log(`${String(this.time - START).padStart(8)} ms  ${line()}`)),
    });
    this.sheet = this.chance.pick('world.sheet', sheets);
    this.rates = rates(this.chance.pick('world.rough', [0, 0.5, 1, 2, 5]));
    this.network = new Network(this);
    this.server = new Server(this, kit, engine);
    this.page = new Page(this, alter);
    this.actions = Math.min(actions, this.chance.between('world.actions', 2, 12));
  }

  after(ms, run) {
    this.queue.push(this.time + ms, run);
  }

  fault(kind, probability) {
    if (probability <= 0 || !this.chance.fault(kind, probability)) return false;
    this.log?.(() => `! ${kind}`);
    return true;
  }

  check(tab) {
    checkShown(this, tab);
  }

  #schedule() {
    const { chance } = this;
    // Most shoppers come at once; some when the first offer is about to end, or has.
    const end = Math.min(...[...this.sheet.offers.values()].map(offer => offer.deadline_ms)) - START;
    const late = chance.draw('world.late') < 0.25;
    const begin = late ? end + chance.between('late ms', -90_000, 30_000) : 0;
    this.calmAt = START + begin + CALM_AFTER_MS;
    this.after(begin + chance.between('arrival ms', 0, 3_000), () => this.page.visit());
    if (chance.draw('world.two tabs') < 0.3)
      this.after(begin + chance.between('second arrival ms', 0, 3_000), () => this.page.visit());
    if (this.fault('no broadcast', Math.min(0.3, this.rates.broadcast * 2))) this.rates.broadcast = 1;
    let at = begin + 3_000;
    for (let n = 0; n < this.actions; n++) {
      // Most clicks come soon; some after the deadline.
      at +=
        chance.draw('pause') < 0.8
          ? chance.between('pause ms', 10, 8_000)
          : chance.between('long pause ms', 20_000, 180_000);
      this.queue.push(START + at, () => this.page.act());
    }
    // A shopper who comes late is in a hurry.
    if (late)
      for (const ms of [20_000, 5_000, 1_000])
        this.queue.push(START + end - chance.between('hurry ms', 10, ms), () => this.page.act());
    if (this.fault('forged requests', 0.25)) {
      const forger = new Forger(this);
      const count = chance.between('forgeries', 2, 9);
      for (let n = 0; n < count; n++) this.after(begin + chance.between('forgery at', 500, 90_000), () => forger.act());
    }
    if (this.fault('line taken out', 0.08))
      this.after(begin + chance.between('taken out at', 1_000, 60_000), () => {
        this.server.book.takeOut(ORDER, 'l1', this.time);
      });
    if (this.fault('partition', Math.min(0.4, this.rates.loss * 4))) {
      const from = begin + chance.between('partition at', 0, 120_000);
      this.after(from, () => {
        this.network.down = true;
      });
      this.after(from + chance.between('partition ms', 5_000, 150_000), () => {
        this.network.down = false;
      });
    }
    if (this.fault('order released', 0.2))
      this.after(begin + chance.between('release at', 3_000, 60_000), () => {
        this.server.book.orders.get(ORDER).released = true;
      });
    if (this.fault('card withdrawn', 0.05))
      this.after(begin + chance.between('withdrawn at', 3_000, 60_000), () => {
        this.server.book.orders.get(ORDER).one_click = false;
      });
    if (this.fault('buyer signed out', Math.min(0.05, this.rates.loss)))
      this.after(begin + chance.between('signed out at', 3_000, 90_000), () => {
        this.server.signedOut = true;
      });
    // Some servers are busy for a while, and whatever they are asked may take its time.
    if (this.fault('busy server', Math.min(0.3, this.rates.slow * 30))) {
      const from = begin + chance.between('busy at', 0, 40_000);
      const usual = this.rates.slow;
      this.after(from, () => {
        this.rates.slow = 0.2;
      });
      this.after(from + 60_000, () => {
        this.rates.slow = Math.min(usual, this.rates.slow);
      });
    }
    if (this.server.livePrice)
      this.after(begin + chance.between('price at', 0, 60_000), () => {
        this.server.shippingNow = 490;
      });
    for (let n = 0; n < 3; n++) {
      if (this.fault('clock step', this.rates.clock))
        this.after(begin + chance.between('clock step at', 1_000, 200_000), () => this.page.openTabs()[0]?.step());
      if (this.fault('sleep', this.rates.clock))
        this.after(begin + chance.between('sleep at', 1_000, 200_000), () =>
          this.page.openTabs().forEach(tab => tab.feed({ type: 'tick' })),
        );
    }
    this.queue.push(this.calmAt, () => {
      this.log?.(() => 'calm: no faults from here on');
      this.rates = CALM;
      this.network.down = false;
    });
    this.server.reconcileForEver(() => this.calmAt + 30 * 60_000);
  }

  /** Runs to the end. Returns the violation, or null. */
  run() {
    try {
      this.#schedule();
      while (this.queue.size > 0) {
        const { time, run } = this.queue.pop();
        if (time > START + HORIZON_MS) break;
        this.time = Math.max(this.time, time);
        run();
        this.events += 1;
        checkStep(this);
        if (this.events > MOST_EVENTS) throw new Violation('every session rests', `${MOST_EVENTS} events, and no end`);
      }
      checkEnd(this);
      return null;
    } catch (error) {
      if (!(error instanceof Violation))
        throw Object.assign(error, { message: `world ${this.seed}: ${error.message}` });
      this.log?.(() => `VIOLATION ${error.message}`);
      return error;
    }
  }
}
