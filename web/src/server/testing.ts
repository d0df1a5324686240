// SPDX-License-Identifier: MIT
//
// The contract of a storage port as a list of checks, each a name that states a promise and a
// function that throws where a store breaks it. Any test runner can go through them:
//
//   import { storageContract } from 'encore-offers/server/testing';
//   for (const { name, run } of storageContract) test(name, () => run(openEmptyStore));
//
// `openEmptyStore` gives a store without rows; a check may ask for several, and they are to
// stand for instances of one shop: give them the same database, each its own connection.
import assert from 'node:assert/strict';
import { emptyLedger } from './ledger.js';
import type { OrderLedger, PublishedRecord, Purchase, StoragePort } from './ports.js';

/** Empties the database and opens as many stores over it as asked for. */
export type OpenStores = (instances: number) => Promise<StoragePort[]>;

export interface StorageCheck {
  name: string;
  run(open: OpenStores): Promise<void>;
}

const ISSUER = 'https://shop.example';
const AT_ONCE = 20;

const published: PublishedRecord = {
  at_ms: 1_800_000_000_000,
  holdout: false,
  giveaway_budget: 500,
  max_accepts: null,
  surfaces: { thank_you: { max_offers: 2, max_steps: 3 } },
  lines: { 'l"1': 2 },
  offers: { c: { deadline_ms: 1_800_000_060_000, costs: null }, g: { deadline_ms: null, costs: { v: 450 } } },
};

/** A row as the kit writes it, with values that are easily lost: large amounts, quotes, nested null. */
export function samplePurchase(changes: Partial<Purchase> = {}): Purchase {
  return {
    jti: 'j',
    issuer: ISSUER,
    order_id: 'o',
    candidate_id: 'c',
    surface: 'thank_you',
    step: 1,
    instead_of: null,
    fingerprint: '["c","v",1]',
    state: 'reserved',
    attempt: 1,
    version: 1,
    lease_until_ms: 1_900_000_000_000,
    retry_at_ms: 1_900_000_000_000,
    tries: 0,
    reserved_at_ms: 1_800_000_000_000,
    hold: 'j:1',
    amount: 2 ** 53 - 1,
    currency: 'KWD',
    line: { title: 'Ä "quoted" \u{1F4F7}', items: [], replaces: null } as unknown as Purchase['line'],
    consent_digest: null,
    consent: { text: 'Ä', url: null, version: '2', locale: 'de', at_ms: 1, total: 2, currency: 'EUR' },
    keep_until_ms: 2 ** 40,
    sheet_id: 's',
    decision: [1, { a: null }],
    charge_id: null,
    line_id: null,
    order_total: null,
    undo_seconds: 30,
    undo_until_ms: null,
    action_url: null,
    problem: null,
    problem_reason: null,
    ...changes,
  };
}

/** Runs `attempt` many times at once, turn by turn on each store. */
const atOnce = <T>(
  stores: readonly StoragePort[],
  attempt: (store: StoragePort, i: number) => Promise<T>,
): Promise<T[]> =>
  Promise.all(
    Array.from({ length: AT_ONCE }, (_, i) => {
      const store = stores[i % stores.length];
      assert.ok(store !== undefined, 'open(n) gives n stores');
      return attempt(store, i);
    }),
  );

const one = async (open: OpenStores): Promise<StoragePort> => {
  const [store] = await open(1);
  assert.ok(store !== undefined, 'open(1) gives one store');
  return store;
};

const ledgerOf = async (store: StoragePort, orderId = 'o'): Promise<OrderLedger> =>
  (await store.ledger(ISSUER, orderId)).ledger;

const rows: StorageCheck[] = [
  {
    name: 'a row comes back as it went in',
    async run(open) {
      const store = await one(open);
      const row = samplePurchase();
      assert.deepEqual(await store.reserve(row), { won: true, purchase: row });
      assert.deepEqual(await store.find('j'), row);
      assert.equal(await store.find('none'), null);
    },
  },
  {
    name: 'a second row under a token id, or for an offer of the order, is refused with the first one',
    async run(open) {
      const store = await one(open);
      const row = samplePurchase();
      await store.reserve(row);
      assert.deepEqual(await store.reserve({ ...row, amount: 1 }), { won: false, purchase: row });
      assert.deepEqual(await store.reserve({ ...row, jti: 'other' }), { won: false, purchase: row });
    },
  },
  {
    name: 'two shops in one table do not meet: the same order and offer of another issuer is another row',
    async run(open) {
      const store = await one(open);
      await store.reserve(samplePurchase());
      const other = samplePurchase({ jti: 'j2', issuer: 'https://other.example' });
      assert.equal((await store.reserve(other)).won, true);
      assert.deepEqual(
        (await store.ledger(ISSUER, 'o')).purchases.map(({ jti }) => jti),
        ['j'],
      );
      assert.deepEqual(
        (await store.due(ISSUER, 2_000_000_000_000, 9)).map(({ jti }) => jti),
        ['j'],
      );
    },
  },
  {
    name: 'of many reservations at once, on several instances, one wins and all hear of it',
    async run(open) {
      const stores = await open(2);
      const results = await atOnce(stores, (store, i) => store.reserve(samplePurchase({ amount: i })));
      assert.equal(results.filter(result => result.won).length, 1);
      const amounts = new Set(results.map(result => result.purchase.amount));
      assert.equal(amounts.size, 1, 'each of them gets the row of the winner');
    },
  },
  {
    name: 'a change needs the version it was decided on, and raises it',
    async run(open) {
      const store = await one(open);
      const row = samplePurchase();
      await store.reserve(row);
      assert.equal(await store.swap('j', 7, { state: 'charging' }), null);
      const moved = await store.swap('j', 1, { state: 'charged', order_total: 5, decision: null, version: 99 });
      assert.deepEqual(moved, { ...row, state: 'charged', order_total: 5, decision: null, version: 2 });
      assert.equal(await store.swap('none', 1, { state: 'free' }), null);
    },
  },
  {
    name: 'of many changes at once one happens',
    async run(open) {
      const stores = await open(2);
      await stores[0]?.reserve(samplePurchase());
      const results = await atOnce(stores, (store, i) => store.swap('j', 1, { line_id: String(i) }));
      assert.equal(results.filter(result => result !== null).length, 1);
    },
  },
  {
    name: 'due are unsettled rows without a lease whose next try has come, longest due first',
    async run(open) {
      const store = await one(open);
      const row = (jti: string, more: Partial<Purchase>): Promise<unknown> =>
        store.reserve(samplePurchase({ jti, candidate_id: jti, lease_until_ms: 100, retry_at_ms: 100, ...more }));
      await row('settled', { state: 'accepted' });
      await row('leased', { lease_until_ms: 201 });
      await row('waiting', { retry_at_ms: 201 });
      await row('second', { retry_at_ms: 150, state: 'refunding' });
      await row('first', { retry_at_ms: 120, reserved_at_ms: 1_900_000_000_000 });
      assert.deepEqual(
        (await store.due(ISSUER, 200, 10)).map(({ jti }) => jti),
        ['first', 'second'],
      );
      assert.deepEqual(
        (await store.due(ISSUER, 200, 1)).map(({ jti }) => jti),
        ['first'],
      );
      assert.deepEqual(await store.due('https://other.example', 200, 10), []);
    },
  },
];

const ledgers: StorageCheck[] = [
  {
    name: 'an order without a ledger has an empty one, of version 0',
    async run(open) {
      const store = await one(open);
      assert.deepEqual(await store.ledger(ISSUER, 'o'), { ledger: emptyLedger(ISSUER, 'o'), purchases: [] });
    },
  },
  {
    name: 'a ledger comes back as it went in, one version further',
    async run(open) {
      const store = await one(open);
      const ledger = { ...emptyLedger(ISSUER, 'o'), published, declined: { 'a "b"': 2 } };
      assert.equal(await store.commit({ ledger, purchase: null }), true);
      assert.deepEqual(await ledgerOf(store), { ...ledger, version: 1 });
      assert.deepEqual(await ledgerOf(store, 'other'), emptyLedger(ISSUER, 'other'));
    },
  },
  {
    name: 'a commit that was decided on an older ledger writes neither ledger nor purchase',
    async run(open) {
      const store = await one(open);
      const stale = await ledgerOf(store);
      await store.commit({ ledger: { ...stale, published }, purchase: null });
      const commit = { ledger: { ...stale, declined: { a: 1 } }, purchase: samplePurchase() };
      assert.equal(await store.commit(commit), false);
      assert.equal(await store.find('j'), null);
      assert.deepEqual(await ledgerOf(store), { ...emptyLedger(ISSUER, 'o'), version: 1, published });
    },
  },
  {
    name: 'a commit whose purchase is taken writes neither',
    async run(open) {
      const store = await one(open);
      const row = samplePurchase();
      await store.reserve(row);
      const ledger = { ...(await ledgerOf(store)), declined: { a: 1 } };
      assert.equal(await store.commit({ ledger, purchase: { ...row, amount: 1 } }), false);
      assert.equal(await store.commit({ ledger, purchase: { ...row, amount: 1, version: 3 } }), false);
      assert.deepEqual(await store.find('j'), row);
      assert.deepEqual((await ledgerOf(store)).declined, {});
    },
  },
  {
    name: 'a commit puts a purchase in the place of the freed one whose version is one less',
    async run(open) {
      const store = await one(open);
      await store.reserve(samplePurchase({ state: 'free', problem: 'price_changed' }));
      const again = samplePurchase({ version: 2, amount: 7, hold: 'j:2' });
      assert.equal(await store.commit({ ledger: await ledgerOf(store), purchase: again }), true);
      assert.deepEqual(await store.find('j'), again);
      const { ledger, purchases } = await store.ledger(ISSUER, 'o');
      assert.deepEqual([ledger.version, purchases], [1, [again]]);
    },
  },
  {
    name: 'of many commits to one order at once, on several instances, one is written',
    async run(open) {
      const stores = await open(2);
      const ledger = emptyLedger(ISSUER, 'o');
      const results = await atOnce(stores, (store, i) =>
        store.commit({ ledger, purchase: samplePurchase({ jti: `j${String(i)}`, candidate_id: `c${String(i)}` }) }),
      );
      assert.equal(results.filter(Boolean).length, 1);
      const found = await stores[0]?.ledger(ISSUER, 'o');
      assert.deepEqual([found?.ledger.version, found?.purchases.length], [1, 1]);
    },
  },
  {
    name: 'commits to different orders do not disturb each other',
    async run(open) {
      const stores = await open(2);
      const results = await atOnce(stores, (store, i) =>
        store.commit({
          ledger: emptyLedger(ISSUER, `o${String(i)}`),
          purchase: samplePurchase({ jti: `j${String(i)}`, order_id: `o${String(i)}` }),
        }),
      );
      assert.ok(results.every(Boolean));
    },
  },
];

const extensions: StorageCheck[] = [
  {
    name: 'an offer is extended once, and each asking hears the first deadline',
    async run(open) {
      const store = await one(open);
      assert.equal(await store.extension('j'), null);
      assert.equal(await store.extendOnce('j', 5), 5);
      assert.equal(await store.extendOnce('j', 9), 5);
      assert.equal(await store.extension('j'), 5);
    },
  },
];

/** Every check of a storage port. */
export const storageContract: readonly StorageCheck[] = [...rows, ...ledgers, ...extensions];
