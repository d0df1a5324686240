// SPDX-License-Identifier: MIT
//
// What a shop knows before it has shown a single offer: its past baskets, and how much more often than by chance two
// products were bought together, reckoned as `encore mine` does it.
import { expectedTogether, familyLifts, shrinkage, shrunkLift } from 'encore-offers/learn';
import { dice } from './dice.mjs';

/** `count` baskets of a world before its opening. */
export function history(world, count) {
  const draw = dice(world.seed, 'history');
  return Array.from({ length: count }, () => world.basket(draw, 0));
}

const log2 = lift => Math.round(65_536 * Math.log2(lift));

/** Orders with both, at least, for a pair to be believed in: the default of `encore mine`. */
const LEAST_ORDERS = 3;

/** log2 of the lift of each ordered pair and of families in 1/65536, by name, and how often each product was sold. */
export function mined(world, orders) {
  const { products } = world.kind;
  const sold = new Float64Array(products);
  const together = new Float64Array(products * products);
  const counts = Array.from({ length: products }, () => ({ orders: 0, others: 0 }));
  for (const lines of orders) {
    for (const p of lines) {
      sold[p]++;
      if (lines.length < 2) continue;
      counts[p].orders++;
      counts[p].others += lines.length - 1;
      for (const q of lines) if (p !== q) together[p * products + q]++;
    }
  }
  const all = counts.reduce((sum, one) => sum + one.orders, 0);
  const pairs = [];
  for (let at = 0; at < together.length; at++) {
    const [p, q] = [Math.floor(at / products), at % products];
    if (together[at] > 0)
      pairs.push({ at, together: together[at], expected: expectedTogether(counts[p], counts[q], all) });
  }
  const k = shrinkage(counts, pairs, all);
  const families = new Map(counts.map((_, p) => [world.idOf(p, 0), world.shelf(p).family]));
  const named = pairs.map(({ at, together: count }) => ({
    bought: world.idOf(Math.floor(at / products), 0),
    offered: world.idOf(at % products, 0),
    together: count,
  }));
  const sellers = counts.map((one, p) => ({ ...one, product: world.idOf(p, 0), family: world.shelf(p).family }));
  const byFamily = familyLifts(sellers, named, all);
  const lifts = new Map();
  pairs.forEach(({ together: count, expected }, i) => {
    if (count < LEAST_ORDERS) return;
    const { bought, offered } = named[i];
    const around = byFamily.get(`${families.get(bought)}|${families.get(offered)}`);
    lifts.set(`${bought}|${offered}`, log2(shrunkLift(count, expected, k, around)));
  });
  return { sold, lifts, family_lifts: new Map([...byFamily].map(([pair, lift]) => [pair, log2(lift)])) };
}
