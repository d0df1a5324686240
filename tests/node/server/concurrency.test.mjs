// SPDX-License-Identifier: MIT
//
// The contract of a storage port, then fifty requests at once under one key, on every store:
// one charge, one line, and each request gets either the one success or that it is in
// progress. The promise is the database's constraint, so it is also asked of two servers that
// share nothing else. Last, several instances that start on one empty database.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { PGlite } from '@electric-sql/pglite';
import Sqlite from 'libsql';
import pg from 'pg';
import {
  createOfferServer,
  memoryStorage,
  migrate,
  postgresStorage,
  PurchaseTable,
  sqliteStorage,
} from 'encore-offers/server';
import { samplePurchase, storageContract } from 'encore-offers/server/testing';
import { endPool } from '../../../examples/storefront/store/db.mjs';
import { startCluster } from '../storefront/cluster.mjs';
import { createTestShop } from './shop.mjs';

let glite;
let cluster;
let pool;
const folder = mkdtempSync(join(tmpdir(), 'encore-sqlite-'));
const files = [];
after(async () => {
  for (const file of files) file.close();
  rmSync(folder, { recursive: true });
  if (pool) await endPool(pool);
  await (await cluster)?.stop();
});

/** The same tables and statements on whichever database; migrating an existing one is fine. */
async function emptied(db, instances) {
  await migrate(db);
  await db.query('TRUNCATE encore_purchases, encore_extensions, encore_ledgers');
  return Array.from({ length: instances }, () => postgresStorage(db));
}

const stores = {
  async memory(instances = 1) {
    const table = new PurchaseTable();
    return Array.from({ length: instances }, () => memoryStorage(table));
  },
  /** Each instance has a connection of its own to one file, as a process of its own would. */
  async SQLite(instances = 1) {
    const file = join(folder, `${files.length}.sqlite`);
    return Array.from({ length: instances }, () => {
      files.push(new Sqlite(file));
      return sqliteStorage(files.at(-1));
    });
  },
  PGlite: async (instances = 1) => emptied(await (glite ??= PGlite.create()), instances),
  async PostgreSQL(instances = 1) {
    const { url } = await (cluster ??= startCluster());
    pool ??= new pg.Pool({ connectionString: url, max: 20 });
    return emptied(pool, instances);
  },
};

for (const [name, stand] of Object.entries(stores)) {
  for (const check of storageContract) test(`${name}: ${check.name}`, () => check.run(stand));
}

for (const [name, stand] of Object.entries(stores)) {
  const open = async () => (await stand())[0];
  test(`${name}: fifty duplicates at once are one charge and one line`, async () => {
    const shop = await createTestShop({ storage: await open() });
    const published = await shop.order();
    const second = createOfferServer(shop.ports);
    const { body, key } = shop.acceptBody(published);
    const request = {
      method: 'POST',
      url: '/encore/accept',
      body: JSON.stringify(body),
      headers: {
        origin: 'https://shop.example',
        cookie: 'buyer=o1',
        'content-type': 'application/json',
        'idempotency-key': key,
      },
    };
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, i) => (i % 2 ? shop.server : second).handle(request)),
    );
    const answers = replies.map(reply => (reply.status === 200 ? 'accepted' : JSON.parse(reply.body).type));
    assert.ok(answers.includes('accepted'));
    assert.deepEqual(
      answers.filter(word => word !== 'accepted' && word !== 'in_progress'),
      [],
    );
    assert.deepEqual(shop.books(), { lines: 1, count: 1, amount: 2035 });
    assert.equal(shop.gateway.charged, 1);
    assert.equal(shop.room.pieces.get('mem-64'), 4);
    assert.equal((await shop.server.handle(request)).status, 200);
  });

  test(`${name}: fifty different choices at once are one purchase`, async () => {
    const shop = await createTestShop({ storage: await open() });
    const published = await shop.order();
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        shop.accept(published, 'card', { variant_id: i % 2 ? 'mem-64' : 'mem-128', quantity: 1 + (i % 3) }),
      ),
    );
    const won = replies.filter(reply => reply.status === 200);
    assert.equal(new Set(won.map(reply => reply.json.charged)).size, 1);
    assert.equal(shop.gateway.charged, 1);
    assert.equal(shop.books().lines, 1);
    assert.ok(
      replies.every(reply => reply.status === 200 || ['in_progress', 'already_accepted'].includes(reply.json.type)),
    );
  });

  test(`${name}: the last piece is sold once among different orders`, async () => {
    const shop = await createTestShop({ storage: await open() });
    shop.room.pieces.set('mem-64', 1);
    const orders = await Promise.all(['o1', 'o2', 'o3', 'o4'].map(id => shop.order(id)));
    const replies = await Promise.all(
      orders.map((published, i) => shop.accept(published, 'card', {}, { cookie: `buyer=o${i + 1}` })),
    );
    assert.equal(replies.filter(reply => reply.status === 200).length, 1);
    assert.equal(replies.filter(reply => reply.json.type === 'out_of_stock').length, 3);
    assert.equal(shop.gateway.charged, 1);
  });

  test(`${name}: undo pressed twenty times refunds once`, async () => {
    const shop = await createTestShop({ storage: await open() });
    const published = await shop.order();
    await shop.accept(published, 'card');
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => shop.send('POST', `undo/${published.tokens[0].key}`, {})),
    );
    assert.ok(replies.some(reply => reply.status === 200));
    assert.ok(replies.every(reply => reply.status === 200 || reply.json.type === 'in_progress'));
    assert.equal(shop.gateway.refunds.size, 1);
    assert.deepEqual(shop.books(), { lines: 0, count: 0, amount: 0 });
  });
}

test('PostgreSQL: instances that start together on an empty database all come up, ten times over', async () => {
  const { url } = await (cluster ??= startCluster());
  pool ??= new pg.Pool({ connectionString: url, max: 20 });
  for (let round = 0; round < 10; round++) {
    const names = { schema: `round_${round}`, prefix: 'shop_' };
    await Promise.all(Array.from({ length: 6 }, () => migrate(pool, names)));
    const { rows } = await pool.query(`SELECT version FROM round_${round}.shop_migrations ORDER BY version`);
    assert.deepEqual(rows, [{ version: 1 }, { version: 2 }, { version: 3 }]);
    const [check] = storageContract;
    await check.run(async () => [postgresStorage(pool, names)]);
  }
  assert.throws(() => postgresStorage(pool, { prefix: 'a"; DROP' }), /use lower-case letters/);
});

test('purging forgets settled purchases and what belongs to them, and leaves the rest', async () => {
  for (const stand of Object.values(stores)) {
    const [storage] = await stand();
    const row = more => samplePurchase({ state: 'accepted', reserved_at_ms: 100, keep_until_ms: null, ...more });
    await storage.reserve(row({ jti: 'old', order_id: 'o1' }));
    await storage.reserve(row({ jti: 'unsettled', order_id: 'o2', state: 'refunding' }));
    await storage.reserve(row({ jti: 'young', order_id: 'o3', reserved_at_ms: 300 }));
    await storage.reserve(row({ jti: 'agreed', order_id: 'o4', keep_until_ms: 5_000 }));
    await storage.reserve(row({ jti: 'refused', order_id: 'o5', state: 'free', keep_until_ms: 5_000 }));
    await storage.extendOnce('old', 150);
    assert.equal(await storage.purge(200, 4_000), 2);
    assert.deepEqual(
      await Promise.all(
        ['old', 'refused', 'unsettled', 'young', 'agreed'].map(async jti => (await storage.find(jti)) !== null),
      ),
      [false, false, true, true, true],
    );
    assert.equal(await storage.purge(200, 5_001), 1, 'its proof need not be kept any more');
    assert.equal(await storage.extension('old'), null);
    await storage.purge(1_000);
  }
});
