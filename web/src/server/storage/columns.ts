// SPDX-License-Identifier: MIT
//
// The columns of the purchase table, shared by the SQL stores: their order, and how a row
// goes in and comes out. JSON is sent as text, for a driver would otherwise turn an array
// into an SQL array; integers may come back as text or bigint and are all safe integers.
import { settledStates } from '../../engine/vocabulary.js';
import type { Purchase } from '../ports.js';

export const COLUMNS = [
  'jti',
  'issuer',
  'order_id',
  'candidate_id',
  'surface',
  'step',
  'instead_of',
  'fingerprint',
  'state',
  'attempt',
  'version',
  'lease_until_ms',
  'retry_at_ms',
  'tries',
  'reserved_at_ms',
  'hold',
  'amount',
  'currency',
  'line',
  'consent_digest',
  'consent',
  'keep_until_ms',
  'sheet_id',
  'decision',
  'charge_id',
  'line_id',
  'order_total',
  'undo_seconds',
  'undo_until_ms',
  'action_url',
  'problem',
  'problem_reason',
] as const satisfies readonly (keyof Purchase)[];

export type Column = (typeof COLUMNS)[number];

export const AS_JSON: ReadonlySet<Column> = new Set(['line', 'decision', 'consent']);
const AS_NUMBER: readonly Column[] = [
  'step',
  'attempt',
  'version',
  'lease_until_ms',
  'retry_at_ms',
  'tries',
  'reserved_at_ms',
  'amount',
  'order_total',
  'undo_seconds',
  'undo_until_ms',
  'keep_until_ms',
];

/** The settled states as a list in SQL. */
export const SETTLED = `(${settledStates.map(state => `'${state}'`).join(', ')})`;

/** What a statement takes for a column. */
export const valueOf = (row: Partial<Purchase>, column: Column): unknown =>
  AS_JSON.has(column) ? JSON.stringify(row[column] ?? null) : row[column];

export const valuesOf = (row: Purchase): unknown[] => COLUMNS.map(column => valueOf(row, column));

/** The row as the kit uses it. */
export function purchaseOf(row: unknown): Purchase {
  const found: Record<string, unknown> = { ...(row as Record<string, unknown>) };
  for (const column of AS_NUMBER) {
    const given = found[column];
    if (given !== null) found[column] = Number(given);
  }
  for (const column of AS_JSON) {
    const given = found[column];
    if (typeof given === 'string') found[column] = JSON.parse(given);
  }
  return found as unknown as Purchase;
}
