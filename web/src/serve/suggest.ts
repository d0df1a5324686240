// SPDX-License-Identifier: MIT
//
// Suggestions for the backend: a catalogue and a model are read once at the start, and an order posted to
// /suggest comes back as a private sheet with the best candidates, ready for /publish. A model is exchanged by a
// restart, so that every decision of one process came from the same.
import { readCatalogue, readModel, readRules } from '../learn/catalogue.js';
import { faultText, type Fault } from '../learn/files.js';
import { Suggester, type OrderRecord, type SuggestOptions } from '../learn/suggest.js';
import type { ServeConfig } from './config.js';

/** Makes private sheets from orders. */
export interface OrderSuggester {
  /** The private sheet; a sentence that says what is wrong where `record` is no order. */
  suggest(record: unknown, now: number, limit?: number): Record<string, unknown> | string;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isRecord = (value: unknown): value is OrderRecord =>
  isObject(value) &&
  isObject(value['order']) &&
  typeof value['order']['id'] === 'string' &&
  typeof value['order']['total'] === 'number' &&
  Array.isArray(value['order']['lines']) &&
  value['order']['lines'].every(isObject);

/**
 * Reads what the configuration names. `report` hears of catalogue rows that are left out.
 * Errors: an InputError that names the file, where one cannot be read at all.
 */
export async function openSuggester(
  files: NonNullable<ServeConfig['suggest']>,
  report: (fault: string) => void,
): Promise<OrderSuggester> {
  const { rows, faults } = await readCatalogue(files.catalogue);
  faults.forEach((fault: Fault) => {
    report(faultText(fault));
  });
  const rules = files.rules === null ? {} : await readRules(files.rules);
  const suggester = new Suggester(rows, await readModel(files.model), rules);
  const policy = files.policy as SuggestOptions['policy'];
  return {
    suggest: (record, now, limit) =>
      isRecord(record)
        ? suggester.suggest(record, { policy, now, ...(limit !== undefined && { limit }) })
        : 'The body needs "order" with "id", "total" and "lines", such as encore convert prints; "customer" may follow.',
  };
}
