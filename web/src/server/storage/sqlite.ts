// SPDX-License-Identifier: MIT
//
// The storage port over SQLite, for one machine: any number of its processes may open the same file. Takes a database
// as `libsql`, `better-sqlite3` and `node:sqlite` have it (synchronous `exec` and `prepare`). A purchase is kept as
// JSON beside the columns that are searched or compared; every method that writes is one transaction that takes the
// lock for writing at its beginning, so that two processes wait for each other instead of failing halfway.
import { emptyLedger } from '../ledger.js';
import type { OrderLedger, Purchase, RetainingStorage } from '../ports.js';
import { SETTLED } from './columns.js';

type Value = string | number | null;

/** What is used of a driver. */
export interface SqliteDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): {
    run(...values: Value[]): unknown;
    get(...values: Value[]): unknown;
    all(...values: Value[]): unknown[];
  };
}

const tables = `
CREATE TABLE IF NOT EXISTS encore_purchases (
  jti TEXT PRIMARY KEY,
  issuer TEXT NOT NULL,
  order_id TEXT NOT NULL,
  candidate_id TEXT NOT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL,
  lease_until_ms INTEGER NOT NULL,
  retry_at_ms INTEGER NOT NULL,
  reserved_at_ms INTEGER NOT NULL,
  purchase TEXT NOT NULL,
  UNIQUE (issuer, order_id, candidate_id)
) STRICT;
CREATE INDEX IF NOT EXISTS encore_purchases_unsettled ON encore_purchases (issuer, retry_at_ms) WHERE state NOT IN ${SETTLED};
CREATE TABLE IF NOT EXISTS encore_ledgers (
  issuer TEXT NOT NULL,
  order_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  published_at_ms INTEGER NOT NULL,
  ledger TEXT NOT NULL,
  PRIMARY KEY (issuer, order_id)
) STRICT;
CREATE TABLE IF NOT EXISTS encore_extensions (jti TEXT PRIMARY KEY, deadline_ms INTEGER NOT NULL) STRICT;
`;

const purchaseOf = (row: unknown): Purchase => JSON.parse((row as { purchase: string }).purchase) as Purchase;

/** The columns of a purchase, in the order of the table. */
const valuesOf = (row: Purchase): Value[] => [
  row.jti,
  row.issuer,
  row.order_id,
  row.candidate_id,
  row.state,
  row.version,
  row.lease_until_ms,
  row.retry_at_ms,
  row.reserved_at_ms,
  JSON.stringify(row),
];

function statements(db: SqliteDatabase) {
  return {
    find: db.prepare('SELECT purchase FROM encore_purchases WHERE jti = ?'),
    insert: db.prepare(
      'INSERT INTO encore_purchases VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING jti',
    ),
    first: db.prepare(
      'SELECT purchase FROM encore_purchases WHERE jti = ? OR (issuer = ? AND order_id = ? AND candidate_id = ?)',
    ),
    update: db.prepare(
      `UPDATE encore_purchases SET jti = ?, issuer = ?, order_id = ?, candidate_id = ?, state = ?, version = ?,
        lease_until_ms = ?, retry_at_ms = ?, reserved_at_ms = ?, purchase = ? WHERE jti = ? AND version = ? RETURNING jti`,
    ),
    due: db.prepare(
      `SELECT purchase FROM encore_purchases WHERE issuer = ? AND state NOT IN ${SETTLED} AND lease_until_ms <= ?
        AND retry_at_ms <= ? ORDER BY retry_at_ms LIMIT ?`,
    ),
    ledger: db.prepare('SELECT ledger FROM encore_ledgers WHERE issuer = ? AND order_id = ?'),
    purchases: db.prepare('SELECT purchase FROM encore_purchases WHERE issuer = ? AND order_id = ?'),
    writeLedger: db.prepare(
      `INSERT INTO encore_ledgers VALUES (?, ?, ?, ?, ?) ON CONFLICT (issuer, order_id) DO UPDATE
        SET version = excluded.version, published_at_ms = excluded.published_at_ms, ledger = excluded.ledger`,
    ),
    extend: db.prepare('INSERT INTO encore_extensions VALUES (?, ?) ON CONFLICT DO NOTHING'),
    extension: db.prepare('SELECT deadline_ms FROM encore_extensions WHERE jti = ?'),
    purgePurchases: db.prepare(
      `DELETE FROM encore_purchases WHERE state IN ${SETTLED} AND reserved_at_ms < ?
        AND (state = 'free' OR coalesce(json_extract(purchase, '$.keep_until_ms'), 0) < ?) RETURNING jti`,
    ),
    purgeLedgers: db.prepare(
      `DELETE FROM encore_ledgers WHERE published_at_ms < ? AND NOT EXISTS (SELECT 1 FROM encore_purchases p
        WHERE p.issuer = encore_ledgers.issuer AND p.order_id = encore_ledgers.order_id)`,
    ),
    purgeExtensions: db.prepare('DELETE FROM encore_extensions WHERE deadline_ms < ?'),
  };
}

/** Runs `work` in one transaction that may write, or throws and leaves nothing written. */
function transaction<T>(db: SqliteDatabase, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

/**
 * The storage port; makes its tables where they are missing. The database is the caller's to close.
 *
 * Long: an object with one short function for each method of the port, all over one connection.
 */
export function sqliteStorage(db: SqliteDatabase): RetainingStorage {
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000;');
  transaction(db, () => db.exec(tables));
  const sql = statements(db);
  const inside = <T>(work: () => T): Promise<T> =>
    new Promise(resolve => {
      resolve(transaction(db, work));
    });
  const outside = <T>(work: () => T): Promise<T> =>
    new Promise(resolve => {
      resolve(work());
    });
  const read = (jti: string): Purchase | null => {
    const row = sql.find.get(jti);
    return row === undefined ? null : purchaseOf(row);
  };
  const reserve = (fresh: Purchase): { won: boolean; purchase: Purchase } => {
    const { jti, issuer, order_id, candidate_id } = fresh;
    if (sql.insert.all(...valuesOf(fresh)).length > 0) return { won: true, purchase: { ...fresh } };
    return { won: false, purchase: purchaseOf(sql.first.get(jti, issuer, order_id, candidate_id)) };
  };
  const swap = (jti: string, version: number, changes: Partial<Purchase>): Purchase | null => {
    const row = read(jti);
    if (row?.version !== version) return null;
    const moved: Purchase = { ...row, ...changes, jti, version: version + 1 };
    return sql.update.all(...valuesOf(moved), jti, version).length > 0 ? moved : null;
  };
  const ledgerOf = (issuer: string, orderId: string): OrderLedger => {
    const row = sql.ledger.get(issuer, orderId) as { ledger: string } | undefined;
    return row === undefined ? emptyLedger(issuer, orderId) : (JSON.parse(row.ledger) as OrderLedger);
  };

  return {
    find: jti => outside(() => read(jti)),
    reserve: fresh => inside(() => reserve(fresh)),
    swap: (jti, version, changes) => inside(() => swap(jti, version, changes)),
    due: (issuer, nowMs, limit) => outside(() => sql.due.all(issuer, nowMs, nowMs, limit).map(purchaseOf)),
    ledger: (issuer, orderId) =>
      inside(() => ({
        ledger: ledgerOf(issuer, orderId),
        purchases: sql.purchases.all(issuer, orderId).map(purchaseOf),
      })),
    commit: ({ ledger, purchase }) =>
      inside(() => {
        const { issuer, order_id, version } = ledger;
        if (ledgerOf(issuer, order_id).version !== version) return false;
        if (purchase !== null) {
          const written =
            purchase.version === 1
              ? reserve(purchase).won
              : swap(purchase.jti, purchase.version - 1, purchase) !== null;
          if (!written) return false;
        }
        const moved = { ...ledger, version: version + 1 };
        sql.writeLedger.run(issuer, order_id, moved.version, ledger.published?.at_ms ?? 0, JSON.stringify(moved));
        return true;
      }),
    extendOnce: (jti, deadlineMs) =>
      inside(() => {
        sql.extend.run(jti, deadlineMs);
        return Number((sql.extension.get(jti) as { deadline_ms: unknown }).deadline_ms);
      }),
    extension: jti =>
      outside(() => {
        const row = sql.extension.get(jti) as { deadline_ms: unknown } | undefined;
        return row === undefined ? null : Number(row.deadline_ms);
      }),
    purge: (beforeMs, nowMs = Date.now()) =>
      inside(() => {
        const gone = sql.purgePurchases.all(beforeMs, nowMs).length;
        sql.purgeLedgers.run(beforeMs);
        sql.purgeExtensions.run(beforeMs);
        return gone;
      }),
  };
}
