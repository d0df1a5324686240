// SPDX-License-Identifier: MIT
//
// The storage port over SQL, for a pg Pool and for PGlite alike: anything with
// `query(sql, values)`. Every method is one statement (insertion that lost asks once more
// who won), so no transaction is needed and no lock is held while a gateway is slow.
import type { Purchase, StoragePort } from '../ports.js';
import { MIGRATION } from './migration.js';

/** What both `pg` and PGlite offer. */
export interface Queryable {
  query(sql: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
  /** PGlite runs several statements only through this. */
  exec?(sql: string): Promise<unknown>;
}

const COLUMNS = [
  'jti',
  'order_id',
  'candidate_id',
  'fingerprint',
  'state',
  'attempt',
  'version',
  'lease_until_ms',
  'reserved_at_ms',
  'hold',
  'amount',
  'currency',
  'line',
  'consent_digest',
  'sheet_id',
  'decision',
  'charge_id',
  'line_id',
  'order_total',
  'undo_seconds',
  'undo_until_ms',
  'action_url',
  'problem',
] as const satisfies readonly (keyof Purchase)[];

type Column = (typeof COLUMNS)[number];

/** Sent as JSON text: a JavaScript array would otherwise become an SQL array. */
const AS_JSON: ReadonlySet<Column> = new Set(['line', 'decision']);
/** bigint comes back as text from pg; all of them are safe integers by construction. */
const AS_NUMBER: readonly Column[] = ['lease_until_ms', 'reserved_at_ms', 'amount', 'order_total', 'undo_until_ms'];

const LIST = COLUMNS.join(', ');
const place = (column: Column, index: number): string => `$${String(index)}${AS_JSON.has(column) ? '::jsonb' : ''}`;
const INSERT = `INSERT INTO encore_purchases (${LIST}) VALUES (${COLUMNS.map((column, at) => place(column, at + 1)).join(', ')})
  ON CONFLICT DO NOTHING RETURNING ${LIST}`;

const value = (row: Partial<Purchase>, column: Column): unknown =>
  AS_JSON.has(column) ? JSON.stringify(row[column] ?? null) : row[column];

function purchase(row: unknown): Purchase {
  const found = { ...(row as Record<string, unknown>) };
  for (const column of AS_NUMBER) {
    const text = found[column];
    if (text !== null) found[column] = Number(text);
  }
  return found as unknown as Purchase;
}

/** Creates the tables where they are missing. */
export async function migrate(db: Queryable): Promise<void> {
  await (db.exec ? db.exec(MIGRATION) : db.query(MIGRATION));
}

export function postgresStorage(db: Queryable): StoragePort {
  const rows = async (sql: string, values: unknown[]): Promise<Purchase[]> =>
    (await db.query(sql, values)).rows.map(purchase);
  const find = async (jti: string): Promise<Purchase | null> =>
    (await rows(`SELECT ${LIST} FROM encore_purchases WHERE jti = $1`, [jti]))[0] ?? null;

  return {
    find,

    async reserve(fresh) {
      const [inserted] = await rows(
        INSERT,
        COLUMNS.map(column => value(fresh, column)),
      );
      if (inserted !== undefined) return { won: true, purchase: inserted };
      const [first] = await rows(
        `SELECT ${LIST} FROM encore_purchases WHERE jti = $1 OR (order_id = $2 AND candidate_id = $3)`,
        [fresh.jti, fresh.order_id, fresh.candidate_id],
      );
      if (first === undefined)
        throw new Error('a purchase is neither insertable nor there: rows of encore_purchases must not be deleted');
      return { won: false, purchase: first };
    },

    async swap(jti, version, changes) {
      const columns = COLUMNS.filter(column => column in changes && column !== 'jti' && column !== 'version');
      const sets = ['version = version + 1', ...columns.map((column, at) => `${column} = ${place(column, at + 3)}`)];
      const values = [jti, version, ...columns.map(column => value(changes, column))];
      return (
        (
          await rows(
            `UPDATE encore_purchases SET ${sets.join(', ')} WHERE jti = $1 AND version = $2 RETURNING ${LIST}`,
            values,
          )
        )[0] ?? null
      );
    },

    due: (nowMs, limit) =>
      rows(
        `SELECT ${LIST} FROM encore_purchases WHERE state NOT IN ('free', 'accepted', 'undone', 'refunded') AND lease_until_ms <= $1
       ORDER BY reserved_at_ms LIMIT $2`,
        [nowMs, limit],
      ),

    async extendOnce(jti, deadlineMs) {
      const sql = `INSERT INTO encore_extensions (jti, deadline_ms) VALUES ($1, $2)
        ON CONFLICT (jti) DO UPDATE SET deadline_ms = encore_extensions.deadline_ms RETURNING deadline_ms`;
      const {
        rows: [row],
      } = await db.query(sql, [jti, deadlineMs]);
      return Number((row as { deadline_ms: unknown }).deadline_ms);
    },

    async extension(jti) {
      const {
        rows: [row],
      } = await db.query('SELECT deadline_ms FROM encore_extensions WHERE jti = $1', [jti]);
      return row === undefined ? null : Number((row as { deadline_ms: unknown }).deadline_ms);
    },
  };
}
