// SPDX-License-Identifier: MIT
//
// What a take-rate model looks at in one card: the levels of its factors. The same rules as
// src/encore/learn/score.cpp and src/encore/select/relevance.cpp, for shows that are read from a log instead of a
// sheet; a test holds them together.

import { candidateKinds, relevances, type Relevance } from '../engine/vocabulary.js';

/** log2 values are integers in units of 1/65536. */
export const LOG2_UNIT = 65_536;

/** Upper bounds of the bands, in ten-thousandths; the last band is open. */
const SHARE_BOUNDS = [0, 500, 1500, 3000, 5000, 7000, 10_000];
const DEPTH_BOUNDS = [0, 1000, 2000, 3000];
const bandNames = (bounds: number[]): string[] => [...bounds.map(String), 'above'];
export const SHARE_BANDS = bandNames(SHARE_BOUNDS);
export const DEPTH_BANDS = bandNames(DEPTH_BOUNDS);
const LOWEST_LIFT_BAND = -6;
const HIGHEST_LIFT_BAND = 12;
export const LIFT_BANDS = HIGHEST_LIFT_BAND - LOWEST_LIFT_BAND + 1;

/** A line of the order, as far as relevance needs it. */
export interface Bought {
  product_id: string;
  family?: string | undefined;
  categories?: readonly string[] | undefined;
  paid: number;
}

/** What was offered, at its price. */
export interface Offered {
  product_id: string;
  kind: string;
  family?: string | undefined;
  categories?: readonly string[] | undefined;
  pairs_with?: readonly string[] | undefined;
  affinity_bps?: number | undefined;
  subtotal: number;
  discount: number;
  list: number;
}

/**
 * log2 of the shrunk lift of bought product -> offered product, in 1/65536; where the pair is not known, that of their
 * families, and 0 where nothing is.
 */
export type LiftOf = (bought: string, offered: string, boughtFamily?: string, offeredFamily?: string) => number;

/** Lifts from what `mine` found: of pairs of products, and of pairs of families for the rest. */
export const liftsFrom =
  (pairs: ReadonlyMap<string, number>, families: ReadonlyMap<string, number>): LiftOf =>
  (bought, offered, boughtFamily, offeredFamily) =>
    pairs.get(`${bought}|${offered}`) ??
    (boughtFamily && offeredFamily ? families.get(`${boughtFamily}|${offeredFamily}`) : undefined) ??
    0;

const bandOf = (part: number, whole: number, bounds: number[]): number => {
  const at = bounds.findIndex(bound => part * 10_000 <= whole * bound);
  return at < 0 ? bounds.length : at;
};

/** The band of an offer's share of the order. */
export const shareBand = (subtotal: number, total: number): number => bandOf(subtotal, total, SHARE_BOUNDS);

export const liftBand = (log2Lift: number): number => {
  const half = LOG2_UNIT / 2;
  const shifted = log2Lift + half / 2 - LOWEST_LIFT_BAND * half;
  return Math.min(Math.max(Math.floor(shifted / half), 0), LIFT_BANDS - 1);
};

const shares = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean =>
  a !== undefined && b !== undefined && a.some(one => b.includes(one));

const nearness = (line: Bought, offered: Offered): number =>
  offered.family && line.family === offered.family ? 2 : shares(line.categories, offered.categories) ? 1 : 0;

/** Closeness of an offer to an order. */
export const relevanceOf = (lines: readonly Bought[], offered: Offered): Relevance => {
  const affinity = offered.affinity_bps;
  if (affinity !== undefined)
    return affinity >= 7500 ? 'product' : affinity >= 5000 ? 'family' : affinity >= 2500 ? 'category' : 'none';
  let found = 0;
  for (const line of lines) {
    if (line.product_id === offered.product_id || offered.pairs_with?.includes(line.product_id)) return 'product';
    found = Math.max(found, nearness(line, offered));
  }
  return found === 2 ? 'family' : found === 1 ? 'category' : 'none';
};

/**
 * The line that an offer goes with: one that it is named for, then highest lift, then same family, then a shared
 * category, then dearest, then first.
 */
export const anchorOf = (lines: readonly Bought[], offered: Offered, liftOf: LiftOf): Bought | undefined => {
  let best: Bought | undefined;
  let bestRank: readonly number[] = [];
  for (const line of lines) {
    const rank = [
      offered.pairs_with?.includes(line.product_id) ? 1 : 0,
      liftOf(line.product_id, offered.product_id, line.family, offered.family),
      nearness(line, offered),
      line.paid,
    ];
    const differs = rank.findIndex((value, i) => value !== bestRank[i]);
    if (best && (differs < 0 || (rank[differs] ?? 0) < (bestRank[differs] ?? 0))) continue;
    best = line;
    bestRank = rank;
  }
  return best;
};

/** One card's level of each factor, by name; absent where the factor does not apply. */
export interface CardLevels {
  relevance_price: number;
  kind: number;
  discount: number;
  family?: string;
  product: string;
  family_pair?: string;
  lift?: number;
  product_pair?: string;
  customer?: number;
}

export const levelsOf = (
  lines: readonly Bought[],
  orderTotal: number,
  returning: boolean | undefined,
  offered: Offered,
  liftOf: LiftOf,
): CardLevels => {
  const relevance = relevances.indexOf(relevanceOf(lines, offered));
  const anchor = anchorOf(lines, offered, liftOf);
  const { family, product_id: product } = offered;
  return {
    relevance_price: relevance * SHARE_BANDS.length + shareBand(offered.subtotal, orderTotal),
    kind: (candidateKinds as readonly string[]).indexOf(offered.kind),
    discount: bandOf(offered.discount, offered.list, DEPTH_BOUNDS),
    ...(family && { family }),
    product,
    ...(anchor?.family && family && { family_pair: `${anchor.family}|${family}` }),
    ...(anchor && {
      lift: liftBand(liftOf(anchor.product_id, product, anchor.family, family)),
      product_pair: `${anchor.product_id}|${product}`,
    }),
    ...(returning !== undefined && { customer: returning ? 1 : 0 }),
  };
};
