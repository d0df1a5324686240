// SPDX-License-Identifier: MIT
//
// Where `encore serve` keeps purchases: PostgreSQL where an address is given, else a SQLite file in the data folder.
// The drivers are optional packages, loaded when they are needed.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StoragePort } from '../server/ports.js';
import { migrate, postgresStorage } from '../server/index.js';
import { sqliteStorage, type SqliteDatabase } from '../server/storage/sqlite.js';

export interface OpenStore {
  storage: StoragePort;
  /** What it is, for the first line that the process prints. */
  description: string;
  close(): Promise<void>;
}

/** The driver's module. Errors: what to install, where it is not there. */
async function optional<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Error(`the package "${name}" is needed for this and is not installed: npm install ${name}`, {
      cause: error,
    });
  }
}

async function openPostgres(databaseUrl: string): Promise<OpenStore> {
  const { default: pg } = await optional('pg', () => import('pg'));
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 });
  await migrate(pool);
  return { storage: postgresStorage(pool), description: 'PostgreSQL', close: () => pool.end() };
}

async function openSqlite(path: string): Promise<OpenStore> {
  const { default: Database } = await optional('libsql', () => import('libsql'));
  const db = new Database(path) as unknown as SqliteDatabase & { close(): void };
  return {
    storage: sqliteStorage(db),
    description: `SQLite, ${path}`,
    close: () => {
      db.close();
      return Promise.resolve();
    },
  };
}

/** Opens the store that the configuration names. Errors: the driver's, or a sentence that says what to install. */
export async function openStore(databaseUrl: string | null, data: string): Promise<OpenStore> {
  if (databaseUrl !== null) return openPostgres(databaseUrl);
  mkdirSync(data, { recursive: true });
  return openSqlite(join(data, 'encore.sqlite'));
}
