// SPDX-License-Identifier: MIT
//
// One database, two engines: PostgreSQL when a URL is given, otherwise PGlite (PostgreSQL compiled to
// WebAssembly) in a folder, or in memory. Everything above sees `query` and `transaction` only, so the same SQL
// runs on both. Amounts are BIGINT in the tables and plain numbers here; a value beyond 2^53-1 throws rather
// than rounding, but for what comes inside JSON, as an order's lines do: their sum, the order's total, is
// checked. The database's own clock is never asked: every time is a parameter.

import fs from 'node:fs';

/**
 * @typedef {{ rows: any[], rowCount: number }} Result
 * @typedef {{ query(sql: string, params?: unknown[]): Promise<Result>, script(sql: string): Promise<void>,
 *   rows(sql: string): Promise<any[]> }} Queryable `rows`: one statement that is not kept prepared
 * @typedef {Queryable & {
 *   engine: 'postgresql' | 'pglite',
 *   transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>,
 *   close(): Promise<void>,
 * }} Database
 */

/**
 * Of one instance. More than the database has cores for make it switch between them: with 16 an accept computed a fifth
 * more than with 6, on two cores.
 */
const kConnections = 6;

const kInt8 = 20; // pg_type.oid of int8

/** Reads an int8 as a number, and refuses one that a double cannot hold. */
function safeInteger(text) {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} is beyond 2^53-1`);
  return value;
}

/**
 * Opens the database. `databaseUrl` wins; otherwise `dataDir` is a folder, or `memory://`.
 * @param {{ databaseUrl?: string, dataDir?: string }} options
 * @returns {Promise<Database>}
 */
export async function openDatabase({ databaseUrl, dataDir = 'memory://' }) {
  return databaseUrl ? openPostgres(databaseUrl) : openPglite(dataDir);
}

async function openPostgres(url) {
  const { default: pg } = await import('pg');
  const types = { getTypeParser: (oid, format) => (oid === kInt8 ? safeInteger : pg.types.getTypeParser(oid, format)) };
  const pool = new pg.Pool({ connectionString: url, max: kConnections, types });
  // A connection that dies while idle (a restarted database) is replaced by the pool on the next query.
  pool.on('error', () => {});
  // Every statement is prepared once for each connection: reading and planning it costs the database more than most of
  // them cost to run. (Not behind a PgBouncer that hands out connections by transaction, unless it tracks them.)
  const names = new Map();
  const nameOf = sql => {
    if (!names.has(sql)) names.set(sql, `s${names.size}`);
    return names.get(sql);
  };
  const run = async (client, sql, params) => {
    const { rows, rowCount } = await client.query({ name: nameOf(sql), text: sql, values: params });
    return { rows, rowCount: rowCount ?? 0 };
  };
  return {
    engine: 'postgresql',
    query: (sql, params) => run(pool, sql, params),
    async transaction(work) {
      const client = await pool.connect();
      let broken;
      try {
        await client.query('BEGIN');
        const value = await work({
          query: (sql, params) => run(client, sql, params),
          script: async sql => void (await client.query(sql)),
          rows: async sql => (await client.query(sql)).rows,
        });
        await client.query('COMMIT');
        return value;
      } catch (error) {
        await client.query('ROLLBACK').catch(lost => {
          broken = lost;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    async script(sql) {
      await pool.query(sql);
    },
    rows: async sql => (await pool.query(sql)).rows,
    close: () => endPool(pool),
  };
}

/** Ends a pool and waits until its connections are closed: `pool.end()` alone resolves while they still are being. */
export async function endPool(pool) {
  let open = pool.totalCount;
  const closed = new Promise(done => {
    pool.on('remove', () => {
      open -= 1;
      if (open === 0) done();
    });
  });
  await pool.end();
  if (open > 0) await closed;
}

async function openPglite(dataDir) {
  const { PGlite } = await import('@electric-sql/pglite');
  if (!dataDir.includes('://')) fs.mkdirSync(dataDir, { recursive: true });
  const lite = new PGlite(dataDir, { parsers: { [kInt8]: safeInteger } });
  await lite.waitReady;
  const run = async (on, sql, params) => {
    const { rows, affectedRows } = await on.query(sql, params);
    return { rows, rowCount: affectedRows || rows.length };
  };
  return {
    engine: 'pglite',
    query: (sql, params) => run(lite, sql, params),
    // PGlite has one connection and queues transactions itself, so two never interleave.
    transaction: work =>
      lite.transaction(tx =>
        work({
          query: (sql, params) => run(tx, sql, params),
          script: async sql => void (await tx.exec(sql)),
          rows: async sql => (await tx.query(sql)).rows,
        }),
      ),
    async script(sql) {
      await lite.exec(sql);
    },
    rows: async sql => (await lite.query(sql)).rows,
    close: () => lite.close(),
  };
}
