// SPDX-License-Identifier: MIT
//
// From an order, a catalogue and a model to a private sheet with the best candidates. The catalogue is read once into
// flat arrays; for each order every product is scored by the model's own rows, so that nothing good is missed by a
// shortcut (10,000 products take about a millisecond). The scores only rank: what is shown, and at what price, the
// core decides on the sheet, and a model never overrides rules, guards or the law.
import { currencyDigits } from '../engine/money.js';
import type { Bought, Offered } from './features.js';
import type { Model } from './model.js';
import { Ranking } from './ranking.js';
import { SuggestionModel } from './touched.js';

/** One line of a catalogue file: a candidate of the offer sheet without what belongs to one order. */
export interface CatalogueRow {
  id?: string;
  kind?: string;
  currency?: string;
  product: {
    id: string;
    title: string;
    family?: string;
    categories?: string[];
    variants: { id: string; price: number; unit_cost?: number; stock?: number }[];
  };
  discount?: { type: string; bps?: number; value?: number };
  pairs_with?: string[];
  affinity_bps?: number;
  take_rate_ppm?: number;
  [member: string]: unknown;
}

/** A merchant's rules: lists, and triggers (JsonLogic) that the core evaluates on the sheet. */
export interface Rules {
  /** Products that are never suggested. */
  never?: string[];
  /** Products that are always among the candidates, if the sheet's rules let them. */
  always?: string[];
  /** Product -> bought products one of which the order must hold. */
  only_with?: Record<string, string[]>;
  /** Product -> JsonLogic over the order, put into the candidate as its trigger. */
  triggers?: Record<string, unknown>;
}

export interface SuggestOptions {
  policy: { id: string; dilution_bps?: number; [member: string]: unknown };
  /** Milliseconds since the epoch. */
  now: number;
  /** Candidates at most; default 20. */
  limit?: number;
  currency?: string;
  locale?: string;
}

export interface OrderRecord {
  order: {
    id: string;
    currency?: string;
    shop_currency?: string | null;
    rate?: string | null;
    total: number;
    refunded?: number | null;
    lines: {
      product_id: string | null;
      family?: string;
      categories?: string[];
      quantity: number;
      returned_quantity?: number;
      unit_price: number;
      paid?: number;
    }[];
    [member: string]: unknown;
  };
  customer?: {
    orders_count?: number;
    purchased_product_ids?: string[];
    returned_product_ids?: string[];
    subscribed_product_ids?: string[];
    [member: string]: unknown;
  };
}

const DEFAULT_MARGIN = 0.4;

const discountOf = ({ discount }: CatalogueRow, price: number): number => {
  if (discount?.type === 'percent') return Math.round((price * (discount.bps ?? 0)) / 10_000);
  if (discount?.type === 'amount') return Math.min(discount.value ?? 0, price);
  return discount?.type === 'fixed_price' ? Math.max(price - (discount.value ?? 0), 0) : 0;
};

interface Entry {
  always: boolean;
  row: CatalogueRow;
  offered: Offered;
  /** What is paid for one, and what one costs the shop, in the shop's own money. */
  net: number;
  cost: number | undefined;
}

const entryOf = (row: CatalogueRow, always: boolean): Entry => {
  const variant = row.product.variants.find(({ stock }) => stock === undefined || stock > 0) ?? row.product.variants[0];
  const list = variant?.price ?? 0;
  const discount = discountOf(row, list);
  const { id, family, categories } = row.product;
  return {
    always,
    row,
    offered: {
      product_id: id,
      kind: row.kind ?? 'cross_sell',
      family,
      categories,
      pairs_with: row.pairs_with,
      affinity_bps: row.affinity_bps,
      subtotal: list - discount,
      discount,
      list,
    },
    net: list - discount,
    cost: variant?.unit_cost,
  };
};

/** Minor units of the sheet's currency for one of the shop's, for costs; undefined where no rate is known. */
function costRate({ shop_currency: own, rate }: OrderRecord['order'], currency: string): number | undefined {
  if (own == null || own === currency) return 1;
  return rate == null ? undefined : Number(rate) * 10 ** (currencyDigits(currency) - currencyDigits(own));
}

const marginOf = ({ net, cost, offered }: Entry, rate: number | undefined): number =>
  net - (cost === undefined || rate === undefined ? offered.list * (1 - DEFAULT_MARGIN) : cost * rate);

const worth = ({ row }: Entry, margin: number, log2: number): number => {
  const given = row.take_rate_ppm;
  const odds = given === undefined ? 2 ** (log2 / 65_536) : given / Math.max(1e6 - given, 1);
  return (margin * odds) / (1 + odds);
};

/** The best so many, best first; among equals the lower product id. */
class Best {
  readonly #held: { entry: Entry; value: number }[] = [];
  constructor(readonly limit: number) {}

  offer(entry: Entry, value: number): void {
    const held = this.#held;
    const last = held[held.length - 1];
    if (held.length === this.limit && (!last || value < last.value)) return;
    const before = (one: { entry: Entry; value: number }): boolean =>
      one.value > value || (one.value === value && one.entry.offered.product_id < entry.offered.product_id);
    let at = held.length;
    while (at > 0 && !before(held[at - 1] as { entry: Entry; value: number })) at--;
    held.splice(at, 0, { entry, value });
    if (held.length > this.limit) held.pop();
  }

  get entries(): Entry[] {
    return this.#held.map(({ entry }) => entry);
  }
}

/** Suggests for one order after another. */
export class Suggester {
  readonly #entries: Entry[];
  readonly #model: SuggestionModel;
  readonly #ranking: Ranking;
  readonly #rules: Rules;
  readonly #bound: [string, string[]][];
  /** Of the catalogue's prices. */
  readonly #currency: string | undefined;

  constructor(catalogue: readonly CatalogueRow[], model: Model, rules: Rules = {}) {
    const never = new Set(rules.never);
    const always = new Set(rules.always);
    this.#entries = catalogue
      .filter(row => !never.has(row.product.id))
      .map(row => entryOf(row, always.has(row.product.id)));
    this.#model = new SuggestionModel(model);
    this.#ranking = new Ranking(
      this.#entries.map(({ offered }) => offered),
      this.#model,
    );
    this.#rules = rules;
    this.#currency = catalogue.find(row => row.currency !== undefined)?.currency;
    this.#bound = Object.entries(rules.only_with ?? {});
  }

  /** A private sheet for the order, ready for `decide` and `publish`. */
  suggest(record: OrderRecord, options: SuggestOptions): Record<string, unknown> {
    const { order, customer } = record;
    const kept = order.lines.filter(line => line.product_id && line.quantity > (line.returned_quantity ?? 0));
    const lines: Bought[] = kept.map(line => ({
      product_id: line.product_id ?? '',
      family: line.family,
      categories: line.categories,
      paid: line.paid ?? line.unit_price * line.quantity,
    }));
    const currency = options.currency ?? order.currency ?? this.#currency ?? 'EUR';
    const chosen = this.#best(lines, record, { currency, limit: options.limit ?? 20 });
    const issued = new Date(options.now).toISOString();
    return {
      version: 1,
      id: `sh_${order.id}`,
      issued_at: issued,
      locale: options.locale ?? 'en',
      currency,
      surface: 'thank_you',
      order: { ...order, currency },
      ...(customer && { customer }),
      policy: { dilution_bps: this.#model.dilution_bps, ...options.policy },
      candidates: chosen.map(({ row }) => this.#candidate(row)),
      model: this.#model.touchedBy({ lines, products: chosen.map(({ row }) => row.product) }),
    };
  }

  #candidate(row: CatalogueRow): Record<string, unknown> {
    const { id = row.product.id, kind = 'cross_sell', ...rest } = row;
    delete rest.currency; // the sheet's
    const trigger = this.#rules.triggers?.[row.product.id];
    return { id, kind, ...rest, ...(trigger !== undefined && { trigger }) };
  }

  // Rows of the catalogue, best first. A price of another currency is none of this sheet's.
  #best(
    lines: readonly Bought[],
    { order, customer }: OrderRecord,
    asked: { currency: string; limit: number },
  ): Entry[] {
    const { currency, limit } = asked;
    const inOrder = new Set(lines.map(line => line.product_id));
    const left = new Uint8Array(this.#entries.length);
    const leave = (ids: Iterable<string> | undefined): void => {
      for (const id of ids ?? []) for (const place of this.#ranking.placesOf(id)) left[place] = 1;
    };
    leave(inOrder);
    leave(customer?.purchased_product_ids);
    leave(customer?.returned_product_ids);
    leave(customer?.subscribed_product_ids);
    leave(this.#bound.flatMap(([id, with_]) => (with_.some(one => inOrder.has(one)) ? [] : [id])));
    const returning = customer?.orders_count === undefined ? undefined : customer.orders_count > 1;
    const log2 = this.#ranking.log2Odds(lines, order.total, returning);
    const rate = costRate(order, currency);
    const kept = order.total - (order.refunded ?? 0);
    const best = new Best(limit);
    this.#entries.forEach((entry, place) => {
      if (left[place] === 1 || (entry.row.currency ?? currency) !== currency) return;
      const margin = marginOf(entry, rate);
      if (entry.always) best.offer(entry, Infinity);
      else if (entry.offered.subtotal <= kept && margin > 0) best.offer(entry, worth(entry, margin, log2[place] ?? 0));
    });
    return best.entries;
  }
}
