// SPDX-License-Identifier: MIT
//
// Applies the numbered SQL files of a folder once each, in order, and remembers them by name. The files are
// plain PostgreSQL and run unchanged on PGlite. A file, once released, is never edited: a change is a new file.

import fs from 'node:fs';

/**
 * @param {import('./db.mjs').Database} db
 * @param {{ folder: URL, extra?: { name: string, sql: string }[], nowMs: number }} options `extra`: migrations another
 * package ships
 * @returns {Promise<string[]>} the names applied by this call
 */
export async function migrate(db, { folder, extra = [], nowMs }) {
  await db.query('CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL)');
  const own = fs
    .readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .sort()
    .map(name => ({ name, sql: fs.readFileSync(new URL(name, folder), 'utf8') }));
  const { rows } = await db.query('SELECT name FROM migrations');
  const done = new Set(rows.map(row => row.name));
  const applied = [];
  for (const { name, sql } of [...own, ...extra]) {
    if (done.has(name)) continue;
    // One script per file: the statements and the note that they ran commit together.
    await db.script(
      `BEGIN;\n${sql}\n;INSERT INTO migrations VALUES ('${name}', to_timestamp(${nowMs / 1000}));\nCOMMIT;`,
    );
    applied.push(name);
  }
  return applied;
}
