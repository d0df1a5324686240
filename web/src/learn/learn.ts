// SPDX-License-Identifier: MIT
//
// From files of events, orders and a catalogue to a model. The unit is the published decision and the server's accept,
// which are known of everyone; an accept of something that was not in the published set counts for nothing, an accept
// that was undone is none. The last tenth of time is held back to see how well the model foretells it, then
// everything is fitted.
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Engine } from '../engine/engine.js';
import { calibrate, type Calibration } from './calibration.js';
import { levelsOf, liftsFrom, type Bought, type LiftOf, type Offered } from './features.js';
import { faultsOf, type Fault, type Source } from './files.js';
import { fitModel, type FitOptions, type Model } from './model.js';
import { Observations, type Decision } from './observations.js';

const DAY = 86_400_000;

interface SlotRecord {
  candidate_id?: string;
  product_id?: string;
  kind?: string;
  family?: string;
  categories?: string[] | string;
  relevance?: string;
  list?: number | string;
  discount?: number | string;
  subtotal?: number | string;
}

interface LineRecord {
  product_id?: string;
  family?: string;
  categories?: string[] | string;
  quantity?: number | string;
  unit_price?: number | string;
  paid?: number | string;
}

const SLOT_MEMBERS = [
  'candidate_id',
  'product_id',
  'kind',
  'family',
  'categories',
  'relevance',
  'list',
  'discount',
  'subtotal',
];

/** Reads events into `published` and `accept`. Requires: loadOrders. */
export const loadEvents = async (db: DuckDBConnection, source: Source): Promise<Fault[]> => {
  const names = ['id', 'event', 'order_id', 'source', 'candidate_id', 'explored', 'propensity_ppb', 'holdout'];
  const members = { moment: ['at'], ...Object.fromEntries(names.map(name => [name, [name]])) };
  const slots = { path: ['slots'], members: SLOT_MEMBERS };
  await db.run(`CREATE OR REPLACE TEMP TABLE read AS SELECT * REPLACE (TRY_CAST(moment AS TIMESTAMPTZ) AS moment)
    FROM (${source.columns(members, { slots })})`);
  const faults = await faultsOf(db, { file: source.file, from: 'read', readable: 'readable' }, [
    ['event IS NULL', 'the line has no "event"; give what happened, such as "published"'],
    ['id IS NULL', 'the event has no "id", so that its copies cannot be recognised; give it one'],
    ['moment IS NULL', '"at" is no time; write it like 2026-11-21T10:00:00Z'],
    [`event IN ('published', 'accepted', 'undone') AND order_id IS NULL`, 'the event names no order; give "order_id"'],
    [
      `event = 'published' AND order_id NOT IN (SELECT id FROM ord)`,
      'the order that this event names is not in the orders file; export orders for the same time as events',
    ],
    [`event = 'published' AND slots IS NULL`, 'a published decision has no "slots"; give [] where nothing was shown'],
  ]);
  const kept = 'id IS NOT NULL AND order_id IS NOT NULL AND moment IS NOT NULL';
  const counted = `event = 'published' AND ${kept} AND slots IS NOT NULL AND coalesce(holdout, 'false') <> 'true'`;
  await db.run(`CREATE TABLE published AS SELECT id, order_id, epoch_ms(CAST(moment AS TIMESTAMP)) AS happened, slots,
      coalesce(explored = 'true', TRY_CAST(propensity_ppb AS BIGINT) < 1000000000, false) AS explored
    FROM read WHERE ${counted} AND line IN (SELECT min(line) FROM read WHERE ${counted} GROUP BY id)`);
  await db.run(`CREATE TABLE accept AS SELECT order_id, candidate_id AS candidate FROM read
    WHERE event IN ('accepted', 'undone') AND ${kept} AND (event = 'undone' OR coalesce(source, 'page') = 'server')
    GROUP BY order_id, candidate_id HAVING bool_or(event = 'accepted') AND NOT bool_or(event = 'undone')`);
  await db.run('DROP TABLE read');
  return faults;
};

const list = (given: string[] | string | undefined): string[] | undefined =>
  typeof given === 'string' ? given.split('|') : given;

const bought = (line: LineRecord): Bought => ({
  product_id: line.product_id ?? '',
  family: line.family,
  categories: list(line.categories),
  paid: Number(line.paid ?? Number(line.unit_price ?? 0) * Number(line.quantity ?? 1)),
});

/** What the catalogue adds to what an event says of a product. */
export type PairsOf = (productId: string) => readonly string[] | undefined;

const AFFINITIES: Record<string, number> = { product: 10_000, family: 5000, category: 2500, none: 0 };

const offered = (slot: SlotRecord, pairsOf: PairsOf): Offered => {
  const id = slot.product_id ?? slot.candidate_id ?? '';
  const known = slot.relevance === undefined ? undefined : AFFINITIES[slot.relevance];
  return {
    product_id: id,
    kind: slot.kind ?? 'cross_sell',
    family: slot.family,
    categories: list(slot.categories),
    pairs_with: pairsOf(id),
    // The record says how close it was held to be when it was chosen.
    ...(known !== undefined && { affinity_bps: known }),
    subtotal: Number(slot.subtotal ?? 0),
    discount: Number(slot.discount ?? 0),
    list: Number(slot.list ?? slot.subtotal ?? 0),
  };
};

interface Row {
  at: number;
  slots: SlotRecord[];
  explored: boolean;
  accepted: Set<string>;
  lines: LineRecord[];
  total: number;
  orders_count: number | null;
}

/** Published decisions with their orders and accepts, in the order of time. Requires: loadEvents. */
async function* decisions(db: DuckDBConnection): AsyncGenerator<Row> {
  const result = await db.stream(`SELECT p.happened, p.slots, p.explored, a.accepted, o.lines, o.total, o.orders_count
    FROM published p JOIN ord o ON o.id = p.order_id
    LEFT JOIN (SELECT order_id, to_json(list(candidate))::VARCHAR AS accepted FROM accept GROUP BY order_id) a
      ON a.order_id = p.order_id
    ORDER BY p.happened, p.id`);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return;
    for (const [at, slots, explored, accepted, lines, total, orders] of chunk.getRows()) {
      yield {
        at: Number(at),
        slots: JSON.parse(String(slots)) as SlotRecord[],
        explored: explored === true,
        accepted: new Set(accepted === null ? [] : (JSON.parse(String(accepted)) as string[])),
        lines: JSON.parse(String(lines)) as LineRecord[],
        total: Number(total),
        orders_count: orders === null ? null : Number(orders),
      };
    }
  }
}

export interface LearnOptions {
  lifts: ReadonlyMap<string, number>;
  family_lifts?: ReadonlyMap<string, number>;
  /** The family of each product. */
  families?: ReadonlyMap<string, string>;
  pairsOf: PairsOf;
  half_life_days?: number;
  /** A former model to go on from: decisions up to its newest are in it already and are left out. */
  from?: Model;
  prior?: { accepts: number; shows: number };
  progress?: (done: number, of: number) => void;
}

export interface Learned {
  model: Model;
  /** Decisions left out because the former model has them. */
  known: number;
  calibration: Calibration;
}

const decisionOf = (row: Row, liftOf: LiftOf, options: LearnOptions, newest: number): Decision => {
  const lines = row.lines.map(bought);
  const returning = row.orders_count === null ? undefined : row.orders_count > 1;
  const slots = row.slots.slice(0, 2);
  return {
    cards: slots.map(slot => levelsOf(lines, row.total, returning, offered(slot, options.pairsOf), liftOf)),
    accepted: slots.map(slot => slot.candidate_id !== undefined && row.accepted.has(slot.candidate_id)),
    explored: row.explored,
    day: -Math.floor((newest - row.at) / DAY),
  };
};

const untilOf = (from: Model | undefined): number => (from?.evidence.until ? Date.parse(from.evidence.until) : 0);

/** Drops the decisions that a former model has; how many they are. */
const leaveOutKnown = async (db: DuckDBConnection, from: Model | undefined): Promise<number> => {
  if (!from) return 0;
  const had = `happened <= ${untilOf(from)}`;
  const counted = await db.runAndReadAll(`SELECT count(*) FROM published WHERE ${had}`);
  await db.run(`DELETE FROM published WHERE ${had}`);
  return Number(counted.getRows()[0]?.[0] ?? 0);
};

/** Learns from the tables. Requires: loadOrders, loadEvents. */
export const learn = async (engine: Engine, db: DuckDBConnection, options: LearnOptions): Promise<Learned> => {
  const known = await leaveOutKnown(db, options.from);
  const range = await db.runAndReadAll('SELECT min(happened), max(happened), count(*) FROM published');
  const [oldest = 0, newest = 0, count = 0] = (range.getRows()[0] ?? []).map(Number);
  const cut = newest - (newest - oldest) / 10;
  const liftOf = liftsFrom(options.lifts, options.family_lifts ?? new Map<string, number>());
  const seen = new Observations(options.half_life_days);
  const heldExplored: boolean[] = [];
  const heldAccepted: boolean[] = [];
  let done = 0;
  for await (const row of decisions(db)) {
    if (++done % 10_000 === 0) options.progress?.(done, count);
    const decision = decisionOf(row, liftOf, options, newest);
    if (decision.cards.length === 0) continue;
    const held = count > 100 && row.at > cut;
    seen.add({ ...decision, held });
    if (!held) continue;
    for (const accepted of decision.accepted) {
      heldExplored.push(decision.explored);
      heldAccepted.push(accepted);
    }
  }
  const until = untilOf(options.from);
  const settings: FitOptions = {
    lifts: options.lifts,
    ...(options.family_lifts && { family_lifts: options.family_lifts }),
    ...(options.families && { families: options.families }),
    ...(options.prior && { prior: options.prior }),
    ...(options.from && {
      former: { evidence: options.from.evidence, days: count === 0 ? 0 : Math.floor((newest - until) / DAY) },
    }),
  };
  const { held } = fitModel(engine, seen, settings);
  options.progress?.(count, count);
  const { model } = fitModel(engine, seen, { ...settings, all: true });
  const last = Math.max(count === 0 ? 0 : newest, until);
  model.evidence.until = last > 0 ? new Date(last).toISOString() : null;
  return { model, known, calibration: calibrate(held.ppm, held.prior_ppm, heldAccepted, heldExplored) };
};
