// SPDX-License-Identifier: MIT
//
// What another policy would have earned on the orders of a log, from what was shown, what it brought and how likely
// it was to be shown (off-policy evaluation). Weights stand on the unordered set, both its orders summed, because the
// order of two cards changes little and a narrower spread of weights is worth more. The default is the doubly robust
// estimate (Dudík, Langford and Li, 2011) with a choice model fitted on other visitors (cross-fitting); ordered and
// self-normalised inverse propensities stand beside it. Intervals are clustered by visitor. Where the log cannot say,
// nothing is estimated and the reason is given.

import { fitChoice, valueOf, type Card, type ChoiceModel, type Shown } from './choice.js';

export interface Interval {
  estimate: number;
  low: number;
  high: number;
}

/** One order of the log, and what the new policy would do with it. */
export interface Case extends Shown {
  visitor: string;
  /** Probability under the log of this set in either order, and in this order. */
  setProbability: number;
  orderedProbability: number;
  /** Under the log, of any set of each size: 0, 1, 2; absent where the log does not say. */
  sizeProbability?: number | undefined;
  /** The same under the new policy. */
  newSet: number;
  newOrdered: number;
  /** Every set that the new policy could show, with its probability. */
  options: readonly { cards: readonly Card[]; probability: number }[];
}

export type RefusalCode = 'no_orders' | 'effective_size' | 'support_missing' | 'successors_change' | 'not_recorded';

export interface Evaluation {
  orders: number;
  visitors: number;
  effective_size: number;
  /** Mean weight: 1 where the log could have shown everything that the new policy shows. */
  mean_weight: number;
  refused: { code: RefusalCode; message: string } | null;
  /** Margin for each order, after refunds, in minor units; null where refused. */
  value: Interval | null;
  /** What the log's own policy earned on the same orders, and the difference. */
  logged: Interval | null;
  difference: Interval | null;
  others: { ips: Interval; ips_ordered: Interval; self_normalised: Interval; self_normalised_ordered: Interval } | null;
}

const z95 = 1.959963984540054;
const folds = 5;
/** Under this effective size an interval promises more than it can keep. */
const leastEffectiveSize = 200;
/** Mass of the new policy that may be missing from the log. */
const tolerated = 0.02;
const sizeWords = ['nothing', 'one offer alone', 'two offers together'];

const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

/** Sums by cluster of each order's value. */
function clustered(cases: readonly Case[], value: (one: Case, i: number) => number): number[] {
  const sums = new Map<string, number>();
  cases.forEach((one, i) => sums.set(one.visitor, (sums.get(one.visitor) ?? 0) + value(one, i)));
  return [...sums.values()];
}

/** The mean of influence values, with the interval that clusters give it. */
function meanInterval(cases: readonly Case[], influence: (one: Case, i: number) => number): Interval {
  const n = cases.length;
  const estimate = sum(cases.map(influence)) / n;
  return interval(cases, estimate, (one, i) => influence(one, i) - estimate);
}

function interval(cases: readonly Case[], estimate: number, residual: (one: Case, i: number) => number): Interval {
  const sums = clustered(cases, residual);
  const squares = sum(sums.map(value => value * value));
  const variance = (squares / cases.length ** 2) * (sums.length / Math.max(sums.length - 1, 1));
  const half = z95 * Math.sqrt(variance);
  return { estimate, low: estimate - half, high: estimate + half };
}

function selfNormalised(cases: readonly Case[], weights: readonly number[]): Interval {
  const whole = sum(weights);
  const estimate = sum(cases.map(({ reward }, i) => (weights[i] ?? 0) * reward)) / whole;
  const scale = cases.length / whole;
  return interval(cases, estimate, ({ reward }, i) => scale * (weights[i] ?? 0) * (reward - estimate));
}

/** A hash of a visitor, so that all orders of one are in the same fold, whatever the order of lines. */
function foldOf(visitor: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < visitor.length; i++) hash = Math.imul(hash ^ visitor.charCodeAt(i), 0x01000193) >>> 0;
  return hash % folds;
}

/** For each fold the model that the other folds give. */
function crossFitted(cases: readonly Case[]): ChoiceModel[] {
  const of = cases.map(({ visitor }) => foldOf(visitor));
  return Array.from({ length: folds }, (_, fold) => fitChoice(cases.filter((_one, i) => of[i] !== fold)));
}

/** Why the log cannot say what the new policy would have earned; null where it can. */
function lackOf(cases: readonly Case[], weights: readonly number[], effectiveSize: number): Evaluation['refused'] {
  if (cases.length === 0)
    return {
      code: 'no_orders',
      message: 'no order of the log has a record with probabilities and a return window that has passed',
    };
  for (const size of [0, 1, 2]) {
    const wanted =
      sum(cases.map(one => sum(one.options.filter(({ cards }) => cards.length === size).map(o => o.probability)))) /
      cases.length;
    if (wanted < tolerated) continue;
    const reached = cases.map(({ cards }, i) => (cards.length === size ? (weights[i] ?? 0) : 0));
    const { high } = meanInterval(cases, (_, i) => reached[i] ?? 0);
    const shown = cases.filter(({ cards }) => cards.length === size).length;
    if (high < wanted * (1 - tolerated) || shown === 0)
      return {
        code: 'support_missing',
        message:
          `the log hardly ever showed ${sizeWords[size] ?? 'this'} where the new policy would: it would on ${(100 * wanted).toFixed(1)} % of orders, ` +
          `and the log reaches ${(100 * (sum(reached) / cases.length)).toFixed(1)} % of them; explore such sets before asking`,
      };
  }
  if (effectiveSize < leastEffectiveSize)
    return {
      code: 'effective_size',
      message:
        `the log says as much about the new policy as ${effectiveSize.toFixed(0)} orders of its own would; at least ` +
        `${String(leastEffectiveSize)} are needed: gather more orders, explore more, or ask about a policy nearer to the log's`,
    };
  return null;
}

/** Evaluates. Cases without a probability under the log must have been left out. */
export function evaluateCases(cases: readonly Case[]): Evaluation {
  const weights = cases.map(({ newSet, setProbability }) => newSet / setProbability);
  const ordered = cases.map(({ newOrdered, orderedProbability }) => newOrdered / orderedProbability);
  const squares = sum(weights.map(w => w * w));
  const effective_size = squares > 0 ? sum(weights) ** 2 / squares : 0;
  const refused = lackOf(cases, weights, effective_size);
  const common = {
    orders: cases.length,
    visitors: new Set(cases.map(({ visitor }) => visitor)).size,
    effective_size,
    mean_weight: cases.length > 0 ? sum(weights) / cases.length : 0,
    refused,
  };
  if (refused) return { ...common, value: null, logged: null, difference: null, others: null };
  const models = crossFitted(cases);
  const influence = cases.map((one, i) => {
    const model = models[foldOf(one.visitor)] as ChoiceModel;
    const expected = sum(one.options.map(({ cards, probability }) => probability * valueOf(model, cards)));
    return expected + (weights[i] ?? 0) * (one.reward - valueOf(model, one.cards));
  });
  return {
    ...common,
    value: meanInterval(cases, (_, i) => influence[i] ?? 0),
    logged: meanInterval(cases, ({ reward }) => reward),
    difference: meanInterval(cases, ({ reward }, i) => (influence[i] ?? 0) - reward),
    others: {
      ips: meanInterval(cases, ({ reward }, i) => (weights[i] ?? 0) * reward),
      ips_ordered: meanInterval(cases, ({ reward }, i) => (ordered[i] ?? 0) * reward),
      self_normalised: selfNormalised(cases, weights),
      self_normalised_ordered: selfNormalised(cases, ordered),
    },
  };
}
