// SPDX-License-Identifier: MIT
//
// What the shop does every night with what it saw by day: a report, which pauses the offers that certainly earn too
// little, and a model of take rates, which the next sheets are chosen with. `examples/storefront/nightly.mjs` asks a
// running shop for it.

import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { kProducts } from '../catalogue/catalogue.mjs';
import { kReserve, readReport } from './report.mjs';

const kBatch = 5000;
const kModelsKept = 10;
const run = promisify(execFile);

/** Writes what a query gives, in the order of its first column, one JSON document a line. */
async function writeLines(file, db, sql) {
  const handle = await fs.open(file, 'w');
  try {
    for (let from = 0; ; from += kBatch) {
      const { rows } = await db.query(`${sql} ORDER BY 1 LIMIT ${kBatch} OFFSET $1`, [from]);
      await handle.write(rows.map(({ body }) => `${JSON.stringify(body)}\n`).join(''));
      if (rows.length < kBatch) return;
    }
  } finally {
    await handle.close();
  }
}

const kOrders = `SELECT o.id, jsonb_build_object('at', o.placed_at,
    'order', jsonb_build_object('id', o.id, 'status', o.status, 'total', o.total, 'currency', o.currency,
      'lines', (SELECT jsonb_agg(jsonb_build_object('product_id', l.product_id, 'family', p.family,
        'categories', jsonb_build_array(p.trade), 'quantity', l.quantity, 'unit_price', l.unit_price, 'paid', l.paid))
        FROM order_lines l JOIN products p ON p.id = l.product_id WHERE l.order_id = o.id AND l.candidate_id IS NULL)),
    'customer', jsonb_build_object('orders_count',
      row_number() OVER (PARTITION BY o.email ORDER BY o.placed_at, o.id))) AS body
  FROM orders o WHERE o.status <> 'open'`;
// Rows of the past that were never published to this shop's sheets would be faults: an event needs its order.
const kEvents = `SELECT e.id, e.body FROM encore_events e JOIN orders o ON o.id = e.order_id
  WHERE e.event IN ('published', 'accepted', 'undone') AND o.status <> 'open'`;

/** Fits a model by the command line, as any shop would, and keeps it. @returns {Promise<string>} its id */
async function learnModel(db, nowMs) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'shop-nightly-'));
  const file = name => path.join(folder, name);
  try {
    await writeLines(file('orders.ndjson'), db, kOrders);
    await writeLines(file('events.ndjson'), db, kEvents);
    const rows = kProducts.map(({ id, title, family, trade, variants }) => ({
      product: {
        id,
        title,
        family,
        categories: [trade],
        variants: variants.map(({ id: v, price }) => ({ id: v, price })),
      },
    }));
    await fs.writeFile(file('catalogue.ndjson'), rows.map(row => JSON.stringify(row)).join('\n'));
    const command = fileURLToPath(new URL('dist/cli.js', import.meta.resolve('encore-offers/package.json')));
    const files = ['orders', 'events', 'catalogue'].flatMap(name => [`--${name}`, file(`${name}.ndjson`)]);
    const { stdout } = await run(process.execPath, [command, 'learn', ...files, '--output', file('model.json')]);
    const model = JSON.parse(await fs.readFile(file('model.json'), 'utf8'));
    await db.query(
      `INSERT INTO learned_models VALUES ($1, $2, $3, $4::jsonb)
       ON CONFLICT (id) DO UPDATE SET learned_at = excluded.learned_at`,
      [model.model_id, new Date(nowMs).toISOString(), stdout, JSON.stringify(model)],
    );
    await db.query(
      'DELETE FROM learned_models WHERE id NOT IN (SELECT id FROM learned_models ORDER BY learned_at DESC LIMIT $1)',
      [kModelsKept],
    );
    return model.model_id;
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

/** Pauses what the report is sure of. What is paused stays so until the merchant lets it go on. */
async function pauseOffers(db, nowMs) {
  const { offers } = await readReport(db, nowMs);
  const paused = offers.filter(({ verdict }) => verdict === 'pause');
  for (const { candidate_id, shown, accepted, margin_per_1000_shows: margin } of paused) {
    const because = `at most ${Math.ceil(margin.high / 1000)} cents a show, where ${kReserve} are asked`;
    await db.query('INSERT INTO paused_offers VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', [
      candidate_id,
      new Date(nowMs).toISOString(),
      shown,
      accepted,
      because,
    ]);
  }
  return paused.map(({ candidate_id }) => candidate_id);
}

/** One night's work. @param {{ db: import('../store/db.mjs').Database, nowMs: number }} options */
export async function nightly({ db, nowMs }) {
  const paused = await pauseOffers(db, nowMs);
  return { paused, model_id: await learnModel(db, nowMs) };
}

/** The model that sheets are chosen with, or undefined before the first night. */
export async function latestModel(db) {
  const { rows } = await db.query('SELECT body FROM learned_models ORDER BY learned_at DESC LIMIT 1');
  return rows[0]?.body;
}
