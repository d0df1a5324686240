// SPDX-License-Identifier: MIT
//
// The choice model that a doubly robust estimate leans on: from a set each shopper takes one offer or none (multinomial
// logit). Three numbers are fitted: how far the predicted log-odds are off, how steep they are, and what a second card
// takes; and the share of an accepted margin that returns leave. The estimate is right without it; the better it is,
// the narrower the interval.

/** An offer in a set: natural log-odds of being taken alone, and what an accept is expected to leave. */
export interface Card {
  logOdds: number;
  contribution: number;
}

/** A set that was shown, and what came of it. */
export interface Shown {
  cards: readonly Card[];
  accepted: readonly boolean[];
  reward: number;
}

export interface ChoiceModel {
  intercept: number;
  slope: number;
  /** log of what is left of an offer's odds beside another. */
  beside: number;
  kept: number;
}

/** Before any data: as predicted, a second card taking a tenth, nothing returned. */
const prior: ChoiceModel = { intercept: 0, slope: 1, beside: Math.log(0.9), kept: 1 };
/** Weight of the prior, in accepts: keeps a fit on few accepts near what was predicted. */
const priorWeight = [4, 40, 20] as const;
const rounds = 12;

/** Probability that each card of a set is taken. */
export function chancesOf(model: ChoiceModel, cards: readonly Card[]): number[] {
  const beside = cards.length > 1 ? model.beside : 0;
  const odds = cards.map(({ logOdds }) => Math.exp(model.intercept + model.slope * logOdds + beside));
  const all = odds.reduce((sum, v) => sum + v, 1);
  return odds.map(v => v / all);
}

/** The margin that showing a set is expected to bring. */
export function valueOf(model: ChoiceModel, cards: readonly Card[]): number {
  const chances = chancesOf(model, cards);
  return model.kept * cards.reduce((sum, { contribution }, i) => sum + (chances[i] ?? 0) * contribution, 0);
}

/** Solves a symmetric 3 x 3 system by elimination. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  for (let i = 0; i < 3; i++) {
    const pivot = rows[i] as number[];
    for (let j = 0; j < 3; j++) {
      if (j === i) continue;
      const row = rows[j] as number[];
      const by = (row[i] ?? 0) / (pivot[i] ?? 1);
      for (let k = i; k < 4; k++) row[k] = (row[k] ?? 0) - by * (pivot[k] ?? 0);
    }
  }
  return rows.map((row, i) => (row[3] ?? 0) / (row[i] ?? 1));
}

/** Fits by Newton's method on the penalised likelihood. The same data in the same order give the same numbers. */
export function fitChoice(data: readonly Shown[]): ChoiceModel {
  const theta = [prior.intercept, prior.slope, prior.beside];
  for (let round = 0; round < rounds; round++) {
    const model = { intercept: theta[0] ?? 0, slope: theta[1] ?? 1, beside: theta[2] ?? 0, kept: 1 };
    const gradient = [prior.intercept, prior.slope, prior.beside].map(
      (p, i) => (priorWeight[i] ?? 0) * (p - (theta[i] ?? 0)),
    );
    const hessian = [0, 1, 2].map(i => [0, 1, 2].map(j => (i === j ? (priorWeight[i] ?? 0) : 0)));
    for (const { cards, accepted } of data) addTerms(model, cards, accepted, gradient, hessian);
    const step = solve(hessian, gradient);
    step.forEach((by, i) => (theta[i] = (theta[i] ?? 0) + Math.min(Math.max(by, -1), 1)));
    if (step.every(by => Math.abs(by) < 1e-9)) break;
  }
  const [intercept = 0, slope = 1, beside = 0] = theta;
  return { intercept, slope, beside, kept: keptOf(data) };
}

function addTerms(
  model: ChoiceModel,
  cards: readonly Card[],
  accepted: readonly boolean[],
  gradient: number[],
  hessian: number[][],
): void {
  const chances = chancesOf(model, cards);
  const features = cards.map(({ logOdds }) => [1, logOdds, cards.length > 1 ? 1 : 0]);
  const mean = [0, 1, 2].map(i => features.reduce((sum, x, j) => sum + (chances[j] ?? 0) * (x[i] ?? 0), 0));
  // Where both were taken each counts as a choice of its own: the model has one at most.
  const choices = Math.max(accepted.filter(Boolean).length, 1);
  for (let i = 0; i < 3; i++) {
    const taken = features.reduce((sum, x, j) => sum + (accepted[j] ? (x[i] ?? 0) : 0), 0);
    gradient[i] = (gradient[i] ?? 0) + taken - choices * (mean[i] ?? 0);
    const row = hessian[i] as number[];
    for (let k = 0; k < 3; k++) {
      const second = features.reduce((sum, x, j) => sum + (chances[j] ?? 0) * (x[i] ?? 0) * (x[k] ?? 0), 0);
      row[k] = (row[k] ?? 0) + choices * (second - (mean[i] ?? 0) * (mean[k] ?? 0));
    }
  }
}

/** What of the margins that were accepted stayed, after returns. */
function keptOf(data: readonly Shown[]): number {
  let promised = 0;
  let stayed = 0;
  for (const { cards, accepted, reward } of data) {
    cards.forEach(({ contribution }, i) => (promised += accepted[i] ? contribution : 0));
    stayed += reward;
  }
  return promised > 0 ? Math.min(Math.max(stayed / promised, 0), 2) : 1;
}
