// SPDX-License-Identifier: MIT
//
// The storage port over PostgreSQL, for a pg Pool and for PGlite alike: anything with
// `query(sql, values)`. Every method is one statement (an insertion that lost reads once more
// who won), so no transaction is needed and no lock is held while a gateway is slow.
import type { OrderLedger, Purchase, RetainingStorage } from '../ports.js';
import { AS_JSON, COLUMNS, purchaseOf, SETTLED, valueOf, valuesOf, type Column } from './columns.js';
import { emptyLedger } from '../ledger.js';
import { tablePrefix, type TableNames } from './migrations.js';

/** What both `pg` and PGlite offer. */
export interface Queryable {
  query(sql: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

const LIST = COLUMNS.join(', ');
const place = (column: Column, index: number): string => `$${String(index)}${AS_JSON.has(column) ? '::jsonb' : ''}`;
const PLACES = COLUMNS.map((column, at) => place(column, at + 1)).join(', ');
const TYPED = COLUMNS.map((column, at) => `${place(column, at + 1)} AS ${column}`).join(', ');

const version = COLUMNS.indexOf('version') + 1;

/** Every statement of the store, for the tables whose names begin so. */
function statements(t: string) {
  const purchases = `${t}purchases`;
  const ofPurchase = COLUMNS.map(column => `p.${column}`).join(', ');
  const ledgers = `${t}ledgers`;
  const after = (at: number): string => `$${String(COLUMNS.length + at)}`;
  const order = `issuer = ${after(1)} AND order_id = ${after(2)}`;
  const held = `held AS (SELECT 1 FROM ${ledgers} WHERE ${order} AND version = ${after(3)} FOR UPDATE)`;
  // The ledger moves only where the purchase was written, the purchase only where the ledger is as it was read.
  const moved = `moved AS (UPDATE ${ledgers}
      SET version = version + 1, published = ${after(4)}::jsonb, declined = ${after(5)}::jsonb
      WHERE ${order} AND EXISTS (SELECT 1 FROM written) RETURNING 1)
    SELECT count(*) AS moved FROM moved`;
  const sets = COLUMNS.filter(column => column !== 'jti').map(
    column => `${column} = ${place(column, COLUMNS.indexOf(column) + 1)}`,
  );
  return {
    find: `SELECT ${LIST} FROM ${purchases} WHERE jti = $1`,
    insert: `INSERT INTO ${purchases} (${LIST}) VALUES (${PLACES}) ON CONFLICT DO NOTHING RETURNING ${LIST}`,
    first: `SELECT ${LIST} FROM ${purchases}
      WHERE jti = $1 OR (issuer = $2 AND order_id = $3 AND candidate_id = $4)`,
    due: `SELECT ${LIST} FROM ${purchases} WHERE issuer = $1 AND state NOT IN ${SETTLED} AND lease_until_ms <= $2
      AND retry_at_ms <= $2 ORDER BY retry_at_ms LIMIT $3`,
    ledger: `SELECT l.version AS ledger_version, l.published, l.declined, ${ofPurchase} FROM (VALUES (1)) AS always
      LEFT JOIN ${ledgers} l ON l.issuer = $1 AND l.order_id = $2
      LEFT JOIN ${purchases} p ON p.issuer = $1 AND p.order_id = $2`,
    open: `INSERT INTO ${ledgers} (issuer, order_id, version, declined) VALUES ($1, $2, 0, '{}') ON CONFLICT DO NOTHING`,
    commitLedger: `UPDATE ${ledgers} SET version = version + 1, published = $4::jsonb, declined = $5::jsonb
      WHERE issuer = $1 AND order_id = $2 AND version = $3 RETURNING 1 AS moved`,
    commitInsert: `WITH ${held}, written AS (INSERT INTO ${purchases} (${LIST}) SELECT ${TYPED} FROM held
      ON CONFLICT DO NOTHING RETURNING 1), ${moved}`,
    commitSwap: `WITH ${held}, written AS (UPDATE ${purchases} SET ${sets.join(', ')}
      WHERE jti = $1 AND version = $${String(version)} - 1 AND EXISTS (SELECT 1 FROM held) RETURNING 1), ${moved}`,
    extend: `INSERT INTO ${t}extensions AS e (jti, deadline_ms) VALUES ($1, $2)
      ON CONFLICT (jti) DO UPDATE SET deadline_ms = e.deadline_ms RETURNING deadline_ms`,
    extension: `SELECT deadline_ms FROM ${t}extensions WHERE jti = $1`,
    purgePurchases: `DELETE FROM ${purchases} WHERE state IN ${SETTLED} AND reserved_at_ms < $1
      AND (state = 'free' OR coalesce(keep_until_ms, 0) < $2) RETURNING 1`,
    purgeLedgers: `DELETE FROM ${ledgers} l WHERE coalesce((published ->> 'at_ms')::bigint, 0) < $1
      AND NOT EXISTS (SELECT 1 FROM ${purchases} p WHERE p.issuer = l.issuer AND p.order_id = l.order_id)`,
    purgeExtensions: `DELETE FROM ${t}extensions WHERE deadline_ms < $1`,
    swap: (columns: readonly Column[]) => `UPDATE ${purchases}
      SET ${['version = version + 1', ...columns.map((column, at) => `${column} = ${place(column, at + 3)}`)].join(', ')}
      WHERE jti = $1 AND version = $2 RETURNING ${LIST}`,
  };
}

/** A purchase of the order beside its ledger; either may be missing. */
type LedgerRow = Partial<Pick<OrderLedger, 'published' | 'declined'>> & {
  ledger_version?: number | null;
  jti: string | null;
};

const purchaseBeside = (row: LedgerRow): Purchase =>
  purchaseOf(Object.fromEntries(COLUMNS.map(column => [column, (row as Partial<Purchase>)[column]])));

/** The storage port. Requires: `migrate(db, names)` has run. */
export function postgresStorage(db: Queryable, names: TableNames = {}): RetainingStorage {
  const sql = statements(tablePrefix(names));
  const query = async (text: string, values: unknown[]): Promise<unknown[]> => (await db.query(text, values)).rows;
  const rows = async (text: string, values: unknown[]): Promise<Purchase[]> =>
    (await query(text, values)).map(purchaseOf);
  const deadline = ([row]: unknown[]): number | null =>
    row === undefined ? null : Number((row as { deadline_ms: unknown }).deadline_ms);

  return {
    find: async jti => (await rows(sql.find, [jti]))[0] ?? null,

    async reserve(fresh) {
      const [inserted] = await rows(sql.insert, valuesOf(fresh));
      if (inserted !== undefined) return { won: true, purchase: inserted };
      const { jti, issuer, order_id, candidate_id } = fresh;
      const [first] = await rows(sql.first, [jti, issuer, order_id, candidate_id]);
      if (first === undefined) throw new Error(`the purchase ${jti} is neither insertable nor there: try again`);
      return { won: false, purchase: first };
    },

    async swap(jti, expected, changes) {
      const columns = COLUMNS.filter(column => column in changes && column !== 'jti' && column !== 'version');
      const values = [jti, expected, ...columns.map(column => valueOf(changes, column))];
      return (await rows(sql.swap(columns), values))[0] ?? null;
    },

    due: (issuer, nowMs, limit) => rows(sql.due, [issuer, nowMs, limit]),

    async ledger(issuer, orderId) {
      // One statement reads one snapshot: the purchases are those of this version.
      const found = (await query(sql.ledger, [issuer, orderId])) as LedgerRow[];
      const [{ ledger_version: version = null, published = null, declined = {} } = {}] = found;
      const ledger = emptyLedger(issuer, orderId);
      return {
        ledger: version === null ? ledger : { ...ledger, version, published, declined },
        purchases: found.filter(({ jti }) => jti !== null).map(purchaseBeside),
      };
    },

    async commit({ ledger, purchase }) {
      const { issuer, order_id, version: read, published, declined } = ledger;
      const stored = published === null ? null : JSON.stringify(published);
      const about = [issuer, order_id, read, stored, JSON.stringify(declined)];
      if (read === 0) await query(sql.open, [issuer, order_id]);
      if (purchase === null) return (await query(sql.commitLedger, about)).length > 0;
      const text = purchase.version === 1 ? sql.commitInsert : sql.commitSwap;
      const [row] = (await query(text, [...valuesOf(purchase), ...about])) as { moved: unknown }[];
      return Number(row?.moved) === 1;
    },

    extendOnce: async (jti, deadlineMs) => deadline(await query(sql.extend, [jti, deadlineMs])) ?? deadlineMs,
    extension: async jti => deadline(await query(sql.extension, [jti])),

    async purge(beforeMs, nowMs = Date.now()) {
      const gone = await query(sql.purgePurchases, [beforeMs, nowMs]);
      await query(sql.purgeLedgers, [beforeMs]);
      await query(sql.purgeExtensions, [beforeMs]);
      return gone.length;
    },
  };
}
