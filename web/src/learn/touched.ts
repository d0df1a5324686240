// SPDX-License-Identifier: MIT
//
// A model with its rows found by name: the rows that the candidates of one order can touch, which `suggest` puts into a
// private sheet, and the sum that ranks candidates. The sum that decides is the core's.
import { candidateKinds, relevances, type Relevance } from '../engine/vocabulary.js';
import { DEPTH_BANDS, relevanceOf, SHARE_BANDS, type CardLevels, type LiftOf, type Offered } from './features.js';
import type { Model } from './model.js';

/**
 * Factors whose rows every sheet gets: an experiment's arm may change price, discount or kind, and a second card's rows
 * are what `dilution_bps: "learned"` stands for.
 */
const ALWAYS = new Set(['base', 'relevance_price', 'kind', 'discount', 'customer', 'position', 'beside']);

export interface TouchedBy {
  lines: readonly { product_id: string; family?: string | undefined }[];
  products: readonly { id: string; family?: string | undefined }[];
}

export interface Row {
  text: string;
  value: number;
  lift: number;
}

export class IndexedModel {
  readonly id: string;
  readonly dilution_bps: number;
  readonly #always: string[] = [];
  readonly #rows = new Map<string, Row>();

  constructor(model: Model) {
    this.id = model.model_id;
    this.dilution_bps = model.dilution_bps.value;
    for (const text of model.rows) {
      const [factor = '', bought = '', offered = '', value, , , , lift] = text.split('|');
      if (ALWAYS.has(factor)) this.#always.push(text);
      this.#rows.set(`${factor}|${bought}|${offered}`, { text, value: Number(value), lift: Number(lift ?? 0) });
    }
  }

  protected all(): Iterable<[string, Row]> {
    return this.#rows;
  }

  protected row(key: string): Row | undefined {
    return this.#rows.get(key);
  }

  /** The `model` member of a private sheet. */
  touchedBy({ lines, products }: TouchedBy): { id: string; rows: string[] } {
    const rows = new Set(this.#always);
    const take = (key: string): void => {
      const row = this.#rows.get(key);
      if (row !== undefined) rows.add(row.text);
    };
    for (const factor of ['family', 'product', 'family_pair', 'product_pair']) take(`${factor}||`);
    for (const { id, family } of products) {
      take(`product||${id}`);
      if (family) take(`family||${family}`);
      for (const line of lines) {
        take(`product_pair|${line.product_id}|${id}`);
        if (family && line.family) take(`family_pair|${line.family}|${family}`);
      }
    }
    return { id: this.id, rows: [...rows] };
  }
}

/** The lifts in a model's rows of a factor: what a later fit knows of pairs that its own orders say nothing of. */
export const liftsOf = (model: Model, factor: 'product_pair' | 'family_pair'): Map<string, number> =>
  new Map(
    model.rows.flatMap(text => {
      const [name, bought, offered, , , , , lift] = text.split('|');
      return name === factor && bought && offered && lift !== undefined
        ? [[`${bought}|${offered}`, Number(lift)] as const]
        : [];
    }),
  );

/** A model that ranks a whole catalogue. */
export class SuggestionModel extends IndexedModel {
  readonly liftOf: LiftOf = (bought, offered, boughtFamily, offeredFamily) =>
    (
      this.row(`product_pair|${bought}|${offered}`) ??
      (boughtFamily && offeredFamily ? this.row(`family_pair|${boughtFamily}|${offeredFamily}`) : undefined)
    )?.lift ?? 0;

  /** The value of one row, or of the factor's row for all others. */
  value(factor: string, bought: string, offered: string): number {
    return (this.row(`${factor}|${bought}|${offered}`) ?? this.row(`${factor}||`))?.value ?? 0;
  }

  /** A pair's own row. */
  pair(factor: 'product_pair' | 'family_pair', bought: string, offered: string): Row | undefined {
    return this.row(`${factor}|${bought}|${offered}`);
  }

  /** All rows of pairs. */
  *pairs(factor: 'product_pair' | 'family_pair'): Generator<[string, string, Row]> {
    for (const [key, row] of this.all()) {
      const [name, bought, offered] = key.split('|');
      if (name === factor && bought && offered) yield [bought, offered, row];
    }
  }

  relevance(offered: Offered): Relevance {
    return relevanceOf([], offered);
  }

  /** The sum of the rows for these levels, in log2 / 65536. */
  log2Odds(levels: CardLevels): number {
    const own = (factor: string, key: string): number =>
      (this.row(`${factor}|${key}`) ?? this.row(`${factor}||`))?.value ?? 0;
    const bands = SHARE_BANDS.length;
    return (
      own('base', '|') +
      own(
        'relevance_price',
        `${relevances[Math.floor(levels.relevance_price / bands)] ?? ''}|${SHARE_BANDS[levels.relevance_price % bands] ?? ''}`,
      ) +
      own('kind', `|${candidateKinds[levels.kind] ?? ''}`) +
      own('discount', `|${DEPTH_BANDS[levels.discount] ?? ''}`) +
      (levels.family === undefined ? 0 : own('family', `|${levels.family}`)) +
      own('product', `|${levels.product}`) +
      (levels.family_pair === undefined ? 0 : own('family_pair', levels.family_pair)) +
      (levels.product_pair === undefined ? 0 : own('product_pair', levels.product_pair)) +
      (levels.customer === undefined ? 0 : own('customer', levels.customer === 1 ? '|returning' : '|first'))
    );
  }

  /** The sum of the rows that a record's factors name (`bought|offered` by factor), in log2 / 65536. */
  sumOf(factors: Readonly<Record<string, string>>): number {
    return Object.entries(factors).reduce(
      (sum, [factor, key]) => sum + ((this.row(`${factor}|${key}`) ?? this.row(`${factor}||`))?.value ?? 0),
      0,
    );
  }
}
