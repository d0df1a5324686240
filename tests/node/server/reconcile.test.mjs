// SPDX-License-Identifier: MIT
//
// The reconciler under rows that will not settle: none of them keeps another from its turn,
// what is stuck is reported, and stock waits for no refund. Two shops in one table each
// finish their own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createKeyring, memoryStorage, PurchaseTable } from 'encore-offers/server';
import { samplePurchase } from 'encore-offers/server/testing';
import { createTestShop, ORIGIN, START } from './shop.mjs';

const MINUTE = 60_000;

/** Rows that wait for a refund which does not come through, older than any other. */
function poison(table, count) {
  for (let i = 0; i < count; i++)
    table.reserve(
      samplePurchase({
        jti: `poisoned-${i}`,
        issuer: ORIGIN,
        order_id: `p${i}`,
        state: 'refunding',
        charge_id: 'ch_0',
        amount: 100,
        lease_until_ms: 0,
        retry_at_ms: START - 1_000_000 + i,
        reserved_at_ms: START - 1_000_000 + i,
      }),
    );
}

async function shopWithCharged(count, options = {}) {
  const table = new PurchaseTable();
  poison(table, count);
  const stuck = [];
  const shop = await createTestShop({
    storage: memoryStorage(table),
    gateway: { refund: async () => false },
    onStuck: purchase => stuck.push(purchase),
    ...options,
  });
  const published = await shop.order();
  const { addLine } = shop.ports.orders;
  shop.ports.orders.addLine = async () => {
    throw new Error('the process died here');
  };
  await shop.accept(published, 'card');
  shop.ports.orders.addLine = addLine;
  shop.now += 31_000;
  return { shop, table, stuck, key: published.tokens[0].key };
}

test('a hundred refunds that fail do not keep a charged purchase from its line', async () => {
  const { shop, table, key } = await shopWithCharged(100);
  await shop.server.reconcile();
  await shop.server.reconcile();
  assert.equal(table.find(key).state, 'accepted');
  assert.deepEqual(shop.books().lines, 1);
});

test('neither do a hundred whose port throws', async () => {
  const { shop, table, key } = await shopWithCharged(100, {
    gateway: {
      async refund() {
        throw new Error('no gateway');
      },
    },
  });
  await shop.server.reconcile();
  await shop.server.reconcile();
  assert.equal(table.find(key).state, 'accepted');
});

test('pauses double up to a quarter of an hour, and a row that moves on begins again', async () => {
  const { shop, table } = await shopWithCharged(1);
  const pauses = [];
  for (let i = 0; i < 12; i++) {
    await shop.server.reconcile();
    const { retry_at_ms } = table.find('poisoned-0');
    pauses.push((retry_at_ms - shop.now) / 1000);
    shop.now = retry_at_ms;
  }
  assert.deepEqual(pauses, [5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900, 900]);
  shop.ports.gateway.refund = async () => true;
  await shop.server.reconcile();
  assert.deepEqual([table.find('poisoned-0').state, table.find('poisoned-0').tries], ['refunded', 0]);
});

test('what is unsettled for too long is reported at each try, without token or name; else it is printed', async () => {
  const { shop, stuck } = await shopWithCharged(1);
  assert.equal((await shop.server.reconcile()).stuck, 0);
  shop.now += 61 * MINUTE;
  assert.equal((await shop.server.reconcile()).stuck, 1);
  assert.deepEqual(Object.keys(stuck[0]).sort(), [
    'amount',
    'candidate_id',
    'currency',
    'jti',
    'order_id',
    'reserved_at_ms',
    'state',
    'tries',
  ]);
  const silent = await shopWithCharged(1, { onStuck: undefined });
  silent.shop.now += 61 * MINUTE;
  await silent.shop.server.reconcile();
  assert.match(String(silent.shop.errors.at(-1).error.message), /purchase poisoned-0 of order p0 is refunding since/);
});

test('stock is given back although the refund is not through', async () => {
  const shop = await createTestShop({ gateway: { refund: async () => false } });
  const published = await shop.order();
  const { json } = await shop.accept(published, 'card');
  assert.equal(shop.room.pieces.get('mem-64'), 4);
  await shop.send('POST', `undo/${json.purchase_id}`, {});
  assert.equal(shop.room.pieces.get('mem-64'), 5);
});

test('two shops in one table: neither sees, finishes or undoes what the other sold', async () => {
  const storage = memoryStorage();
  const secret = 'another secret of more than thirty-two bytes, for tests';
  const keys = await createKeyring({
    issuer: 'https://other.example',
    current: 'k1',
    keys: [{ kid: 'k1', alg: 'HS256', secret }],
  });
  const a = await createTestShop({ storage });
  const b = await createTestShop({ storage, keys });
  const [ofA, ofB] = [await a.order(), await b.order()];
  const first = await a.accept(ofA, 'card');
  const second = await b.accept(ofB, 'card');
  assert.deepEqual([first.status, second.status], [200, 200]);
  assert.notEqual(first.json.purchase_id, second.json.purchase_id);
  assert.deepEqual([a.books().count, b.books().count], [1, 1]);
  const { purchase_id } = first.json;
  assert.equal((await b.send('GET', `status/${purchase_id}`)).status, 404);
  assert.equal((await b.send('POST', `undo/${purchase_id}`, {})).status, 404);
  await a.accept(ofA, 'care', { consent: true });
  b.now += 31_000;
  assert.equal((await b.server.reconcile()).seen, 0);
});
