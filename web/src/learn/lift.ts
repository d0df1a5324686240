// SPDX-License-Identifier: MIT
//
// How much more often than by chance two products are bought together, and how far that is believed. Of orders with at
// least two products, one that holds p has room for (its products - 1) others; chance fills it by what is sold. Lifts
// are taken as gamma-distributed around 1, which adds k imagined orders of chance to both counts:
//   lift = (together + k) / (expected + k).
// k is estimated from how much counts differ beyond what chance scatters them (moments), and is at least 2, so that a
// few orders are never believed as they stand.

/** Of one product: orders that hold it, and products beside it in them (weights, where orders fade). */
export interface Sold {
  orders: number;
  others: number;
}

const LEAST = 2;
const MOST = 50;

/** Orders that would hold both by chance; `all`: products in all orders. */
export const expectedTogether = (bought: Sold, offered: Sold, all: number): number =>
  (bought.others * offered.orders) / Math.max(all - bought.orders, 1);

/** k, from every product and the pairs that were found together. */
export const shrinkage = (
  sold: readonly Sold[],
  pairs: Iterable<{ together: number; expected: number }>,
  all: number,
): number => {
  const orders = sold.reduce((sum, one) => sum + one.orders ** 2, 0);
  const squares = sold.reduce(
    (sum, one) => sum + (one.others / Math.max(all - one.orders, 1)) ** 2 * (orders - one.orders ** 2),
    0,
  );
  let excess = squares;
  for (const { together, expected } of pairs) excess += together ** 2 - 2 * together * expected - together;
  return excess > 0 ? Math.min(Math.max(squares / excess, LEAST), MOST) : MOST;
};

/** `around`: what is expected of the pair beforehand: the lift of its families, or 1. */
export const shrunkLift = (together: number, expected: number, k: number, around = 1): number =>
  (together + k * around) / (expected + k);

/** Orders of chance by which the lift of two families is drawn towards 1: counts of families are large. */
const FAMILY_ORDERS = 10;

export interface SoldInFamily extends Sold {
  product: string;
  family?: string | undefined;
}

/**
 * The lift of each pair of families ("bought|offered") that was found together or could have been: what the products
 * of one are bought beside those of the other, over what chance gives. A pair of products that is rarely seen is
 * believed to be like its families.
 */
export const familyLifts = (
  sold: readonly SoldInFamily[],
  pairs: Iterable<{ bought: string; offered: string; together: number }>,
  all: number,
): Map<string, number> => {
  const familyOf = new Map(sold.map(one => [one.product, one.family]));
  const givers = new Map<string, number>(); // sum of what each product of the family would bring by chance
  const takers = new Map<string, number>();
  const itself = new Map<string, number>();
  const add = (to: Map<string, number>, key: string, value: number): void => {
    to.set(key, (to.get(key) ?? 0) + value);
  };
  for (const one of sold) {
    if (!one.family) continue;
    const rate = one.others / Math.max(all - one.orders, 1);
    add(givers, one.family, rate);
    add(takers, one.family, one.orders);
    add(itself, one.family, rate * one.orders);
  }
  const together = new Map<string, number>();
  for (const pair of pairs) {
    const [bought, offered] = [familyOf.get(pair.bought), familyOf.get(pair.offered)];
    if (bought && offered) add(together, `${bought}|${offered}`, pair.together);
  }
  const lifts = new Map<string, number>();
  for (const [bought, rate] of givers) {
    for (const [offered, orders] of takers) {
      const key = `${bought}|${offered}`;
      const expected = rate * orders - (bought === offered ? (itself.get(bought) ?? 0) : 0);
      lifts.set(key, shrunkLift(together.get(key) ?? 0, Math.max(expected, 0), FAMILY_ORDERS));
    }
  }
  return lifts;
};
