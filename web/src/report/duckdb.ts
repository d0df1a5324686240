// SPDX-License-Identifier: MIT
//
// The embedded database: DuckDB reads files larger than memory. An optional package, asked for by name where it is
// missing. Lines that are no event are left out by the reader and counted as torn.

import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currencyDigits, statements, type Database } from './database.js';
import load from './sql/load-duckdb.sql';

const offer =
  'STRUCT(candidate_id VARCHAR, product_id VARCHAR, step INTEGER, subtotal BIGINT, total BIGINT, take_rate_ppm BIGINT, contribution BIGINT)[]';
const columns = {
  raw_events: {
    id: 'VARCHAR',
    event: 'VARCHAR',
    at: 'VARCHAR',
    source: 'VARCHAR',
    order_id: 'VARCHAR',
    policy_id: 'VARCHAR',
    visitor_id: 'VARCHAR',
    currency: 'VARCHAR',
    holdout: 'BOOLEAN',
    holdout_bps: 'INTEGER',
    device: 'VARCHAR',
    candidate_id: 'VARCHAR',
    product_id: 'VARCHAR',
    slot: 'INTEGER',
    step: 'INTEGER',
    quote: 'STRUCT(total BIGINT, tax BIGINT)',
    charged: 'BIGINT',
    purchase_id: 'VARCHAR',
    amount: 'BIGINT',
    problem: 'VARCHAR',
    why: 'VARCHAR',
    slots: offer,
    considered: offer,
    left_out: 'STRUCT(candidate_id VARCHAR, reasons VARCHAR[], withheld BIGINT)[]',
    experiments: 'STRUCT(experiment VARCHAR, variation INTEGER, weights_bps BIGINT[])[]',
  },
  raw_orders: {
    at: 'VARCHAR',
    order:
      'STRUCT(id VARCHAR, status VARCHAR, total BIGINT, currency VARCHAR, tax_included BOOLEAN, ' +
      'shop_currency VARCHAR, rate VARCHAR, ' +
      'lines STRUCT(paid BIGINT, unit_price BIGINT, quantity DOUBLE, tax BIGINT, unit_cost BIGINT)[])',
    customer: 'STRUCT(id VARCHAR)',
  },
  raw_refunds: {
    id: 'VARCHAR',
    at: 'VARCHAR',
    order_id: 'VARCHAR',
    line_id: 'VARCHAR',
    purchase_id: 'VARCHAR',
    product_id: 'VARCHAR',
    amount: 'BIGINT',
    kind: 'VARCHAR',
    currency: 'VARCHAR',
  },
};
type Table = keyof typeof columns;

/** The files of a report. */
export interface Sources {
  events: string;
  orders?: string | undefined;
  refunds?: string | undefined;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Lines of a file that are not blank. */
async function countLines(path: string): Promise<number> {
  let lines = 0;
  let blank = true;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    for (let at = 0; at < chunk.length;) {
      const end = chunk.indexOf(10, at);
      const stop = end < 0 ? chunk.length : end;
      if (blank && stop > at) blank = !chunk.subarray(at, stop).some(byte => byte > 32);
      if (end < 0) break;
      if (!blank) lines += 1;
      blank = true;
      at = end + 1;
    }
  }
  return lines + (blank ? 0 : 1);
}

/** The SELECT list that gives a flat file (CSV, Parquet) the shape of the NDJSON one. */
function unflattened(table: Table, present: ReadonlySet<string>): string {
  const value = (name: string, type: string): string =>
    present.has(name) ? `TRY_CAST("${name}" AS ${type})` : `CAST(NULL AS ${type})`;
  const shape = (name: string, type: string): string => {
    const fields = /^STRUCT\((.*)\)(\[\])?$/.exec(type);
    if (!fields) return type.endsWith('[]') && present.has(name) ? list(name, type.slice(0, -2)) : value(name, type);
    const members = [...(fields[1] ?? '').matchAll(/(\w+) ((?:[^,()]|\([^()]*\))+)/g)].map(
      ([, key = '', of = '']): [string, string] => [key, of],
    );
    if (!fields[2]) return `{${members.map(([key, of]) => `'${key}': ${value(`${name}_${key}`, of)}`).join(', ')}}`;
    const [first] = members.filter(([key]) => present.has(`${name}_${key}`));
    if (!first) return `CAST(NULL AS ${type})`;
    const at = `string_split("${name}_${first[0]}", '|')`;
    const entry = members.map(([key, of]) => {
      const column = `${name}_${key}`;
      if (!present.has(column)) return `'${key}': CAST(NULL AS ${of})`;
      const text = `NULLIF(string_split(CAST("${column}" AS VARCHAR), '|')[i], '')`;
      return of.endsWith('[]')
        ? `'${key}': CAST(string_split(${text}, '+') AS ${of})`
        : `'${key}': TRY_CAST(${text} AS ${of})`;
    });
    return `CASE WHEN COALESCE("${name}_${first[0]}", '') = '' THEN [] ELSE list_transform(range(1, len(${at}) + 1), lambda i: {${entry.join(', ')}}) END`;
  };
  const list = (name: string, of: string): string =>
    `list_transform(string_split("${name}", '|'), lambda x: TRY_CAST(x AS ${of}))`;
  return Object.entries(columns[table])
    .map(([name, type]) => `${shape(name, type)} AS "${name}"`)
    .join(', ');
}

/** Starts DuckDB on a file of its own that `close` removes. Errors: the package is not installed, with the command. */
export async function openDuckdb({ memory = '1400MB' } = {}): Promise<Database> {
  const { DuckDBInstance } = await import('@duckdb/node-api').catch(() => {
    throw new Error('reading files of events takes DuckDB, which is not installed: npm install @duckdb/node-api');
  });
  const folder = mkdtempSync(join(tmpdir(), 'encore-report-'));
  const instance = await DuckDBInstance.create(join(folder, 'report.duckdb'), {
    memory_limit: memory,
    temp_directory: folder,
    preserve_insertion_order: 'false',
  });
  const connection = await instance.connect();
  return {
    run: async sql => {
      await connection.run(sql);
    },
    rows: async sql => (await connection.runAndReadAll(sql)).getRowObjectsJson(),
    close: () => {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

async function readTable(
  database: Database,
  table: Table,
  path: string | undefined,
): Promise<{ lines: number; torn: number }> {
  const shape = columns[table];
  if (path === undefined) {
    const empty = Object.entries(shape).map(([name, type]) => `CAST(NULL AS ${type}) AS "${name}"`);
    await database.run(`CREATE TEMP TABLE ${table} AS SELECT ${empty.join(', ')} LIMIT 0`);
    return { lines: 0, torn: 0 };
  }
  const flat = /\.parquet$/i.test(path) ? 'read_parquet' : /\.csv(?:\.gz)?$/i.test(path) ? 'read_csv' : undefined;
  if (flat) {
    const source =
      flat === 'read_csv' ? `read_csv(${quoted(path)}, all_varchar = true)` : `read_parquet(${quoted(path)})`;
    const described = await database.rows(`DESCRIBE SELECT * FROM ${source}`);
    const present = new Set(described.map(row => String(row['column_name'])));
    await database.run(`CREATE TEMP TABLE ${table} AS SELECT ${unflattened(table, present)} FROM ${source}`);
    const [count] = await database.rows(`SELECT COUNT(*) AS n FROM ${table}`);
    return { lines: Number(count?.['n'] ?? 0), torn: 0 };
  }
  const types = Object.entries(shape).map(([name, type]) => `${quoted(name)}: ${quoted(type)}`);
  await database.run(
    `CREATE TEMP TABLE ${table} AS SELECT * FROM read_json(${quoted(path)}, format = 'newline_delimited', ` +
      `ignore_errors = true, maximum_object_size = 33554432, columns = {${types.join(', ')}})`,
  );
  // A line that cannot be read is a row without a value.
  const key = table === 'raw_events' ? 'event' : '"at"';
  const [count] = await database.rows(`SELECT COUNT(${key}) AS n FROM ${table}`);
  const lines = path.endsWith('.gz') ? Number(count?.['n'] ?? 0) : await countLines(path);
  return { lines, torn: Math.max(lines - Number(count?.['n'] ?? 0), 0) };
}

/** Reads the files into the tables that the questions ask. */
export async function loadDuckdb(database: Database, sources: Sources): Promise<{ lines: number; torn: number }> {
  const counts = await readTable(database, 'raw_events', sources.events);
  await readTable(database, 'raw_orders', sources.orders);
  await readTable(database, 'raw_refunds', sources.refunds);
  await database.run(currencyDigits);
  for (const statement of statements(load, {})) await database.run(statement);
  for (const table of ['raw_events', 'raw_orders', 'raw_refunds']) await database.run(`DROP TABLE ${table}`);
  return counts;
}
