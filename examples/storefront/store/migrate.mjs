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
  // The server kit's tables come first: the shop's own may stand on them.
  const { migrate: migrateKit } = await import('encore-offers/server');
  await migrateKit(db);
  const own = fs
    .readdirSync(folder)
    .filter(name => name.endsWith('.sql'))
    .sort()
    .map(name => ({ name, sql: fs.readFileSync(new URL(name, folder), 'utf8') }));
  const applied = [];
  for (const { name, sql } of [...own, ...extra]) {
    // One transaction per file, under one lock: of several instances that start together, one applies it. The table is
    // made there, too, for CREATE … IF NOT EXISTS fails where two sessions run it at once.
    await db.transaction(async tx => {
      await tx.query("SELECT pg_advisory_xact_lock(hashtext('storefront migrations'))");
      await tx.query('CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL)');
      if ((await tx.query('SELECT 1 FROM migrations WHERE name = $1', [name])).rows.length > 0) return;
      await tx.script(sql);
      await tx.query('INSERT INTO migrations VALUES ($1, $2)', [name, new Date(nowMs).toISOString()]);
      applied.push(name);
    });
  }
  return applied;
}
