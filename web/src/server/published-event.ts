// SPDX-License-Identifier: MIT
//
// The server's own event of a publish (`published` in web/schema/events-1.schema.json): what was considered, chosen and
// left out for an order, with figures that never reach a page. The shop stores it whether or not a browser ever
// reports, so that holdout and experiments can be read by intention to treat, and offers by what every order was
// offered. Every offer that can be priced at all has its terms here: those left out, so that a reason's cost can be
// reported, and successors, so that what they sell counts.

import { POLICY_DEFAULTS, type OfferSheet } from '../engine/sheet.js';
import type { Decision, ExplainedCandidate, LeftOut, Refusal } from '../engine/wire.js';
import { stepsOf } from './funnel-steps.js';
import { factorsIn } from './record-factors.js';

/** An offer as it was considered; members that no stage came to are absent. */
export interface ConsideredOffer {
  candidate_id: string;
  product_id?: string;
  variant_id?: string;
  kind?: string;
  family?: string;
  categories?: string[];
  relevance?: string;
  step: number;
  quantity?: number;
  list?: number;
  discount?: number;
  subtotal?: number;
  total?: number;
  take_rate_ppm?: number;
  contribution?: number;
  factors?: Record<string, string>;
}

export interface PublishedEvent {
  id: string;
  event: 'published';
  at: string;
  source: 'server';
  sheet_id: string;
  order_id: string;
  decision_id: string;
  policy_id: string;
  model_id?: string;
  visitor_id: string;
  surface: string;
  currency: string;
  holdout: boolean;
  holdout_bps: number;
  max_steps: number;
  arms: Record<string, number>;
  propensity_ppb: number;
  set_size: number;
  /** Of this set in either order, and of a set of this size. */
  set_ppb: number;
  set_size_ppb: number;
  explored: boolean;
  slots: ConsideredOffer[];
  considered: ConsideredOffer[];
  left_out: { candidate_id: string; reasons: string[]; withheld?: number }[];
  experiments: { experiment: string; variation: number; weights_bps: number[] }[];
}

type Candidate = OfferSheet['candidates'][number];
/** The part of the core that a record takes. */
export interface DecideEngine {
  decide(
    sheet: string | object,
    options: { now: number; visitor?: string; explain?: boolean; slates?: boolean; force?: string },
  ): Decision | Refusal;
}

const BILLION = 1_000_000_000;

const known = <T extends object>(members: T): T =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;

/** Asks the core about one sheet, visitor and moment. Errors: the sheet is refused, with what `check` says of it. */
class Question {
  constructor(
    private readonly engine: DecideEngine,
    readonly sheet: OfferSheet,
    private readonly about: { now: number; visitor?: string },
    private readonly text: string | undefined,
  ) {}

  decide(more: { force?: string } = {}, sheet: string | OfferSheet = this.text ?? this.sheet): Decision {
    const decision = this.engine.decide(sheet, { ...this.about, explain: true, slates: true, ...more });
    if ('decision_id' in decision) return decision;
    throw new Error(
      `the sheet is refused: ${decision.issues.map(({ code, path }) => `${code} at ${path}`).join(', ')}`,
    );
  }

  /** What would be shown if the visitor were in no holdout. */
  decideWithoutHoldout(): Decision {
    const { policy, experiments } = this.sheet;
    const open = {
      ...this.sheet,
      ...(policy && { policy: { ...policy, holdout_bps: 0 } }),
      ...(experiments && { experiments: experiments.map(one => ({ ...one, holdout: null })) }),
    };
    return this.decide({}, open);
  }

  /** The figures of an offer that did not come so far as to have any. An arm may name any candidate: then all stay. */
  price(candidate: Candidate): ExplainedCandidate | undefined {
    const alone = { ...candidate, on_decline: null, on_accept: null };
    const isTested = (this.sheet.experiments?.length ?? 0) > 0;
    const sheet = isTested ? (this.text ?? this.sheet) : { ...this.sheet, candidates: [alone] };
    const { explain } = this.decide({ force: candidate.id }, sheet);
    return explain?.find(one => one.candidate_id === candidate.id && one.quote !== undefined);
  }
}

/** The margin that one show would have been expected to earn; absent where the offer can have no price. */
function leftOutOf(
  { candidate_id, reasons }: LeftOut,
  one: ExplainedCandidate | undefined,
): PublishedEvent['left_out'][number] {
  const { contribution, take_rate_ppm: rate } = one ?? {};
  return {
    candidate_id,
    reasons: reasons.map(({ reason }) => reason),
    ...(contribution !== undefined &&
      rate !== undefined && { withheld: Math.round((contribution * rate) / 1_000_000) }),
  };
}

/** The shares that an experiment's variations are meant to have, in ten-thousandths. */
function weightsOf(sheet: OfferSheet, key: string, variation: number): number[] {
  const experiment = sheet.experiments?.find(one => one.key === key);
  const count = Math.max(experiment?.variations.length ?? 0, variation + 1);
  const weights = experiment?.weights ?? Array.from({ length: count }, () => 1 / count);
  return weights.map(weight => Math.round(weight * 10_000));
}

/** How likely the set was in either order, and a set of its size. */
function probabilities({ slots, slates = [], propensity_ppb }: Decision): { set_ppb: number; set_size_ppb: number } {
  const ids = new Set(slots.map(({ candidate_id }) => candidate_id));
  const sum = (counts: (ids: string[]) => boolean): number =>
    slates.reduce((total, slate) => total + (counts(slate.candidate_ids) ? slate.propensity_ppb : 0), 0);
  const bounded = (ppb: number): number => Math.min(Math.max(ppb, propensity_ppb), BILLION);
  return {
    set_ppb: bounded(sum(shown => shown.length === ids.size && shown.every(id => ids.has(id)))),
    set_size_ppb: bounded(sum(shown => shown.length === ids.size)),
  };
}

/** Every candidate with the figures that it has, or would have by itself. */
function pricedIn(question: Question, decision: Decision): Map<string, ExplainedCandidate> {
  const explained = new Map((decision.explain ?? []).map(one => [one.candidate_id, one]));
  for (const candidate of question.sheet.candidates) {
    const one = explained.get(candidate.id);
    if (one === undefined || one.quote !== undefined || one.stage === 'invalid') continue;
    explained.set(candidate.id, { ...one, ...question.price(candidate), reasons: one.reasons });
  }
  return explained;
}

function offersOf(sheet: OfferSheet, decision: Decision, priced: Map<string, ExplainedCandidate>): ConsideredOffer[] {
  const steps = stepsOf(sheet.candidates);
  const factors = factorsIn(sheet);
  return sheet.candidates.map((candidate): ConsideredOffer => {
    const one = priced.get(candidate.id);
    const slot = decision.slots.find(({ candidate_id }) => candidate_id === candidate.id);
    const quote = slot?.quote ?? one?.quote;
    return known({
      candidate_id: candidate.id,
      product_id: candidate.product.id,
      variant_id: slot?.variant_id,
      kind: candidate.kind,
      family: candidate.product.family ?? undefined,
      categories: candidate.product.categories ?? undefined,
      relevance: one?.relevance,
      step: slot?.step ?? steps.get(candidate.id) ?? 1,
      quantity: quote?.quantity,
      list: quote?.list,
      discount: quote?.discount,
      subtotal: quote?.subtotal,
      total: quote?.total,
      take_rate_ppm: one?.take_rate_ppm,
      contribution: one?.contribution,
      factors: quote && factors(candidate, quote),
    }) as ConsideredOffer;
  });
}

/** The successors that an answer to one of the chosen offers can lead to. */
function reachableFrom(sheet: OfferSheet, chosen: readonly string[]): ReadonlySet<string> {
  const reached = new Set(chosen);
  for (const id of reached) {
    const { on_decline, on_accept } = sheet.candidates.find(one => one.id === id) ?? {};
    for (const follower of [on_decline, on_accept]) if (typeof follower === 'string') reached.add(follower);
  }
  return reached;
}

export interface RecordOptions {
  now: number;
  visitor?: string;
  /** Whether the order is held out, where its first publish has settled that. */
  holdout?: boolean;
  /** The sheet as it was given, where it is the same. */
  text?: string;
}

/**
 * The event of publishing a private sheet at a moment. Store it with the shop's events; sending it to a page would
 * disclose costs. Errors: the sheet is refused, with what `check` says of it.
 */
export function publishedEvent(
  engine: DecideEngine,
  sheet: OfferSheet,
  { now, visitor, holdout: settled, text }: RecordOptions,
): PublishedEvent {
  const question = new Question(engine, sheet, { now, ...(visitor !== undefined && { visitor }) }, text);
  const decision = question.decide();
  const shown = decision.holdout ? question.decideWithoutHoldout() : decision;
  const priced = pricedIn(question, shown);
  const offers = offersOf(sheet, shown, priced);
  const offer = new Map(offers.map(one => [one.candidate_id, one]));
  const chosen = shown.slots.map(({ candidate_id }) => candidate_id);
  const reachable = reachableFrom(sheet, chosen);
  const isOption = new Set(
    (shown.explain ?? [])
      .filter(({ stage }) => stage === 'choose' || stage === 'slot')
      .map(({ candidate_id }) => candidate_id),
  );
  const taking = decision.assignments.filter(({ in_experiment }) => in_experiment);
  const { set_ppb, set_size_ppb } = probabilities(shown);
  return {
    id: `published-${decision.decision_id}`,
    event: 'published',
    at: decision.at,
    source: 'server',
    sheet_id: sheet.id,
    order_id: sheet.order.id,
    decision_id: decision.decision_id,
    policy_id: decision.policy_id,
    ...(sheet.model && { model_id: sheet.model.id }),
    visitor_id: visitor ?? sheet.visitor?.id ?? sheet.order.id,
    surface: sheet.surface,
    currency: sheet.currency,
    holdout: settled ?? decision.holdout,
    holdout_bps: sheet.policy?.holdout_bps ?? 0,
    max_steps: sheet.policy?.max_steps ?? POLICY_DEFAULTS.max_steps,
    arms: Object.fromEntries(taking.map(({ experiment, variation }) => [experiment, variation])),
    propensity_ppb: shown.propensity_ppb,
    set_size: chosen.length,
    set_ppb,
    set_size_ppb,
    explored: shown.explored === true,
    slots: chosen.map(id => offer.get(id) ?? { candidate_id: id, step: 1 }),
    considered: offers.filter(
      ({ candidate_id, subtotal }) =>
        subtotal !== undefined && (isOption.has(candidate_id) || reachable.has(candidate_id)),
    ),
    left_out: decision.left_out.map(one => leftOutOf(one, priced.get(one.candidate_id))),
    experiments: taking.map(({ experiment, variation }) => ({
      experiment,
      variation,
      weights_bps: weightsOf(sheet, experiment, variation),
    })),
  };
}
