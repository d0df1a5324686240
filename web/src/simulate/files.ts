// SPDX-License-Identifier: MIT
//
// Writes a simulated shop as the files that `mine`, `learn`, `report` and `evaluate` read, and the truth beside them.

import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Shop, usualWorld, type Made, type Visit, type World } from './shop.js';

const dayMs = 86_400_000;
const currency = 'EUR';
const iso = (ms: number): string => new Date(ms).toISOString();
const hex = (n: number, seed: number): string =>
  (n.toString(16) + seed.toString(16).padStart(8, '0')).padStart(32, '0');

class Lines {
  readonly #file: number;
  #waiting: string[] = [];
  #size = 0;
  count = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'w');
  }

  add(value: object): void {
    const line = JSON.stringify(value);
    this.#waiting.push(line);
    this.#size += line.length;
    this.count += 1;
    if (this.#size > 1 << 20) this.#flush();
  }

  #flush(): void {
    if (this.#waiting.length > 0) writeSync(this.#file, `${this.#waiting.join('\n')}\n`);
    this.#waiting = [];
    this.#size = 0;
  }

  end(): void {
    this.#flush();
    closeSync(this.#file);
  }
}

const offerOf = ({ product, takeRatePpm, margin, paired }: Made): object => ({
  candidate_id: `offer-${product.id}`,
  product_id: product.id,
  kind: 'cross_sell',
  family: product.family,
  relevance: paired ? 'product' : 'none',
  step: 1,
  quantity: 1,
  list: product.price,
  discount: 0,
  subtotal: product.price,
  total: product.price,
  take_rate_ppm: takeRatePpm,
  contribution: margin,
});

function orderOf({ orderId, placedMs, lines, visitorId, number }: Visit): object {
  const total = lines.reduce((sum, { price }) => sum + price, 0);
  return {
    at: iso(placedMs),
    order: {
      id: orderId,
      placed_at: iso(placedMs),
      status: 'paid',
      currency,
      lines: lines.map(({ id, family, price, cost }, i) => ({
        id: `l${String(i)}`,
        product_id: id,
        title: id,
        quantity: 1,
        unit_price: price,
        paid: price,
        family,
        unit_cost: cost,
      })),
      subtotal: total,
      total,
    },
    customer: { id: visitorId, orders_count: number % 3 === 2 ? 2 : 1 },
  };
}

/** The events of a visit, in the order in which they happen. */
export function* eventsOf(visit: Visit, seed: number, holdoutBps: number): Generator<object> {
  const { orderId, visitorId, placedMs, slots, considered, holdout, arms, bought, consented, device } = visit;
  const named = { 'headline-1': arms[0], 'layout-1': arms[1] };
  const common = { order_id: orderId, sheet_id: `sh-${orderId}`, currency };
  const shown = new Set(slots);
  yield {
    id: `${orderId}-published`,
    event: 'published',
    at: iso(placedMs),
    source: 'server',
    ...common,
    decision_id: hex(visit.number, seed),
    policy_id: 'simulated-1',
    visitor_id: visitorId,
    surface: 'thank_you',
    holdout,
    arms: named,
    propensity_ppb: visit.propensityPpb,
    set_size: slots.length,
    set_ppb: visit.propensityPpb,
    max_steps: 3,
    explored: visit.explored,
    slots: slots.map(offerOf),
    considered: considered.map(offerOf),
    left_out: considered
      .filter(offer => !shown.has(offer))
      .map(({ product, takeRatePpm, margin }) => ({
        candidate_id: `offer-${product.id}`,
        reasons: ['outranked'],
        withheld: Math.round((takeRatePpm * margin) / 1_000_000),
      })),
    experiments: [
      { experiment: 'headline-1', variation: arms[0], weights_bps: [5000, 5000] },
      { experiment: 'layout-1', variation: arms[1], weights_bps: [3333, 3333, 3334] },
    ],
    holdout_bps: holdoutBps,
  };
  if (holdout) return;
  const page = { ...common, source: 'page', visitor_id: visitorId, device, arms: named };
  const later = (ms: number): string => iso(placedMs + ms);
  for (const [slot, { product }] of slots.entries()) {
    const offer = { candidate_id: `offer-${product.id}`, product_id: product.id, slot, step: 1 };
    const id = `${orderId}-${String(slot)}`;
    if (consented) {
      yield { id: `${id}-s`, event: 'shown', at: later(900), ...page, ...offer };
      yield { id: `${id}-v`, event: 'viewed', at: later(2_100), ...page, ...offer };
    }
    if (slot === bought) {
      const sale = { charged: product.price, purchase_id: `${id}-p` };
      const at = later(9_000 + ((visit.number * 7919) % 40_000));
      yield { id: `${id}-a`, event: 'accepted', at, ...common, source: 'server', ...offer, quantity: 1, ...sale };
      if (consented) yield { id: `${id}-b`, event: 'accepted', at, ...page, ...offer, charged: product.price };
    } else if (consented && (visit.number + slot) % 2 === 0) {
      yield { id: `${id}-d`, event: 'declined', at: later(12_000), ...page, ...offer };
    }
  }
}

function refundOf({ orderId, placedMs, bought, slots, number }: Visit): object {
  const product = slots[bought]?.product;
  return {
    id: `${orderId}-r`,
    at: iso(placedMs + (3 + (number % 20)) * dayMs),
    order_id: orderId,
    purchase_id: `${orderId}-${String(bought)}-p`,
    product_id: product?.id,
    quantity: 1,
    amount: product?.price,
    currency,
    kind: 'returned',
  };
}

export interface Truth {
  orders: number;
  events: number;
  currency: string;
  /** Margin for each order that showing offers adds, returns deducted, in minor units: an expectation. */
  margin_per_order: number;
  attach_rate: number;
  /** Of each offer: the mean probability that it was bought where it was shown. */
  take_rates: Record<string, number>;
  model: World & { seed: number };
}

/** Writes the files of `orders` orders into `folder`; returns the truth. */
export function writeShop(
  folder: string,
  orders: number,
  seed: number,
  world: World = usualWorld,
  progress: (done: number) => void = () => undefined,
): Truth {
  mkdirSync(folder, { recursive: true });
  const shop = new Shop(seed, world);
  const file = (name: string): Lines => new Lines(join(folder, `${name}.ndjson`));
  const [catalogue, orderLines, events, refunds] = [file('catalogue'), file('orders'), file('events'), file('refunds')];
  for (const { id, family, price, cost, pairs } of shop.products)
    catalogue.add({
      currency,
      product: { id, title: id, family, variants: [{ id: `${id}-v`, price, unit_cost: cost }] },
      pairs_with: [`p${String(pairs)}`],
    });
  const chances = new Map<string, { sum: number; shows: number }>();
  let expected = 0;
  let attached = 0;
  for (let n = 0; n < orders; n++) {
    const visit = shop.visit(n, orders);
    orderLines.add(orderOf(visit));
    for (const event of eventsOf(visit, seed, world.holdoutBps)) events.add(event);
    if (visit.comesBack) refunds.add(refundOf(visit));
    expected += visit.expected;
    attached += visit.chances.reduce((sum, chance) => sum + chance, 0);
    if (!visit.holdout)
      visit.slots.forEach(({ product }, i) => {
        const entry = chances.get(product.id) ?? { sum: 0, shows: 0 };
        entry.sum += visit.chances[i] ?? 0;
        entry.shows += 1;
        chances.set(product.id, entry);
      });
    if (n % 10_000 === 0) progress(n / orders);
  }
  for (const lines of [catalogue, orderLines, events, refunds]) lines.end();
  const truth: Truth = {
    orders,
    events: events.count,
    currency,
    margin_per_order: orders > 0 ? expected / orders : 0,
    attach_rate: orders > 0 ? attached / orders : 0,
    take_rates: Object.fromEntries(
      [...chances].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, { sum, shows }]) => [`offer-${id}`, sum / shows]),
    ),
    model: { ...world, seed },
  };
  writeFileSync(join(folder, 'truth.json'), `${JSON.stringify(truth, null, 2)}\n`);
  return truth;
}
