// SPDX-License-Identifier: MIT
//
// The server's own event of a publish (`published` in web/schema/events-1.schema.json): what was considered, chosen and
// left out for an order, with figures that never reach a page. The shop stores it whether or not a browser ever
// reports, so that holdout and experiments can be read by intention to treat, and offers by what every order was
// offered.

import type { Engine } from '../engine/index.js';
import type { OfferSheet } from '../engine/sheet.js';
import type { Decision, ExplainedCandidate, LeftOut } from '../engine/wire.js';

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
  visitor_id: string;
  surface: string;
  currency: string;
  holdout: boolean;
  holdout_bps: number;
  arms: Record<string, number>;
  propensity_ppb: number;
  set_size: number;
  slots: ConsideredOffer[];
  considered: ConsideredOffer[];
  left_out: { candidate_id: string; reasons: string[]; withheld?: number }[];
  experiments: { experiment: string; variation: number; weights_bps: number[] }[];
}

type Candidate = OfferSheet['candidates'][number];

const known = <T extends object>(members: T): T =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;

function consideredOf(one: ExplainedCandidate, candidate: Candidate | undefined, decision: Decision): ConsideredOffer {
  const slot = decision.slots.find(({ candidate_id }) => candidate_id === one.candidate_id);
  const quote = slot?.quote ?? one.quote;
  return known({
    candidate_id: one.candidate_id,
    product_id: candidate?.product.id,
    variant_id: slot?.variant_id,
    kind: candidate?.kind,
    family: candidate?.product.family ?? undefined,
    categories: candidate?.product.categories ?? undefined,
    relevance: one.relevance,
    step: slot?.step ?? 0,
    quantity: quote?.quantity,
    list: quote?.list,
    discount: quote?.discount,
    subtotal: quote?.subtotal,
    total: quote?.total,
    take_rate_ppm: one.take_rate_ppm,
    contribution: one.contribution,
  }) as ConsideredOffer;
}

/** The margin that one show would have been expected to earn; absent where the offer never had a price and a rate. */
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

/**
 * The event of publishing a private sheet at a moment. Store it with the shop's events; sending it to a page would
 * disclose costs. Errors: the sheet is refused, with what `check` says of it.
 */
export function publishedEvent(
  engine: Pick<Engine, 'decide'>,
  sheet: OfferSheet,
  { now, visitor }: { now: number; visitor?: string },
): PublishedEvent {
  const decision = engine.decide(sheet, { now, explain: true, ...(visitor !== undefined && { visitor }) });
  if (!('decision_id' in decision))
    throw new Error(
      `the sheet is refused: ${decision.issues.map(({ code, path }) => `${code} at ${path}`).join(', ')}`,
    );
  const explained = new Map((decision.explain ?? []).map(one => [one.candidate_id, one]));
  const candidates = new Map(sheet.candidates.map(one => [one.id, one]));
  const offers = [...explained.values()].map(one => consideredOf(one, candidates.get(one.candidate_id), decision));
  const offer = new Map(offers.map(one => [one.candidate_id, one]));
  const taking = decision.assignments.filter(({ in_experiment }) => in_experiment);
  return {
    id: `published-${decision.decision_id}`,
    event: 'published',
    at: decision.at,
    source: 'server',
    sheet_id: sheet.id,
    order_id: sheet.order.id,
    decision_id: decision.decision_id,
    policy_id: decision.policy_id,
    visitor_id: visitor ?? sheet.visitor?.id ?? sheet.order.id,
    surface: sheet.surface,
    currency: sheet.currency,
    holdout: decision.holdout,
    holdout_bps: sheet.policy?.holdout_bps ?? 0,
    arms: Object.fromEntries(taking.map(({ experiment, variation }) => [experiment, variation])),
    propensity_ppb: decision.propensity_ppb,
    set_size: decision.slots.length,
    slots: decision.slots.map(({ candidate_id, step }) => offer.get(candidate_id) ?? { candidate_id, step }),
    considered: offers.filter(({ subtotal }) => subtotal !== undefined),
    left_out: decision.left_out.map(one => leftOutOf(one, explained.get(one.candidate_id))),
    experiments: taking.map(({ experiment, variation }) => ({
      experiment,
      variation,
      weights_bps: weightsOf(sheet, experiment, variation),
    })),
  };
}
