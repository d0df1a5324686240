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

export const shrunkLift = (together: number, expected: number, k: number): number => (together + k) / (expected + k);
