// SPDX-License-Identifier: MIT
//
// `engine.suggest`: the engine under Node can also find the candidates. What was read from a catalogue and a model is
// kept as long as they are, so that only the first order of a process waits for it.
import type { Engine } from '../engine/engine.js';
import type { OfferSheet } from '../engine/sheet.js';
import type { Model } from '../learn/model.js';
import { Suggester, type CatalogueRow, type OrderRecord, type Rules, type SuggestOptions } from '../learn/suggest.js';

export type { CatalogueRow, Model, OrderRecord, Rules };

export interface SuggestFrom extends Omit<SuggestOptions, 'policy'> {
  /** What may be offered: the rows of a catalogue file, in one array that is kept and passed again. */
  catalogue: readonly CatalogueRow[];
  /** What `encore learn` wrote, parsed. */
  model: Model;
  /** Default: {"id": "default"}. */
  policy?: SuggestOptions['policy'];
  /** The merchant's rules; kept like the catalogue. */
  rules?: Rules;
}

export interface SuggestingEngine extends Engine {
  /**
   * The private sheet of an order ({order, customer}, or the order alone) with the best candidates of a catalogue.
   */
  suggest(order: OrderRecord | OrderRecord['order'], from: SuggestFrom): OfferSheet;
}

interface Kept {
  model: Model;
  rules: Rules | undefined;
  suggester: Suggester;
}

const kept = new WeakMap<readonly CatalogueRow[], Kept>();

function suggesterFor({ catalogue, model, rules }: SuggestFrom): Suggester {
  const known = kept.get(catalogue);
  if (known?.model === model && known.rules === rules) return known.suggester;
  const suggester = new Suggester(catalogue, model, rules);
  kept.set(catalogue, { model, rules, suggester });
  return suggester;
}

/** Errors: a TypeError that says what an order or a model lacks. */
function suggest(given: OrderRecord | OrderRecord['order'], from: SuggestFrom): OfferSheet {
  const record: OrderRecord = 'order' in given ? (given as OrderRecord) : { order: given };
  if (!Array.isArray(record.order.lines) || typeof record.order.total !== 'number')
    throw new TypeError('encore: suggest needs an order with "lines" and "total", such as one line of an orders file');
  if (!Array.isArray(from.model.rows))
    throw new TypeError('encore: suggest needs a model with "rows"; pass what encore learn wrote, parsed');
  const { policy = { id: 'default' }, ...options } = from;
  return suggesterFor(from).suggest(record, { ...options, policy }) as unknown as OfferSheet;
}

export const withSuggest = (engine: Engine): SuggestingEngine => Object.assign(engine, { suggest });
