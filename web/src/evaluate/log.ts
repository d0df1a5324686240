// SPDX-License-Identifier: MIT
//
// From a log to cases: the first published record of each order with what came of it, and what a new policy would have
// done with the offers that the record considered. The core decides, on a sheet made of the record: each offer at its
// recorded price and contribution, with the recorded take rate or a new model's.

import type { Engine } from '../engine/engine.js';
import type { OfferSheet } from '../engine/sheet.js';
import { SuggestionModel, type Model } from '../learn/index.js';
import { numberOf, textOf, type Database, type Row } from '../report/database.js';
import type { Card } from './choice.js';
import type { Case } from './estimate.js';

/** A policy as it stands in a sheet. */
export type Policy = Record<string, unknown> & { id?: string };

interface RecordedOffer {
  candidate_id: string;
  product_id?: string;
  kind?: string;
  family?: string;
  relevance?: string;
  step?: number;
  list?: number;
  discount?: number;
  subtotal?: number;
  take_rate_ppm?: number;
  contribution?: number;
  factors?: Record<string, string>;
}

/** A record that cannot be used, or a policy that no record can answer for. */
export class NotRecorded extends Error {}

/** Members of a policy that ask for what a record does not hold. */
const unrecorded = ['price_band_bps', 'min_order_total', 'giveaway_budget', 'refund_rate_ceiling_bps'];
const affinities: Record<string, number> = { product: 10_000, family: 5_000, category: 2_500, none: 0 };
const batch = 20_000;
const billion = 1_000_000_000;

/** Names what of a policy cannot be judged from records. Errors: NotRecorded. */
export function checkPolicy(policy: Policy): void {
  const asked = unrecorded.filter(name => policy[name] !== undefined && policy[name] !== null);
  if (asked.length > 0)
    throw new NotRecorded(
      `the policy sets ${asked.join(', ')}, which depends on facts of an order that no record holds; leave it out to compare the rest`,
    );
}

const logOdds = (ppm: number): number => {
  const bounded = Math.min(Math.max(ppm, 1), 999_999);
  return Math.log(bounded / (1_000_000 - bounded));
};

/** The rate of an offer by a new model, from its recorded factors. Errors: NotRecorded. */
function ratedBy(model: SuggestionModel, { candidate_id, factors }: RecordedOffer): number {
  if (!factors)
    throw new NotRecorded(
      `the log has no factors of ${candidate_id}, by which a model could rate it; publish records them`,
    );
  const odds = 2 ** (model.sumOf(factors) / 65_536);
  return Math.min(Math.max(Math.round((1_000_000 * odds) / (1 + odds)), 1), 999_999);
}

const isFirst = ({ step = 1 }: RecordedOffer): boolean => step <= 1;

/** The record's offers as a sheet under the new policy. */
function sheetOf(
  offers: readonly RecordedOffer[],
  rates: ReadonlyMap<string, number>,
  policy: Policy,
  row: Row,
): OfferSheet {
  const placed = new Date(numberOf(row, 'at_ms')).toISOString();
  const order = textOf(row, 'order_id');
  return {
    version: 1,
    id: `sh_${order}`,
    issued_at: placed,
    locale: 'en',
    currency: textOf(row, 'currency'),
    surface: 'thank_you',
    order: {
      id: order,
      placed_at: placed,
      status: 'paid',
      lines: [{ id: 'l', product_id: 'evaluated-order', title: 'order', quantity: 1, unit_price: 0 }],
      subtotal: 0,
      total: 0,
      payment: { kind: 'card', one_click: true },
    },
    visitor: { id: textOf(row, 'visitor_id') },
    policy: { discount_ceiling_bps: 10_000, min_relevance: 'none', ...policy, holdout_bps: 0 },
    candidates: offers.map(one => {
      const {
        candidate_id: id,
        product_id = id,
        kind,
        family,
        subtotal = 0,
        list = subtotal,
        discount = 0,
        contribution = 0,
      } = one;
      return {
        id,
        kind: 'cross_sell',
        product: {
          id: product_id,
          title: product_id,
          // Two cross-sells of one family are never shown together; other kinds may be.
          ...(family && (kind ?? 'cross_sell') === 'cross_sell' && { family }),
          variants: [{ id: `${product_id}-v`, price: list, unit_cost: Math.max(subtotal - contribution, 0) }],
        },
        ...(discount > 0 && { discount: { type: 'amount', value: discount } }),
        affinity_bps: affinities[one.relevance ?? 'none'] ?? 0,
        take_rate_ppm: rates.get(id) ?? 0,
      };
    }),
  } as unknown as OfferSheet;
}

export interface Question {
  engine: Engine;
  policy: Policy;
  model?: Model | undefined;
}

/** Turns records into cases. Errors: NotRecorded. */
export class CaseMaker {
  readonly #engine: Engine;
  readonly #policy: Policy;
  readonly #model: SuggestionModel | undefined;

  constructor({ engine, policy, model }: Question) {
    checkPolicy(policy);
    this.#engine = engine;
    this.#policy = policy;
    this.#model = model && new SuggestionModel(model);
  }

  /** Null where the record has no probabilities. */
  caseOf(row: Row): Case | null {
    const considered = JSON.parse(textOf(row, 'considered') || '[]') as RecordedOffer[];
    const slots = (JSON.parse(textOf(row, 'slots') || '[]') as RecordedOffer[]).filter(isFirst);
    this.#checkSuccessors(considered, row);
    const ordered = numberOf(row, 'propensity_ppb') / billion;
    const alone = slots.length < 2 || ordered === 1;
    const set = row['set_ppb'] == null ? (alone ? ordered : 0) : numberOf(row, 'set_ppb') / billion;
    if (!(ordered > 0) || !(set > 0)) return null;
    const offers = considered.filter(
      one => isFirst(one) && one.subtotal !== undefined && one.take_rate_ppm !== undefined,
    );
    const rates = new Map(
      offers.map(one => [one.candidate_id, this.#model ? ratedBy(this.#model, one) : (one.take_rate_ppm ?? 0)]),
    );
    const card = new Map(
      offers.map((one): [string, Card] => [
        one.candidate_id,
        { logOdds: logOdds(rates.get(one.candidate_id) ?? 0), contribution: one.contribution ?? 0 },
      ]),
    );
    const cardsOf = (ids: readonly string[]): Card[] =>
      ids.map(id => card.get(id) ?? { logOdds: logOdds(0), contribution: 0 });
    const shown = slots.map(({ candidate_id }) => candidate_id);
    const accepted = new Set(JSON.parse(textOf(row, 'accepted') || '[]') as string[]);
    const slates = this.#slatesOf(offers, rates, row);
    const same = (ids: readonly string[]): boolean =>
      ids.length === shown.length && ids.every(id => shown.includes(id));
    return {
      visitor: textOf(row, 'visitor_id'),
      cards: cardsOf(shown),
      accepted: shown.map(id => accepted.has(id)),
      reward: numberOf(row, 'earned'),
      setProbability: set,
      orderedProbability: ordered,
      newSet: slates.reduce((sum, one) => sum + (same(one.ids) ? one.probability : 0), 0),
      newOrdered: slates.find(one => same(one.ids) && one.ids[0] === shown[0])?.probability ?? 0,
      options: slates.map(({ ids, probability }) => ({ cards: cardsOf(ids), probability })),
    };
  }

  #slatesOf(
    offers: readonly RecordedOffer[],
    rates: ReadonlyMap<string, number>,
    row: Row,
  ): { ids: string[]; probability: number }[] {
    if (offers.length === 0) return [{ ids: [], probability: 1 }];
    const now = numberOf(row, 'at_ms');
    const decision = this.#engine.decide(sheetOf(offers, rates, this.#policy, row), { now, slates: true });
    if ('issues' in decision)
      throw new NotRecorded(
        `the new policy is refused: ${decision.issues.map(({ code, path }) => `${code} at ${path}`).join(', ')}`,
      );
    return (decision.slates ?? []).map(one => ({ ids: one.candidate_ids, probability: one.propensity_ppb / billion }));
  }

  /** Successors earn in the log what they earned under the log's rules; other rules would lead elsewhere. */
  #checkSuccessors(considered: readonly RecordedOffer[], row: Row): void {
    const asked = this.#policy['max_steps'];
    if (typeof asked !== 'number' || considered.every(isFirst) || asked === numberOf(row, 'max_steps')) return;
    throw new SuccessorsChange(
      `the new policy follows an answer with other offers (max_steps ${String(asked)}, the log had ${row['max_steps'] == null ? 'it unsaid' : String(numberOf(row, 'max_steps'))}); ` +
        'what those would have earned stands in no log',
    );
  }
}

export class SuccessorsChange extends NotRecorded {}

/** The cases of a log that was loaded into `database` with its probabilities (`slate`) and outcomes. */
export async function casesOf(database: Database, question: Question): Promise<{ cases: Case[]; unusable: number }> {
  const maker = new CaseMaker(question);
  const [last] = await database.rows('SELECT MAX(k) AS k FROM record');
  const cases: Case[] = [];
  let unusable = 0;
  for (let from = 0; from <= numberOf(last ?? {}, 'k'); from += batch) {
    const rows = await database.rows(`SELECT record.order_id, record.visitor_id, record.at_ms, published_raw.currency,
        order_outcome.earned, slate.slots, slate.considered, slate.propensity_ppb, slate.set_ppb, slate.max_steps, bought.accepted
      FROM record
      JOIN order_outcome ON order_outcome.k = record.k
      JOIN published_raw ON published_raw.k = record.k
      JOIN slate ON slate.id = published_raw.id AND slate.nth = 1
      LEFT JOIN (SELECT order_id, CAST(to_json(list(candidate_id)) AS VARCHAR) AS accepted FROM purchase WHERE undone = 0 GROUP BY order_id) AS bought
        ON bought.order_id = record.order_id
      WHERE record.holdout = 0 AND record.mature = 1 AND record.k >= ${String(from)} AND record.k < ${String(from + batch)}
      ORDER BY record.at_ms, record.order_id`);
    for (const row of rows) {
      const one = maker.caseOf(row);
      if (one) cases.push(one);
      else unusable += 1;
    }
  }
  return { cases, unusable };
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Reads what `loadDuckdb` does not: the offers of each record whole, and its probabilities. NDJSON only. */
export async function loadSlates(database: Database, events: string): Promise<void> {
  const columns = ['id', 'event', 'slots', 'considered', 'propensity_ppb', 'set_ppb', 'max_steps'];
  const types = columns.map(
    name =>
      `${quoted(name)}: ${name.endsWith('ppb') || name === 'max_steps' ? "'BIGINT'" : name === 'id' || name === 'event' ? "'VARCHAR'" : "'JSON'"}`,
  );
  await database.run(`CREATE TEMP TABLE slate AS
    SELECT id, CAST(slots AS VARCHAR) AS slots, CAST(considered AS VARCHAR) AS considered, propensity_ppb, set_ppb, max_steps,
      row_number() OVER (PARTITION BY id) AS nth
    FROM read_json(${quoted(events)}, format = 'newline_delimited', ignore_errors = true, maximum_object_size = 33554432, columns = {${types.join(', ')}})
    WHERE event = 'published'`);
}
