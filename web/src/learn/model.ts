// SPDX-License-Identifier: MIT
//
// From observed decisions to a model: the core fits, numbers become rows.
import type { Engine } from '../engine/engine.js';
import { candidateKinds, factors, relevances, type Factor } from '../engine/vocabulary.js';
import { DEPTH_BANDS, liftBand, SHARE_BANDS } from './features.js';
import { isNamed, NAMED, type Observations } from './observations.js';

export interface FitOptions {
  prior?: { accepts: number; shows: number };
  /** log2 lift (1/65536) of "bought|offered": from `mine`. */
  lifts?: ReadonlyMap<string, number>;
  /** The same of pairs of families, for products that were not seen together. */
  family_lifts?: ReadonlyMap<string, number>;
  /** The family of each product that has one: needed where family_lifts are given. */
  families?: ReadonlyMap<string, string>;
  /** A former model to go on from, and how many days before the newest of these decisions its own newest was. */
  former?: { evidence: Evidence; days: number };
  /** Fits what was held back, too. */
  all?: boolean;
}

/** [value, error, shows, accepts], value and error in log2 / 65536; of the core's also [curvature, deviation, pull]. */
type Level = readonly [number, number, number, number, ...number[]];

interface FitAnswer {
  ok: true;
  sweeps: number;
  lift_slope_ppm: number;
  factors: { factor: Factor; spread: number; levels: Level[] }[];
  held_ppm: number[];
  held_prior_ppm: number[];
}
interface FitRefusal {
  ok: false;
  fault: string;
  line?: number;
  what?: string;
}

/** What a model's decisions said of each level, from which a later fit goes on. */
export interface Evidence {
  /** When the newest of them was made; null where the caller did not say. */
  until: string | null;
  half_life_days: number;
  decisions: number;
  shows: number;
  accepts: number;
  /**
   * factor|level|shows|accepts|curvature|deviation|pull, the last three in millionths; a level by its number or its
   * name.
   */
  levels: string[];
}

/** A model as it is kept in a file. */
export interface Model {
  version: 1;
  /** What decided, for the record: a digest of the rows. */
  model_id: string;
  decisions: number;
  shows: number;
  accepts: number;
  lift_slope_ppm: number;
  /** What a second card takes from the first, fitted from explored decisions, with its 95 % interval. */
  dilution_bps: { value: number; low: number; high: number };
  rows: string[];
  evidence: Evidence;
}

const NEUTRAL_LIFT = liftBand(0);
const NOTHING: ReadonlyMap<string, number> = new Map();

const combined = (a: number, b: number): number => Math.round(Math.sqrt(a * a + b * b));

/**
 * The rows of all factors. What lift says goes into family_pair for the families' lift, and into product_pair for what
 * the pair's own lift adds to it, so that a pair which was never seen is scored by its families.
 */
// Long: one list, in the order of the factors.
const rowsOf = (answer: FitAnswer, seen: Observations, options: FitOptions): string[] => {
  const { lifts = NOTHING, family_lifts: familyLifts = NOTHING, families } = options;
  const of = (factor: Factor): FitAnswer['factors'][number] => {
    const found = answer.factors.find(one => one.factor === factor);
    if (!found) throw new Error(`the fit has no factor ${factor}`);
    return found;
  };
  const row = (factor: Factor, bought: string, offered: string, level: Level, lift?: number): string =>
    [factor, bought, offered, ...level.slice(0, 4), ...(lift === undefined ? [] : [lift])].join('|');
  const fixed = (factor: Factor, keys: readonly (readonly [string, string])[]): string[] =>
    of(factor).levels.map((level, i) => row(factor, keys[i]?.[0] ?? '', keys[i]?.[1] ?? '', level));
  const other = (factor: Factor): string => row(factor, '', '', [0, of(factor).spread, 0, 0]);

  const lift = of('lift').levels;
  const pairs = of('product_pair');
  const familyPairs = of('family_pair');
  const neutral = lift[NEUTRAL_LIFT] ?? [0, 0, 0, 0];
  const byLift = (known: number): Level => lift[liftBand(known)] ?? neutral;
  const familyLiftOf = (pair: string): number => familyLifts.get(pair) ?? 0;
  const familyRow = (pair: string, [value, error, shows, accepts]: Level): string => {
    const [bought = '', offered = ''] = pair.split('|');
    const known = familyLiftOf(pair);
    const [moved, liftError] = byLift(known);
    const level: Level = [value + moved - neutral[0], combined(error, liftError), shows, accepts];
    return row('family_pair', bought, offered, level, known);
  };
  const pairRow = (pair: string, [value, error, shows, accepts]: Level): string => {
    const [bought = '', offered = ''] = pair.split('|');
    const familyPair = `${families?.get(bought) ?? ''}|${families?.get(offered) ?? ''}`;
    const byFamilies = familyLiftOf(familyPair);
    const known = lifts.get(pair) ?? byFamilies;
    const [own, liftError] = byLift(known);
    const level: Level = [value + own - byLift(byFamilies)[0] + neutral[0], combined(error, liftError), shows, accepts];
    return row('product_pair', bought, offered, level, known);
  };
  return [
    ...fixed('base', [['', '']]),
    ...fixed(
      'relevance_price',
      relevances.flatMap(relevance => SHARE_BANDS.map(band => [relevance, band] as const)),
    ),
    ...fixed(
      'kind',
      candidateKinds.map(kind => ['', kind] as const),
    ),
    ...fixed(
      'discount',
      DEPTH_BANDS.map(band => ['', band] as const),
    ),
    ...fixed('customer', [
      ['', 'first'],
      ['', 'returning'],
    ]),
    ...fixed('position', [['', 'second']]),
    ...fixed('beside', [['', '']]),
    other('family'),
    ...fixed(
      'family',
      seen.names('family').map(name => ['', name] as const),
    ),
    other('product'),
    ...fixed(
      'product',
      seen.names('product').map(name => ['', name] as const),
    ),
    row('family_pair', '', '', [0, familyPairs.spread, 0, 0], 0),
    ...seen.names('family_pair').map((pair, i) => familyRow(pair, familyPairs.levels[i] ?? [0, 0, 0, 0])),
    row('product_pair', '', '', [neutral[0], combined(neutral[1], pairs.spread), 0, 0], 0),
    ...seen.names('product_pair').map((pair, i) => pairRow(pair, pairs.levels[i] ?? [0, 0, 0, 0])),
  ];
};

/** 1 - odds beside another / odds alone, the second place counted half. */
const dilutionOf = (answer: FitAnswer): Model['dilution_bps'] => {
  const level = (factor: Factor): Level => answer.factors.find(one => one.factor === factor)?.levels[0] ?? [0, 0, 0, 0];
  const [beside, besideError] = level('beside');
  const [second, secondError] = level('position');
  const bps = (log2: number): number => Math.round(10_000 * (1 - 2 ** (log2 / 65_536)));
  const held = (value: number): number => Math.min(Math.max(value, 0), 10_000);
  const centre = beside + second / 2;
  const error = 1.96 * Math.sqrt(besideError ** 2 + (secondError / 2) ** 2);
  return { value: held(bps(centre)), low: bps(centre + error), high: bps(centre - error) };
};

/** FNV-1a of 64 bits, as hexadecimal: it names, it does not secure. */
export const digest = (text: string): string => {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
};

export interface FittedModel {
  model: Model;
  /** Predicted rates of the held-back cards, in order, by the model and by the prior alone. */
  held: { ppm: number[]; prior_ppm: number[] };
}

const levelsKept = (answer: FitAnswer, seen: Observations): string[] =>
  answer.factors.flatMap(({ factor, levels }) => {
    const names = isNamed(factor) ? seen.names(factor) : undefined;
    return levels.flatMap(([, , shows, accepts, curvature = 0, deviation, pull], i) =>
      curvature > 0 ? [[factor, names?.[i] ?? i + 1, shows, accepts, curvature, deviation, pull].join('|')] : [],
    );
  });

/** What a former model kept, faded by its age, as lines for the core. */
const formerLines = (seen: Observations, { evidence, days }: NonNullable<FitOptions['former']>): string => {
  const kept = evidence.levels.map(text => {
    const parts = text.split('|');
    const [factor = ''] = parts;
    return { factor, name: parts.slice(1, -5).join('|'), numbers: parts.slice(-5).map(Number) };
  });
  for (const { factor, name } of kept) if (isNamed(factor)) seen.name(factor, name);
  const numbered = new Map(
    NAMED.map(factor => [factor as string, new Map(seen.names(factor).map((name, i) => [name, i + 1]))]),
  );
  const weight = Math.round(1024 * 2 ** (-Math.max(days, 0) / evidence.half_life_days)) / 1024;
  return kept
    .map(({ factor, name, numbers: [shows, accepts, curvature = 0, deviation, pull = 0] }) => {
      const level = numbered.get(factor)?.get(name) ?? Number(name);
      const faded = [Math.round(weight * curvature), deviation, Math.round(weight * pull)];
      return `= ${[(factors as readonly string[]).indexOf(factor), level, shows, accepts, ...faded].join(' ')}\n`;
    })
    .join('');
};

/** Fits a model. Errors: throws where the core refuses the counts, with the line. */
export const fitModel = (engine: Engine, seen: Observations, options: FitOptions = {}): FittedModel => {
  const { lifts = NOTHING } = options;
  for (const pair of lifts.keys()) seen.name('product_pair', pair);
  for (const pair of options.family_lifts?.keys() ?? []) seen.name('family_pair', pair);
  const former = options.former === undefined ? '' : formerLines(seen, options.former);
  const head = { levels: seen.levelCounts(), ...(options.prior && { prior: options.prior }) };
  const answer = JSON.parse(engine.run('fit', head, former + seen.text(options.all))) as FitAnswer | FitRefusal;
  if (!answer.ok) throw new Error(`encore: the fit refused line ${answer.line ?? 0}: ${answer.what ?? answer.fault}`);
  const rows = rowsOf(answer, seen, options);
  const before = options.former?.evidence;
  const counts = {
    decisions: seen.decisions + (before?.decisions ?? 0),
    shows: seen.shows + (before?.shows ?? 0),
    accepts: seen.accepts + (before?.accepts ?? 0),
  };
  return {
    model: {
      version: 1,
      model_id: digest(rows.join('\n')),
      ...counts,
      lift_slope_ppm: answer.lift_slope_ppm,
      dilution_bps: dilutionOf(answer),
      rows,
      evidence: { until: null, half_life_days: seen.half_life_days, ...counts, levels: levelsKept(answer, seen) },
    },
    held: { ppm: answer.held_ppm, prior_ppm: answer.held_prior_ppm },
  };
};
