// SPDX-License-Identifier: MIT
//
// What a method is asked with, held to what it takes: a moment that is none would be read as 1970, and an option that
// is misspelt would be passed over. Set on an engine by the entries that people use; no thank-you page loads it.
import type { ArgumentCheck } from './engine.js';

/** The options of each method. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  check: ['page', 'origin'],
  decide: ['now', 'visitor', 'seed', 'explain', 'page', 'force', 'arms', 'exclude', 'slates'],
  quote: ['candidate_id', 'variant_id', 'quantity', 'now', 'derivation', 'page', 'visitor'],
  publish: ['now', 'visitor'],
  terms: ['candidate_id', 'visitor'],
};

const TIMED: ReadonlySet<string> = new Set(['decide', 'quote', 'publish', 'advance']);

const shown = (value: unknown): string =>
  value instanceof Date ? 'a Date' : typeof value === 'string' ? JSON.stringify(value) : String(value);

/** Throws a TypeError that names the argument, the value met and an example. */
export const holdArguments: ArgumentCheck = (operation, given) => {
  const options = given as Readonly<Record<string, unknown>>;
  const known = OPTIONS[operation];
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || !known || known.includes(name)) continue;
    throw new TypeError(`encore: ${operation} has no option "${name}"; it has ${known.join(', ')}`);
  }
  const { now } = options;
  const timed = operation !== 'rule' ? TIMED.has(operation) : 'now' in options;
  if (timed && !Number.isFinite(now)) {
    const remedy = now instanceof Date ? 'give date.getTime()' : 'such as Date.parse("2026-11-21T10:05:00Z")';
    throw new TypeError(`encore: now is a number of milliseconds since the epoch, not ${shown(now)}; ${remedy}`);
  }
};
