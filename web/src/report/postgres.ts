// SPDX-License-Identifier: MIT
//
// The shop's own PostgreSQL: the same questions, asked where the events are. The events table holds one JSON document a
// row in a column `body`, as the server kit's collector writes it; orders and refunds are tables of the same shape
// where the shop has them. Nothing is written but temporary tables.

import { currencyDigits, statements, type Database, type Row } from './database.js';
import load from './sql/load-postgres.sql';

/** The little of a driver that is needed: `pg`, and PGlite in tests. */
export interface Client {
  query(sql: string): Promise<{ rows: Row[] }>;
}

interface Driver {
  Client: new (options: object) => Client & { connect(): Promise<void>; end(): Promise<void> };
}

/** By a computed name: the driver is no dependency, so its types are not here either. */
const loadDriver = (name: string): Promise<{ default: Driver }> => import(name) as Promise<{ default: Driver }>;

/** Where the documents stand; a name may carry its schema. */
export interface Tables {
  events: string;
  orders?: string | undefined;
  refunds?: string | undefined;
}

const name = /^[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)?$/;

export const overClient = (client: Client, close: () => Promise<void> = () => Promise.resolve()): Database => ({
  run: async sql => {
    await client.query(sql);
  },
  rows: async sql => (await client.query(sql)).rows,
  close,
});

/** Connects by `pg`. Errors: the package is not installed, with the command; what the driver says. */
export async function openPostgres(url: string): Promise<Database> {
  const driver = await loadDriver('pg').catch(() => {
    throw new Error('--database takes the driver pg, which is not installed: npm install pg');
  });
  const client = new driver.default.Client({ connectionString: url });
  await client.connect();
  return overClient(client, () => client.end());
}

/** Makes the tables that the questions ask. Errors: a table name that is none. */
export async function loadPostgres(database: Database, tables: Tables): Promise<{ lines: number; torn: number }> {
  for (const [view, table] of Object.entries({
    raw_events: tables.events,
    raw_orders: tables.orders,
    raw_refunds: tables.refunds,
  })) {
    if (table !== undefined && !name.test(table))
      throw new Error(`"${table}" is no name of a table, such as encore_events`);
    await database.run(
      `CREATE TEMP VIEW ${view} AS ${table === undefined ? 'SELECT CAST(NULL AS JSONB) AS body LIMIT 0' : `SELECT body FROM ${table}`}`,
    );
  }
  await database.run(currencyDigits);
  for (const statement of statements(load, {})) await database.run(statement);
  const [count] = await database.rows('SELECT COUNT(*) AS n FROM raw_events');
  return { lines: Number(count?.['n'] ?? 0), torn: 0 };
}
