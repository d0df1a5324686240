// SPDX-License-Identifier: MIT
//
// The merchant's side of a world: the real flows of the server kit, performed step by step
// against models, with time passing between asking and answering. A crash throws away every
// flow at whatever yield it stands, before or after the effect it asked for; the books of
// the models stay. The database never forgets and never lies, everything else may.
import { Gateway, OrderBook, StockRoom } from './models.mjs';
import { PortFailure } from './port-failure.mjs';
import { ISSUER, ORDER, ORDER_TOTAL } from './sheets.mjs';
import { WebhookRoad } from './webhooks.mjs';

const LEASE_MS = 30_000;
const FINISH_WITHIN_MS = 10 * 60_000;
const STUCK_AFTER_MS = 3_600_000;
const RECONCILE_EVERY_MS = 20_000;
const PIECES = 3;

/** Whether the trigger of a decision's one candidate held. */
const holds = ({ left_out = [] }) =>
  !left_out.some(({ reasons }) => reasons.some(({ reason }) => ['trigger_false', 'rule_error'].includes(reason)));

export class Server {
  /** `kit` is the module of flows: the kit's own, or a mutant of it. */
  constructor(world, kit, engine) {
    const { chance, sheet } = world;
    // `buyers`, `undoers`: whose request reserved last, or took the purchase back, by token id: {tab, click, since}.
    Object.assign(this, { world, kit, engine, running: new Set(), up: true, buyers: new Map(), undoers: new Map() });
    // What was ever accepted; which successors a refusal led to; what was refused for one, and when; when a reservation
    // looked at the order.
    Object.assign(this, { everAccepted: new Set(), refusedFor: new Set(), refusals: new Map(), looked: new Map() });
    this.shop = {
      issuer: ISSUER,
      base: '/encore',
      leaseMs: LEASE_MS,
      finishWithinMs: FINISH_WITHIN_MS,
      stuckAfterMs: STUCK_AFTER_MS,
      returnUrl: id => `/orders/${id}`,
    };
    this.table = new kit.PurchaseTable();
    for (const [name, ledger] of sheet.ledgers) this.table.ledgers.set(name, ledger);
    this.tokens = sheet.tokens.copy();
    this.stored = [];
    this.declines = chance.pick('world.gateway', [0, 0, 0.3, 0.8]);
    this.authenticates = chance.pick('world.authentication', [0, 0, 0.5]);
    this.gateway = new Gateway(() =>
      chance.draw('gateway.decline') < this.declines
        ? 'decline'
        : chance.draw('gateway.authenticate') < this.authenticates
          ? 'authenticate'
          : 'approve',
    );
    this.book = new OrderBook();
    this.book.open({ id: ORDER, total: ORDER_TOTAL, currency: 'EUR' });
    this.pieces = Object.fromEntries(
      Object.values(sheet.variants)
        .flat()
        .map(id => [id, chance.pick('world.stock', [0, 1, PIECES, PIECES, PIECES])]),
    );
    this.room = new StockRoom(this.pieces);
    this.livePrice = chance.draw('world.live') < 0.2;
    this.shippingNow = 0;
    this.signedOut = false;
    // A third of the shops are behind webhooks.
    const behind = world.webhooks ?? chance.draw('world.webhooks') < 1 / 3;
    this.road = behind ? new WebhookRoad(world, (call, data) => this.#work(call, data), world.shopDefects) : null;
  }

  /** Starts a request; `reply(status, body, retryAfterMs)` or `broken()` is called when it ends. */
  receive(request, reply, broken) {
    if (!this.up) {
      broken();
      return;
    }
    if (request.kind !== 'events' && this.world.fault('rate limited', this.world.rates.limit)) {
      reply(
        429,
        { type: 'rate_limited', server_time: new Date(this.world.time).toISOString() },
        this.world.chance.pick('limit ms', [1_000, 5_000, 90_000]),
      );
      return;
    }
    if (request.kind === 'accept') this.#changeMeanwhile();
    this.#noteRefusal(request);
    const run = { broken, tab: request.tab, click: request.click };
    this.running.add(run);
    const finish = answer => {
      this.running.delete(run);
      const body = { ...answer.body, server_time: new Date(this.world.time).toISOString() };
      reply(answer.status, body, answer.retry_after_s === undefined ? undefined : answer.retry_after_s * 1000);
    };
    this.#step(run, this.#flow(request), undefined, finish, () =>
      finish({ status: 503, body: { type: 'unavailable' }, retry_after_s: 1 }),
    );
  }

  /** A refusal that a request for its successor names is the shopper's word, from the moment it is said. */
  #noteRefusal({ kind, body }) {
    const named = body?.from;
    const follows = this.world.sheet.source.candidates.some(
      one => one.id === named && one.on_decline === body.candidate_id,
    );
    if (follows && (kind === 'accept' || (kind === 'next' && body.by === 'decline')))
      this.refusedFor.add(body.candidate_id);
  }

  /** Prices and cards change when they like; here often between a click and its copies. */
  #changeMeanwhile() {
    const { world } = this;
    if (!world.fault('change at a click', world.rates.change)) return;
    const change = world.chance.pick('change', [
      () => {
        this.shippingNow = this.shippingNow > 0 ? 0 : 490;
      },
      () => {
        this.book.orders.get(ORDER).one_click = false;
      },
    ]);
    world.after(world.chance.between('change ms', 0, 25_000), change);
  }

  #flow({ kind, url, key, body }) {
    const { kit, shop } = this;
    const text = body === undefined ? null : JSON.stringify(body);
    switch (kind) {
      case 'accept':
        return kit.accept({ text, key }, shop);
      case 'quote':
        return kit.quote(text, shop);
      case 'next':
        return kit.next(text, shop);
      case 'extend':
        return kit.extend(text, shop);
      case 'undo':
        return kit.undo(url.startsWith('/encore/undo/') ? url.slice(13) : body.purchase_id, shop);
      default:
        return kit.status(this.#asked(url), shop);
    }
  }

  #asked(address) {
    const { pathname, searchParams } = new URL(address, ISSUER);
    const jti = searchParams.get('key') ?? pathname.slice('/encore/status/'.length);
    return { jti, orderId: searchParams.get('order_id') };
  }

  /** Takes one step of a flow: hand in the last result, perform what it asks next, come back later. */
  #step(run, flow, input, finish, fail) {
    const { world } = this;
    if (!this.running.has(run)) return;
    let next;
    try {
      next = input?.error ? flow.throw(input.error) : flow.next(input?.result);
    } catch (error) {
      if (!(error instanceof PortFailure)) throw error;
      this.running.delete(run);
      fail();
      return;
    }
    if (next.done) {
      finish(next.value);
      return;
    }
    const { call, in: asked } = next.value;
    if (call === 'now') {
      this.#step(run, flow, { result: world.time }, finish, fail);
      return;
    }
    if (world.fault('crash before a step', world.rates.crash)) {
      this.crash();
      return;
    }
    const slow = kind =>
      world.fault(kind, world.rates.slow) ? world.chance.between('slow step ms', 5_000, 45_000) : 0;
    const act = () => {
      let outcome;
      try {
        outcome = { result: this.#perform(call, asked) };
        this.#note(call, asked, outcome.result, { tab: run.tab, click: run.click, since, run });
      } catch (error) {
        if (!(error instanceof PortFailure)) throw error;
        outcome = { error };
      }
      if (!this.running.has(run)) return;
      if (world.fault('crash after a step', world.rates.crash)) {
        this.crash();
        return;
      }
      world.after(slow('slow answer') + world.chance.between('step ms', 0, 20), () =>
        this.#step(run, flow, outcome, finish, fail),
      );
    };
    const since = world.time;
    // What is under way arrives, even where its sender has died since.
    const late = slow('slow step');
    if (late > 0) world.after(late, act);
    else act();
  }

  /** Who reserved, who took back, and when they asked for it: not what the rows say of themselves. */
  #note(call, asked, result, who) {
    if (call === 'order') who.run.looked = who.since;
    if (call !== 'commit' || !result) {
      if (call === 'swap' && result?.state === 'accepted') this.everAccepted.add(result.candidate_id);
    } else if (asked.purchase !== null) {
      this.buyers.set(asked.purchase.jti, who);
      this.looked.set(asked.purchase.jti, who.run.looked);
      const { instead_of } = asked.purchase;
      if (instead_of !== null && !this.refusals.has(instead_of)) this.refusals.set(instead_of, this.world.time);
    }
    if (call === 'swap' && result !== null && asked.changes.state === 'undoing') this.undoers.set(asked.jti, who);
  }

  #perform(call, asked) {
    const { world } = this;
    if (call !== 'verify' && call !== 'quote' && world.fault('port failure', world.rates.port))
      throw new PortFailure(call);
    return this.road?.takes(call) ? this.road.ask(call, asked) : this.#work(call, asked);
  }

  #work(call, asked) {
    const { world, table, tokens, gateway, book, room } = this;
    switch (call) {
      case 'verify':
        return tokens.verify(asked.token);
      case 'sign':
        return tokens.sign(asked.claims);
      case 'owns':
        return !this.signedOut;
      case 'find':
        return table.find(asked.jti);
      case 'reserve':
        return table.reserve(asked.fresh);
      case 'swap':
        return table.swap(asked.jti, asked.version, asked.changes);
      case 'due':
        return table.due(asked.issuer, asked.now_ms, asked.limit);
      case 'ledger':
        return table.ledger(asked.issuer, asked.order_id);
      case 'commit':
        return table.commit(asked);
      case 'stuck':
        return null;
      case 'extension':
        return table.extension(asked.jti);
      case 'extend_once':
        return table.extendOnce(asked.jti, asked.deadline_ms);
      case 'trigger':
        return holds(this.engine.decide(asked.terms, { now: asked.now_ms }));
      case 'quote': {
        const quote = this.engine.quote(asked.terms, {
          candidate_id: asked.candidate_id,
          variant_id: asked.variant_id,
          quantity: asked.quantity,
          now: asked.now_ms,
        });
        return 'ok' in quote ? null : quote;
      }
      case 'offers':
        return world.sheet.published;
      case 'order':
        return book.order(asked.order_id);
      case 'live':
        return this.shippingNow > 0 ? { shipping: { amount: this.shippingNow, taxable: false } } : null;
      case 'take':
        return room.take(asked);
      case 'give_back':
        return (room.giveBack(asked), null);
      case 'charge':
        return this.#gateway(() => gateway.charge(asked));
      case 'lookup':
        return this.#gateway(() => gateway.lookup(asked.key));
      case 'cancel':
        return this.#gateway(() => gateway.cancel(asked.key));
      case 'refund':
        return this.#gateway(() => gateway.refund(asked)) === true;
      case 'add_line':
        return book.addLine(asked);
      case 'remove_line':
        return book.removeLine(asked);
      case 'events':
        return (this.stored.push(...asked.events), null);
      default:
        throw new Error(`the simulation does not know the effect ${call}`);
    }
  }

  /** The gateway's own faults: it never heard, or it heard and its answer is lost. */
  #gateway(ask) {
    const { world } = this;
    if (world.fault('gateway unreachable', world.rates.gateway)) return { outcome: 'unknown' };
    const answer = ask();
    return world.fault('gateway timeout after success', world.rates.gateway) ? { outcome: 'unknown' } : answer;
  }

  crash() {
    this.up = false;
    const broken = [...this.running];
    this.running.clear();
    for (const run of broken) run.broken();
    this.world.after(this.world.chance.between('down ms', 200, 60_000), () => {
      this.up = true;
    });
  }

  /** Every server runs its reconciler for ever; a run may be interrupted like anything else. */
  reconcileForEver(until) {
    const again = () => {
      // A run that finds nothing due changes nothing; leaving it out saves most of a world's steps.
      if (this.up && this.table.due(ISSUER, this.world.time, 1).length > 0) {
        const run = { broken: () => {} };
        this.running.add(run);
        const over = () => void this.running.delete(run);
        this.#step(run, this.kit.reconcile(10, this.shop), undefined, over, over);
      }
      if (this.world.time < until()) this.world.after(RECONCILE_EVERY_MS, again);
    };
    this.world.after(RECONCILE_EVERY_MS, again);
  }
}
