// SPDX-License-Identifier: MIT
//
// The report as data: runs the questions, one SQL file each, and turns sums into estimates with intervals and verdicts.
// Money is in minor units with decimals, rates are fractions. What decides (verdicts, experiments) stands on
// always-valid intervals and on orders whose time to come back has passed; younger ones stand apart as provisional.

import { numberOf, statements, sumsOf, textOf, type Database, type Parameters, type Row } from './database.js';
import { experimentOf, ratioLevel, type Experiment } from './experiments.js';
import calibrationSql from './sql/calibration.sql';
import earnedSql from './sql/earned.sql';
import experimentsSql from './sql/experiments.sql';
import funnelsSql from './sql/funnels.sql';
import holdoutSql from './sql/holdout.sql';
import offersSql from './sql/offers.sql';
import orderValuesSql from './sql/order-values.sql';
import outcomesSql from './sql/outcomes.sql';
import qualitySql from './sql/quality.sql';
import reasonsSql from './sql/reasons.sql';
import repeatSql from './sql/repeat.sql';
import whySql from './sql/why.sql';
import {
  addSums,
  alwaysValidDifference,
  alwaysValidRatio,
  clustersToLeave,
  noSums,
  sampleRatioP,
  wilson,
  type Estimate,
  type Sums,
} from './statistics.js';

export interface Options {
  /** ISO 4217; absent: the currency of most publishes, or of most events where there are none. */
  currency?: string | undefined;
  /** The moment of the report; absent: the last event's. */
  nowMs?: number | undefined;
  /** Days in which goods may come back. */
  windowDays?: number | undefined;
  /** What a show must earn to be kept, in minor units. */
  reserve?: number | undefined;
  returnCost?: number | undefined;
  dilutionBps?: number | undefined;
}

export type { Arm, Experiment } from './experiments.js';

export type Verdict = 'keep' | 'pause' | 'too_early';

export interface Offer {
  candidate_id: string;
  shown: number;
  viewed: number;
  accepted: number;
  declined: number;
  take_rate: Estimate;
  revenue: number;
  margin_per_1000_shows: Estimate;
  refund_rate: Estimate;
  verdict: Verdict;
  /** Shows until the interval would decide, if the estimate stayed; null where no number would. */
  shows_needed: number | null;
  why: Record<string, number>;
}

/** Treated against held out. */
export interface Reading {
  margin_per_order: Estimate;
  revenue_per_order: Estimate;
  revenue_per_visitor: Estimate;
  attach_rate: Estimate;
  orders: number;
  held_out: number;
}

export interface Report {
  currency: string;
  at: string;
  window_days: number;
  earned: Reading & {
    triggered: Reading;
    provisional: Reading;
    holdout_ratio: { p: number; ok: boolean };
    /** Revenue per order as a share of what an order held out is worth; null where orders do not tell. */
    aov_lift: Estimate | null;
    /**
     * Margin of a customer's later orders within 90 days of the first that was published, treated less held out; null
     * where no such order tells its costs.
     */
    repeat_margin: (Estimate & { customers: number; held_out: number }) | null;
    /** Whether offers harmed the order itself: treated less held out. */
    original_orders: { cancelled_rate: Estimate; return_rate: Estimate };
  };
  offers: Offer[];
  experiments: Experiment[];
  reasons: { reason: string; offers: number; orders: number; withheld: number }[];
  calibration: { tenth: number; shown: number; predicted: number; observed: Estimate }[];
  funnels: {
    step: number;
    device: string;
    shown: number;
    viewed: number;
    accepted: number;
    declined: number;
    expired: number;
    failed: number;
    undone: number;
    time_to_accept_ms: number | null;
  }[];
  data: {
    lines: number;
    torn: number;
    events: {
      event: string;
      lines: number;
      repeated: number;
      unusable: number;
      other_currency: number;
      from_pages: number;
    }[];
  };
}

const dayMs = 86_400_000;
/** How long a customer's later orders are watched. */
const repeatDays = 90;

const scaled = ({ estimate, low, high }: Estimate, by: number): Estimate => ({
  estimate: estimate * by,
  low: low * by,
  high: high * by,
});

/** Half of what a reading compares: rows of earned.sql for one arm. */
const pick = (rows: Row[], holdout: number, mature: readonly number[], triggered: number, of: string): Sums =>
  rows
    .filter(
      row =>
        numberOf(row, 'holdout') === holdout &&
        mature.includes(numberOf(row, 'mature')) &&
        numberOf(row, 'triggered') === triggered,
    )
    .reduce((sum, row) => addSums(sum, sumsOf(row, of)), noSums);

/** Without a holdout there is nothing to compare with: a difference has no bounds then. */
function reading(rows: Row[], mature: readonly number[], triggered: number): Reading {
  const compare = (of: string): Estimate => {
    const [treated, held] = [0, 1].map(holdout => pick(rows, holdout, mature, triggered, of));
    return alwaysValidDifference(treated ?? noSums, held ?? noSums);
  };
  // One visitor, one unit, however many orders.
  const byVisitor = (holdout: number, of: string): Sums => {
    const sums = pick(rows, holdout, mature, triggered, of);
    return { ...sums, n: sums.clusters, nn: sums.clusters, ny: sums.y };
  };
  const visitors = (of: string): Estimate => alwaysValidDifference(byVisitor(0, of), byVisitor(1, of));
  return {
    margin_per_order: compare('earned'),
    revenue_per_order: compare('charged'),
    revenue_per_visitor: visitors('charged'),
    attach_rate: alwaysValidRatio(pick(rows, 0, mature, triggered, 'attached')),
    orders: pick(rows, 0, mature, triggered, 'earned').n,
    held_out: pick(rows, 1, mature, triggered, 'earned').n,
  };
}

/** An offer's revenue beside what an order is worth without any. */
function aovLift(revenue: Estimate, row: Row | undefined): Estimate | null {
  const [orders, total] = [numberOf(row ?? {}, 'orders'), numberOf(row ?? {}, 'total')];
  return total > 0 ? scaled(revenue, orders / total) : null;
}

function repeatMargin(rows: Row[]): Report['earned']['repeat_margin'] {
  if (rows.every(row => numberOf(row, 'orders') === 0)) return null;
  const arm = (holdout: number): Sums =>
    sumsOf(
      rows.find(row => numberOf(row, 'holdout') === holdout),
      'margin',
    );
  return { ...alwaysValidDifference(arm(0), arm(1)), customers: arm(0).n, held_out: arm(1).n };
}

function holdoutRatio(rows: Row[]): { p: number; ok: boolean } {
  // A share that was changed on the way makes groups of its own; each is held to what it was meant to be.
  const shares = new Set(rows.map(row => numberOf(row, 'holdout_bps')));
  let p = 1;
  for (const share of shares) {
    if (share <= 0 || share >= 10_000) continue;
    const count = (holdout: number): number =>
      numberOf(
        rows.find(row => numberOf(row, 'holdout_bps') === share && numberOf(row, 'holdout') === holdout) ?? {},
        'visitors',
      );
    p = Math.min(p, sampleRatioP([count(0), count(1)], [10_000 - share, share]));
  }
  return { p, ok: p >= ratioLevel };
}

function offerOf(row: Row, reserve: number, why: Record<string, number>): Offer {
  const [shown, accepted] = [numberOf(row, 'shown'), numberOf(row, 'accepted')];
  const sums = sumsOf(row, 'earned');
  const perShow = alwaysValidRatio(sums);
  // Below this many shows a mean of rare purchases is not normal, and the interval would promise too much.
  const enough = sums.clusters >= 100 && accepted >= 10;
  const certainlyRare = sums.clusters >= 1_000;
  const verdict: Verdict =
    enough && perShow.low > reserve
      ? 'keep'
      : (enough || certainlyRare) && perShow.high < reserve
        ? 'pause'
        : 'too_early';
  const needed = verdict === 'too_early' ? clustersToLeave(sums, reserve) : 0;
  return {
    candidate_id: textOf(row, 'candidate_id'),
    shown,
    viewed: numberOf(row, 'viewed'),
    accepted,
    declined: numberOf(row, 'declined'),
    take_rate: wilson(accepted, shown),
    revenue: numberOf(row, 'charged'),
    margin_per_1000_shows: scaled(perShow, 1000),
    refund_rate: wilson(numberOf(row, 'refunded'), accepted),
    verdict,
    shows_needed: needed === null ? null : Math.max(needed - sums.clusters, 0),
    why,
  };
}

async function theCurrency(database: Database): Promise<string> {
  const [row] = await database.rows(
    'SELECT currency FROM (SELECT currency, 1 AS published FROM published_raw UNION ALL SELECT currency, 0 FROM events) AS line ' +
      'WHERE currency IS NOT NULL GROUP BY currency ORDER BY SUM(published) DESC, COUNT(*) DESC, currency LIMIT 1',
  );
  return row ? textOf(row, 'currency') : 'XXX';
}

async function lastMoment(database: Database): Promise<number> {
  const [row] = await database.rows(
    'SELECT MAX(at_ms) AS at_ms FROM (SELECT at_ms FROM events UNION ALL SELECT at_ms FROM published_raw ' +
      'UNION ALL SELECT at_ms FROM refunds) AS line',
  );
  return numberOf(row ?? {}, 'at_ms');
}

const groupBy = (rows: Row[], key: string): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(textOf(row, key), [...(groups.get(textOf(row, key)) ?? []), row]);
  return groups;
};

const reasonOf = (row: Row): Report['reasons'][number] => ({
  reason: textOf(row, 'reason'),
  offers: numberOf(row, 'offers'),
  orders: numberOf(row, 'orders'),
  withheld: numberOf(row, 'withheld'),
});

const tenthOf = (row: Row): Report['calibration'][number] => ({
  tenth: numberOf(row, 'tenth'),
  shown: numberOf(row, 'shown'),
  predicted: numberOf(row, 'predicted_ppm') / numberOf(row, 'shown') / 1_000_000,
  observed: wilson(numberOf(row, 'accepted'), numberOf(row, 'shown')),
});

const funnelOf = (row: Row): Report['funnels'][number] => ({
  step: numberOf(row, 'step'),
  device: textOf(row, 'device'),
  shown: numberOf(row, 'shown'),
  viewed: numberOf(row, 'viewed'),
  accepted: numberOf(row, 'accepted'),
  declined: numberOf(row, 'declined'),
  expired: numberOf(row, 'expired'),
  failed: numberOf(row, 'failed'),
  undone: numberOf(row, 'undone'),
  time_to_accept_ms: row['time_to_accept_ms'] === null ? null : numberOf(row, 'time_to_accept_ms'),
});

/** Makes the tables of what became of each order. Requires: the tables were loaded into `database`. */
export async function prepareOutcomes(
  database: Database,
  options: Options = {},
): Promise<{ currency: string; nowMs: number; parameters: Parameters }> {
  const { windowDays = 30, returnCost = 0, dilutionBps = 1000 } = options;
  const currency = options.currency ?? (await theCurrency(database));
  const nowMs = options.nowMs ?? (await lastMoment(database));
  const parameters: Parameters = {
    currency,
    now_ms: nowMs,
    window_ms: windowDays * dayMs,
    return_cost: returnCost,
    dilution: dilutionBps / 10_000,
    repeat_ms: repeatDays * dayMs,
  };
  for (const statement of statements(outcomesSql, parameters)) await database.run(statement);
  return { currency, nowMs, parameters };
}

/** Asks every question. Requires: the tables were loaded into `database`; `counts` says from how many lines. */
export async function makeReport(
  database: Database,
  counts: { lines: number; torn: number },
  options: Options = {},
): Promise<Report> {
  const { reserve = 0, windowDays = 30 } = options;
  const { currency, nowMs, parameters } = await prepareOutcomes(database, options);
  const ask = (sql: string): Promise<Row[]> => database.rows(statements(sql, parameters).join(';'));

  const earned = await ask(earnedSql);
  const original = (of: string): Estimate =>
    alwaysValidDifference(pick(earned, 0, [1], 0, of), pick(earned, 1, [1], 0, of));
  const why = groupBy(await ask(whySql), 'candidate_id');
  const answers = (id: string): Record<string, number> =>
    Object.fromEntries((why.get(id) ?? []).map(row => [textOf(row, 'why'), numberOf(row, 'answers')]));
  const quality = await ask(qualitySql);
  const all = reading(earned, [1], 0);
  return {
    currency,
    at: new Date(nowMs).toISOString(),
    window_days: windowDays,
    earned: {
      ...all,
      triggered: reading(earned, [1], 1),
      provisional: reading(earned, [0, 1], 0),
      holdout_ratio: holdoutRatio(await ask(holdoutSql)),
      aov_lift: aovLift(all.revenue_per_order, (await ask(orderValuesSql))[0]),
      repeat_margin: repeatMargin(await ask(repeatSql)),
      original_orders: { cancelled_rate: original('cancelled'), return_rate: original('returned') },
    },
    offers: (await ask(offersSql)).map(row => offerOf(row, reserve, answers(textOf(row, 'candidate_id')))),
    experiments: [...groupBy(await ask(experimentsSql), 'experiment')].map(([key, rows]) => experimentOf(key, rows)),
    reasons: (await ask(reasonsSql)).map(reasonOf),
    calibration: (await ask(calibrationSql)).map(tenthOf),
    funnels: (await ask(funnelsSql)).map(funnelOf),
    data: {
      ...counts,
      events: quality.map(row => ({
        event: textOf(row, 'event'),
        lines: numberOf(row, 'lines'),
        repeated: numberOf(row, 'repeated'),
        unusable: numberOf(row, 'unusable'),
        other_currency: numberOf(row, 'other_currency'),
        from_pages: numberOf(row, 'from_pages'),
      })),
    },
  };
}
