// SPDX-License-Identifier: MIT
//
// The database ends every connection again and again while purchases are reserved and moved on. A call may fail; none
// may hang or end the process, and what was answered stands once.
import assert from 'node:assert/strict';
import pg from 'pg';
import { migrate, postgresStorage } from 'encore-offers/server';
import { samplePurchase } from 'encore-offers/server/testing';

const requests = 400;
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 8 });
// A pool without a listener ends the process when an idle connection is lost.
pool.on('error', () => {});
const killer = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 1, application_name: 'killer' });
await migrate(pool);
const storage = postgresStorage(pool);

let working = true;
const killing = (async () => {
  while (working) {
    await killer.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name <> 'killer' AND datname = current_database()",
    );
    await new Promise(resolve => setTimeout(resolve, 250));
  }
})();

let lost = 0;
/** Tries until the database answers, as the page and the reconciler do together. */
async function persist(work) {
  for (;;) {
    try {
      return await work();
    } catch {
      lost += 1;
    }
  }
}

await Promise.all(
  Array.from({ length: requests }, async (_, i) => {
    const id = `k${i % (requests / 4)}`;
    const fresh = samplePurchase({ jti: id, order_id: id, candidate_id: 'c' });
    const { purchase } = await persist(() => storage.reserve(fresh));
    await persist(() => storage.swap(id, purchase.version, { state: 'charging' }));
  }),
);
working = false;
await killing;
const { rows } = await killer.query(
  'SELECT count(*)::int AS all, count(DISTINCT jti)::int AS keys FROM encore_purchases',
);
assert.deepEqual(rows, [{ all: requests / 4, keys: requests / 4 }]);
assert.ok(lost > 0, 'connections were lost');
await Promise.all([pool.end(), killer.end()]);
console.log(`${requests} requests, ${lost} lost their connection; every row stands once`);
