// SPDX-License-Identifier: MIT
//
// Fifty requests at once under one key, on every store: one charge, one line, and each
// request is told either the one success or that it is in progress. The promise is the
// database's constraint, so it is also asked of two servers that share nothing else.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { createOfferServer, memoryStorage, migrate, postgresStorage } from 'encore-offers/server';
import { endPool } from '../../../examples/storefront/store/db.mjs';
import { startCluster } from '../storefront/cluster.mjs';
import { createTestShop } from './shop.mjs';

let glite;
let cluster;
let pool;
after(async () => {
  if (pool) await endPool(pool);
  await (await cluster)?.stop();
});

/** The same tables and statements on whichever database; migrating an existing one is fine. */
async function emptied(db) {
  await migrate(db);
  await db.query('TRUNCATE encore_purchases, encore_extensions');
  return postgresStorage(db);
}

const stores = {
  memory: async () => memoryStorage(),
  PGlite: async () => emptied(await (glite ??= PGlite.create())),
  async PostgreSQL() {
    const { url } = await (cluster ??= startCluster());
    pool ??= new pg.Pool({ connectionString: url, max: 20 });
    return emptied(pool);
  },
};

for (const [name, open] of Object.entries(stores)) {
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
    const told = replies.map(reply => (reply.status === 200 ? 'accepted' : JSON.parse(reply.body).type));
    assert.ok(told.includes('accepted'));
    assert.deepEqual(
      told.filter(word => word !== 'accepted' && word !== 'in_progress'),
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

  test(`${name}: a row comes back as it went in`, async () => {
    const storage = await open();
    const row = {
      jti: 'j',
      order_id: 'o',
      candidate_id: 'c',
      fingerprint: '["c","v",1]',
      state: 'reserved',
      attempt: 1,
      version: 1,
      lease_until_ms: 1_900_000_000_000,
      reserved_at_ms: 1_800_000_000_000,
      hold: 'j:1',
      amount: 2 ** 53 - 1,
      currency: 'KWD',
      line: { title: 'Ä "quoted" \u{1F4F7}', items: [] },
      consent_digest: null,
      sheet_id: 's',
      decision: [1, { a: null }],
      charge_id: null,
      line_id: null,
      order_total: null,
      undo_seconds: 30,
      undo_until_ms: null,
      action_url: null,
      problem: null,
    };
    assert.deepEqual(await storage.reserve(row), { won: true, purchase: row });
    assert.deepEqual(await storage.find('j'), row);
    assert.deepEqual(await storage.reserve({ ...row, amount: 1 }), { won: false, purchase: row });
    assert.equal((await storage.reserve({ ...row, jti: 'other' })).won, false, 'one row for an order and candidate');
    assert.equal(await storage.swap('j', 7, { state: 'charging' }), null);
    const moved = await storage.swap('j', 1, { state: 'charged', order_total: 5, decision: null, version: 99 });
    assert.deepEqual(moved, { ...row, state: 'charged', order_total: 5, decision: null, version: 2 });
    assert.deepEqual(await storage.due(1_900_000_000_000, 10), [moved]);
    assert.deepEqual(await storage.due(1_899_999_999_999, 10), []);
    await storage.swap('j', 2, { state: 'accepted' });
    assert.deepEqual(await storage.due(2_000_000_000_000, 10), []);
    assert.equal(await storage.find('none'), null);
    assert.equal(await storage.extension('j'), null);
    assert.equal(await storage.extendOnce('j', 5), 5);
    assert.equal(await storage.extendOnce('j', 9), 5);
    assert.equal(await storage.extension('j'), 5);
  });
}
