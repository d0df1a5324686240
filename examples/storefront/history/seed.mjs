// SPDX-License-Identifier: MIT
//
// Writes the invented past into the database, once, in bulk: one statement per few thousand rows, each row set
// travelling as one JSON parameter.

import { kCurrency } from '../money.mjs';
import { pseudonyms, secretNamed } from '../store/secrets.mjs';
import { inventPast } from './past.mjs';

const kBatch = 4000;

async function insertAll(tx, rows, sql, onRows) {
  for (let i = 0; i < rows.length; i += kBatch) {
    const batch = rows.slice(i, i + kBatch);
    await tx.query(sql, [JSON.stringify(batch)]);
    onRows(batch.length);
  }
}

/**
 * Seeds the history unless it is there.
 * @param {import('../store/db.mjs').Database} db
 * @param {{ nowMs: number, orders?: number, seed?: number, onProgress?: (done: number, all: number) => void }} options
 * @returns {Promise<number>} the historic orders written by this call
 */
export async function seedHistory(db, { nowMs, orders, seed, onProgress = () => {} }) {
  const { postgresEvents } = await import('encore-offers/server');
  const isThere = async on => (await on.query('SELECT 1 FROM orders WHERE historic LIMIT 1')).rows.length > 0;
  if (await isThere(db)) return 0;
  const past = inventPast({ nowMs, orders, seed, visitorOf: pseudonyms(await secretNamed(db, 'visitor')) });
  const all = past.orders.length + past.lines.length + past.events.length;
  let done = 0;
  const onRows = count => {
    done += count;
    onProgress(done, all);
  };
  await db.transaction(async tx => {
    // Of several instances that start together, one writes.
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('storefront history'))");
    if (await isThere(tx)) return;
    await insertAll(
      tx,
      past.orders,
      `INSERT INTO orders (id, number, placed_at, status, email, first_name, country, currency, subtotal, shipping, tax, total, historic)
       SELECT id, 'E' || nextval('order_numbers'), placed_at, status, email, first_name, country, '${kCurrency}', subtotal, shipping, tax, total, true
       FROM jsonb_to_recordset($1::jsonb) AS t(id text, placed_at timestamptz, status text, email text, first_name text, country text, subtotal bigint, shipping bigint, tax bigint, total bigint)`,
      onRows,
    );
    await insertAll(
      tx,
      past.lines,
      `INSERT INTO order_lines (id, order_id, position, product_id, variant_id, title, quantity, unit_price, paid, tax)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS t(id text, order_id text, position bigint, product_id text, variant_id text, title text, quantity bigint, unit_price bigint, paid bigint, tax bigint)`,
      onRows,
    );
    const collector = postgresEvents(tx);
    for (let i = 0; i < past.events.length; i += kBatch) {
      const batch = past.events.slice(i, i + kBatch);
      await collector.append(batch);
      onRows(batch.length);
    }
  });
  return past.orders.length;
}
