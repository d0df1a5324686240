// SPDX-License-Identifier: MIT
//
// A shop with known truth: catalogue, orders, what was published, what shoppers did, what came back. The model, so that
// a reader can check a report against it:
//
//   - A product has an appeal; the log-odds that an offer shown alone is accepted are the shop's mean, plus the appeal,
//     plus one where it goes with something in the order.
//   - From a set each shopper takes one offer or none: odds v of an offer against none; beside another offer every v is
//     thinned by a tenth (multinomial logit, as the choice itself assumes).
//   - The shop has rough estimates of the rates. It shows the best one or two by them; one order in ten draws a
//     single offer evenly instead. A tenth of the visitors is held out. Both experiments are drawn by the visitor;
//     neither does anything.
//   - A bought offer comes back with its product's own probability, within the month, for its full price.
//
// Everything is a function of the seed and an order's number, so a shop of any size streams.

import { Dice } from './dice.js';

export interface World {
  /** Mean log-odds of acceptance of an offer shown alone. */
  appeal: number;
  holdoutBps: number;
  /** Share of shoppers whose page reports. */
  consent: number;
  products: number;
  /** Mean probability that a bought offer comes back. */
  returns: number;
}

export const usualWorld: World = { appeal: -2.6, holdoutBps: 1000, consent: 0.6, products: 60, returns: 0.06 };

interface Product {
  id: string;
  family: string;
  price: number;
  cost: number;
  odds: number;
  oddsWithPair: number;
  believed: number;
  believedWithPair: number;
  returns: number;
  pairs: number;
}

/** An offer made to an order, with its truth. */
export interface Made {
  product: Product;
  paired: boolean;
  /** Probability in ppm that the shop believes, alone. */
  takeRatePpm: number;
  margin: number;
}

export interface Visit {
  number: number;
  orderId: string;
  visitorId: string;
  placedMs: number;
  lines: Product[];
  holdout: boolean;
  arms: [number, number];
  explored: boolean;
  considered: Made[];
  slots: Made[];
  propensityPpb: number;
  /** Expected margin of showing the set, returns deducted, in minor units. */
  expected: number;
  /** Probability that each slot is bought. */
  chances: number[];
  /** Index of the slot that was bought; -1 for none. */
  bought: number;
  comesBack: boolean;
  consented: boolean;
  device: string;
}

const dilution = 0.1;
const start = Date.parse('2026-01-01T00:00:00Z');
const logistic = (x: number): number => Math.exp(x);
const ppm = (odds: number): number => Math.min(Math.max(Math.round((1_000_000 * odds) / (1 + odds)), 1), 999_999);

/** Probabilities of the offers of a set, by their odds. */
export function chancesOf(odds: readonly number[]): number[] {
  const thinned = odds.map(v => v * (odds.length > 1 ? 1 - dilution : 1));
  const all = thinned.reduce((sum, v) => sum + v, 1);
  return thinned.map(v => v / all);
}

export class Shop {
  readonly products: Product[];
  readonly #considered = 6;

  constructor(
    readonly seed: number,
    readonly world: World = usualWorld,
  ) {
    const dice = new Dice(seed, 'catalogue');
    this.products = Array.from({ length: world.products }, (_, i) => {
      const price = Math.max(Math.round(100 * Math.exp(dice.normal(3.1, 0.5))), 299);
      const appeal = world.appeal + dice.normal(0, 0.7);
      const error = dice.normal(0, 0.25);
      return {
        id: `p${String(i)}`,
        family: `f${String(i % 12)}`,
        price,
        cost: Math.round(price * (0.4 + 0.3 * dice.next())),
        odds: logistic(appeal),
        oddsWithPair: logistic(appeal + 1),
        believed: logistic(appeal + error),
        believedWithPair: logistic(appeal + error + 1),
        returns: Math.min(world.returns * (0.3 + 1.4 * dice.next()), 0.5),
        pairs: dice.below(world.products),
      };
    });
  }

  #odds = ({ product, paired }: Made): number => (paired ? product.oddsWithPair : product.odds);
  #believed = ({ product, paired }: Made): number => (paired ? product.believedWithPair : product.believed);

  /** The set that the shop believes to be best: one offer, or two of different families. */
  #best(offers: Made[]): Made[] {
    let best: Made[] = [];
    let most = 0;
    const consider = (...set: Made[]): void => {
      const chances = chancesOf(set.map(this.#believed));
      const value = set.reduce((sum, offer, i) => sum + (chances[i] ?? 0) * offer.margin, 0);
      if (value > most) [best, most] = [set, value];
    };
    offers.forEach((offer, i) => {
      consider(offer);
      for (const other of offers.slice(0, i)) if (other.product.family !== offer.product.family) consider(other, offer);
    });
    return best;
  }

  /** The visit of order number `n`, of `all`. */
  visit(n: number, all: number): Visit {
    const dice = new Dice(this.seed, `order ${String(n)}`);
    const pick = (): Product => this.products[dice.below(this.products.length)] as Product;
    const lines = Array.from({ length: 1 + dice.below(3) }, pick);
    const pool = new Map<string, Made>();
    while (pool.size < Math.min(this.#considered, this.products.length - 3)) {
      const product = pick();
      if (lines.includes(product)) continue;
      const paired = lines.some(line => line.pairs === this.products.indexOf(product));
      const made: Made = { product, paired, takeRatePpm: 0, margin: product.price - product.cost };
      made.takeRatePpm = ppm(this.#believed(made));
      pool.set(product.id, made);
    }
    const considered = [...pool.values()];
    // Every third order comes from somebody who was here before.
    const visitor = n % 3 === 2 ? n - 2 : n;
    const of = new Dice(this.seed, `visitor ${String(visitor)}`);
    const holdout = of.below(10_000) < this.world.holdoutBps;
    const arms: [number, number] = [of.below(2), of.below(3)];
    const consented = of.chance(this.world.consent);
    const device = of.chance(0.6) ? 'phone' : of.chance(0.2) ? 'tablet' : 'desktop';
    const explored = dice.chance(0.1);
    const best = this.#best(considered);
    const sets = 1 + considered.length; // the best, or one of the single offers, evenly
    const drawn = dice.below(considered.length);
    const slots = explored ? [considered[drawn] as Made] : best;
    const isBest = best.length === 1 && slots[0] === best[0];
    const propensity = (!explored || isBest ? 0.9 : 0) + (slots.length === 1 ? 0.1 / (sets - 1) : 0);
    const chances = chancesOf(slots.map(this.#odds));
    const expected = slots.reduce(
      (sum, { product, margin }, i) => sum + (chances[i] ?? 0) * margin * (1 - product.returns),
      0,
    );
    let draw = dice.next();
    let bought = -1;
    if (!holdout)
      for (let i = 0; i < chances.length && bought < 0; i++) {
        draw -= chances[i] ?? 0;
        if (draw < 0) bought = i;
      }
    return {
      number: n,
      orderId: `o${String(n)}`,
      visitorId: `v${String(visitor)}`,
      // A year and a half, so that most of a file's returns are known by its end.
      placedMs: start + Math.floor((n * 540 * 86_400_000) / all),
      lines,
      holdout,
      arms,
      explored,
      considered,
      slots,
      propensityPpb: Math.round(propensity * 1e9),
      expected,
      chances,
      bought,
      comesBack: bought >= 0 && dice.chance(slots[bought]?.product.returns ?? 0),
      consented,
      device,
    };
  }
}
