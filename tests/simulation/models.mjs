// SPDX-License-Identifier: MIT
//
// A payment provider, an order book and a stock room in memory, keeping exactly the promises
// that ports.ts asks for and no more. Synchronous, so that the simulation can stop between
// any two calls; `ports()` wraps them as the asynchronous ports of a shop for the tests of
// the kit. Their books are what the invariants are checked against.

/** A provider with idempotency keys. What a new key leads to is asked of `policy(request)`. */
export class Gateway {
  constructor(policy = () => 'approve') {
    this.policy = policy;
    /** key → {outcome, amount, order_id, charge_id, url, refunded} */
    this.keys = new Map();
    this.refunds = new Map();
    this.charged = 0;
  }

  charge(request) {
    const known = this.keys.get(request.key);
    if (known) return this.#tell(known);
    const entry = {
      key: request.key,
      amount: request.amount,
      currency: request.currency,
      order_id: request.order_id,
      refunded: 0,
    };
    this.keys.set(request.key, entry);
    const verdict = this.policy(request);
    if (verdict === 'approve') this.#approve(entry);
    else if (verdict === 'authenticate')
      Object.assign(entry, { outcome: 'action_required', url: `/bank/${encodeURIComponent(request.key)}` });
    else entry.outcome = 'declined';
    return this.#tell(entry);
  }

  /** The shopper answers the bank; only an open authentication can still change. */
  authenticate(key, passed) {
    const entry = this.keys.get(key);
    if (entry?.outcome !== 'action_required') return;
    if (passed) this.#approve(entry);
    else entry.outcome = 'declined';
  }

  lookup(key) {
    const entry = this.keys.get(key);
    return entry ? this.#tell(entry) : { outcome: 'none' };
  }

  cancel(key) {
    const entry = this.keys.get(key);
    if (entry?.outcome === 'approved') return this.#tell(entry);
    if (entry) entry.outcome = 'declined';
    else this.keys.set(key, { key, outcome: 'declined', refunded: 0, amount: 0 });
    return { outcome: 'cancelled' };
  }

  refund(request) {
    if (this.refunds.has(request.key)) return true;
    const entry = [...this.keys.values()].find(e => e.charge_id === request.charge_id);
    if (!entry) throw new Error(`refund of an unknown charge ${request.charge_id}`);
    if (entry.refunded + request.amount > entry.amount)
      throw new Error(`refund beyond the charge ${request.charge_id}`);
    entry.refunded += request.amount;
    this.refunds.set(request.key, request);
    return true;
  }

  /** Charges of an order that were not given back, and the money they hold. */
  standing(orderId) {
    const kept = [...this.keys.values()].filter(
      e => e.order_id === orderId && e.outcome === 'approved' && e.refunded < e.amount,
    );
    return { count: kept.length, amount: kept.reduce((sum, e) => sum + e.amount - e.refunded, 0) };
  }

  #approve(entry) {
    this.charged += 1;
    Object.assign(entry, { outcome: 'approved', charge_id: `ch_${this.charged}` });
  }

  #tell({ outcome, charge_id, url }) {
    if (outcome === 'approved') return { outcome, charge_id };
    return outcome === 'action_required' ? { outcome, url } : { outcome };
  }
}

/** Orders with the lines that purchases added. */
export class OrderBook {
  constructor() {
    this.orders = new Map();
  }

  /** Opens an order. `buyer` is whatever the test's buyer port compares. */
  open({
    id,
    total,
    currency,
    buyer = id,
    hold_until_ms = null,
    one_click = true,
    bought = [{ id: 'l1', quantity: 1 }],
  }) {
    const order = {
      id,
      total,
      currency,
      buyer,
      hold_until_ms,
      one_click,
      released: false,
      bought: bought.map(line => ({ ...line })),
      lines: new Map(),
      removed: new Set(),
    };
    this.orders.set(id, order);
    return order;
  }

  order(id) {
    const order = this.orders.get(id);
    if (!order) return null;
    const { currency, total, released, one_click, hold_until_ms, bought } = order;
    const lines = bought.map(line => ({ ...line, quantity: line.quantity - this.#replaced(order, line.id) }));
    return { id, currency, total, released, one_click, hold_until_ms, lines };
  }

  #left(order, lineId) {
    const line = order.bought.find(({ id }) => id === lineId);
    return line === undefined ? 0 : line.quantity - this.#replaced(order, lineId);
  }

  /**
   * Customer service takes a line out. What already replaces it stays; where all of it is replaced, there is nothing to
   * take out, and an undo of what replaced it brings it back.
   */
  takeOut(orderId, lineId, atMs) {
    const order = this.orders.get(orderId);
    const line = order.bought.find(({ id }) => id === lineId);
    if (line === undefined || order.takenOut?.has(lineId) || this.#left(order, lineId) === 0) return;
    line.quantity = this.#replaced(order, lineId);
    (order.takenOut ??= new Map()).set(lineId, atMs);
  }

  #replaced(order, lineId) {
    return [...order.lines.values()].reduce(
      (sum, { line }) => sum + (line.replaces?.line_id === lineId ? line.replaces.quantity : 0),
      0,
    );
  }

  addLine({ purchase_id, order_id, candidate_id, charge_id, line }) {
    const order = this.orders.get(order_id);
    const there = order.lines.get(purchase_id);
    if (there) return { line_id: there.line_id, order_total: order.total };
    if (order.removed.has(purchase_id)) return { refused: 'removed' };
    if (order.released) return { refused: 'order_released' };
    const about = line.replaces?.line_id ?? line.covers?.line_id;
    const units = line.replaces?.quantity ?? line.quantity;
    if (about !== undefined && this.#left(order, about) < units) return { refused: 'line_changed' };
    const line_id = `l_${candidate_id}`;
    order.lines.set(purchase_id, { line_id, candidate_id, charge_id, amount: line.quote.total, line });
    order.total += line.quote.total;
    return { line_id, order_total: order.total };
  }

  removeLine({ purchase_id, order_id }) {
    const order = this.orders.get(order_id);
    const there = order.lines.get(purchase_id);
    if (there && order.released) return { refused: 'order_released' };
    if (there) {
      order.lines.delete(purchase_id);
      order.total -= there.amount;
    }
    order.removed.add(purchase_id);
    return { order_total: order.total };
  }
}

/** Counted pieces per variant; a variant that is not listed is not counted. */
export class StockRoom {
  constructor(pieces = {}) {
    this.pieces = new Map(Object.entries(pieces));
    this.holds = new Map();
  }

  take({ hold, items }) {
    const known = this.holds.get(hold);
    if (known) return known.open;
    const wanted = new Map();
    for (const { variant_id, quantity } of items) wanted.set(variant_id, (wanted.get(variant_id) ?? 0) + quantity);
    const short = [...wanted].some(([id, quantity]) => this.pieces.has(id) && this.pieces.get(id) < quantity);
    if (short) return false;
    this.#move(items, -1);
    this.holds.set(hold, { items, open: true });
    return true;
  }

  giveBack({ hold }) {
    const known = this.holds.get(hold);
    if (known?.open) this.#move(known.items, 1);
    this.holds.set(hold, { items: known?.items ?? [], open: false });
  }

  #move(items, sign) {
    for (const { variant_id, quantity } of items) {
      if (this.pieces.has(variant_id)) this.pieces.set(variant_id, this.pieces.get(variant_id) + sign * quantity);
    }
  }
}
