// SPDX-License-Identifier: MIT
//
// What a method is asked with, held to what it takes: a moment that is none would be read as 1970, and an option that
// is misspelt would be passed over. Set on an engine by the entries that people use; no thank-you page loads it.
import type { ArgumentCheck } from './engine.js';
import type { Operation } from './vocabulary.js';

type Kind = 'text' | 'flag' | 'count' | 'texts' | 'arms' | 'moment';

/** The options of each method, and what each is. */
const OPTIONS: Readonly<Partial<Record<Operation, Readonly<Record<string, Kind>>>>> = {
  check: { page: 'flag', origin: 'text' },
  decide: {
    now: 'moment',
    visitor: 'text',
    seed: 'text',
    explain: 'flag',
    page: 'flag',
    force: 'text',
    arms: 'arms',
    exclude: 'texts',
    slates: 'flag',
  },
  quote: {
    candidate_id: 'text',
    variant_id: 'text',
    quantity: 'count',
    now: 'moment',
    derivation: 'flag',
    page: 'flag',
    visitor: 'text',
  },
  publish: { now: 'moment', visitor: 'text', seed: 'text' },
  terms: { candidate_id: 'text', visitor: 'text' },
};

const TIMED: ReadonlySet<Operation> = new Set<Operation>(['decide', 'quote', 'publish', 'advance']);

const isText = (value: unknown): boolean => typeof value === 'string';
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 1;
const areArms = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).every(arm => Number.isSafeInteger(arm));

const KINDS: Readonly<Record<Kind, { is: (value: unknown) => boolean; wanted: string }>> = {
  text: { is: isText, wanted: 'a text, such as "lamp"' },
  flag: { is: value => typeof value === 'boolean', wanted: 'true or false' },
  count: { is: isCount, wanted: 'a whole number of pieces from 1, such as 2' },
  texts: { is: value => Array.isArray(value) && value.every(isText), wanted: 'a list of texts, such as ["lamp"]' },
  arms: { is: areArms, wanted: 'an object of whole numbers by experiment, such as {"headline-1": 1}' },
  moment: { is: Number.isFinite, wanted: 'a number of milliseconds since the epoch' },
};

const shown = (value: unknown): string => {
  if (value instanceof Date) return 'a Date';
  return value === undefined || typeof value === 'number' ? String(value) : JSON.stringify(value);
};

/** Throws a TypeError that names the argument, the value met and an example. */
export const holdArguments: ArgumentCheck = (operation, given, sheet) => {
  if ((typeof sheet !== 'string' && (typeof sheet !== 'object' || sheet === null)) || ArrayBuffer.isView(sheet)) {
    const met = ArrayBuffer.isView(sheet) ? 'bytes, which only check reads; decode them first' : shown(sheet);
    throw new TypeError(`encore: ${operation} takes the sheet as JSON text or as an object, not ${met}`);
  }
  const options = given as Readonly<Record<string, unknown>>;
  const { now } = options;
  const timed = operation !== 'rule' ? TIMED.has(operation) : 'now' in options;
  if (timed && !KINDS.moment.is(now)) {
    const remedy = now instanceof Date ? 'give date.getTime()' : 'such as Date.parse("2026-11-21T10:05:00Z")';
    throw new TypeError(`encore: now is ${KINDS.moment.wanted}, not ${shown(now)}; ${remedy}`);
  }
  const known = OPTIONS[operation];
  if (!known) return;
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!kind) {
      throw new TypeError(
        `encore: ${operation} has no option ${JSON.stringify(name)}; it has ${Object.keys(known).join(', ')}`,
      );
    }
    const { is, wanted } = KINDS[kind];
    if (!is(value)) throw new TypeError(`encore: ${name} is ${wanted}, not ${shown(value)}`);
  }
  if ((operation === 'quote' || operation === 'terms') && options['candidate_id'] === undefined) {
    throw new TypeError(`encore: ${operation} takes candidate_id, the id of a candidate of the sheet, such as "lamp"`);
  }
};
