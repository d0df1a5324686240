// SPDX-License-Identifier: MIT
//
// An experiment's verdict. The sample's ratio is looked at first: where the arms are not the sizes they were meant to
// be, nothing is compared. A winner is certain at every look together; the probability of being best is shown and
// never decides.

import { numberOf, sumsOf, textOf, type Row } from './database.js';
import {
  alwaysValidDifference,
  alwaysValidRatio,
  noSums,
  probabilityOfBest,
  sampleRatioP,
  type Estimate,
} from './statistics.js';

export interface Arm {
  variation: number;
  visitors: number;
  orders: number;
  margin_per_order: Estimate;
  /** Less the first variation; absent for it. */
  difference?: Estimate;
  probability_of_best: number;
}

export interface Experiment {
  experiment: string;
  sample_ratio: { p: number; ok: boolean };
  verdict: 'winner' | 'no_winner_yet' | 'sample_ratio_mismatch';
  winner: number | null;
  variations: Arm[];
}

/** A ratio check below this at any look says that the arms were not assigned as intended. */
export const ratioLevel = 0.001;
/** Reads one experiment's rows of experiments.sql, one for each variation. */
export function experimentOf(experiment: string, rows: Row[]): Experiment {
  const arms = rows.map(row => sumsOf(row, 'earned'));
  const weights = textOf(rows.find(row => textOf(row, 'weights') !== '') ?? {}, 'weights')
    .split('|')
    .map(Number);
  const counts = new Map(rows.map(row => [numberOf(row, 'variation'), numberOf(row, 'visitors')]));
  const intended = weights.length > 1 ? weights : rows.map(() => 1);
  const seen = weights.length > 1 ? intended.map((_, i) => counts.get(i) ?? 0) : [...counts.values()];
  const p = sampleRatioP(seen, intended);
  const best = probabilityOfBest(arms);
  const base = arms[0] ?? noSums;
  // Each comparison may err with its part of the 5 %.
  const alpha = 0.05 / Math.max(arms.length - 1, 1);
  const variations = rows.map((row, i): Arm => {
    const sums = arms[i] ?? noSums;
    return {
      variation: numberOf(row, 'variation'),
      visitors: numberOf(row, 'visitors'),
      orders: sums.n,
      margin_per_order: alwaysValidRatio(sums),
      ...(i > 0 && { difference: alwaysValidDifference(sums, base, alpha) }),
      probability_of_best: best[i] ?? 0,
    };
  });
  const ok = p >= ratioLevel;
  const winner = ok ? winnerOf(variations) : null;
  return {
    experiment,
    sample_ratio: { p, ok },
    verdict: !ok ? 'sample_ratio_mismatch' : winner === null ? 'no_winner_yet' : 'winner',
    winner,
    variations,
  };
}

/** Visitors in the smaller arm before a comparison is believed. */
const leastVisitors = 100;

/** The variation that is certainly better than the first, or the first where it is certainly better than all others. */
function winnerOf([first, ...others]: Arm[]): number | null {
  if (!first || others.length === 0 || [first, ...others].some(({ visitors }) => visitors < leastVisitors)) return null;
  const better = others.filter(({ difference }) => difference !== undefined && difference.low > 0);
  if (better.length > 0)
    return better.reduce((a, b) => (b.margin_per_order.estimate > a.margin_per_order.estimate ? b : a)).variation;
  return others.every(({ difference }) => difference !== undefined && difference.high < 0) ? first.variation : null;
}
