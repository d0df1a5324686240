// SPDX-License-Identifier: MIT
// The same promises on both engines: PGlite in memory, and a PostgreSQL of the test's own.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { storeCatalogue } from '../../../examples/storefront/catalogue/catalogue.mjs';
import { createGateway } from '../../../examples/storefront/gateway/gateway.mjs';
import { countCompanions, companionsOf } from '../../../examples/storefront/history/companions.mjs';
import { seedHistory } from '../../../examples/storefront/history/seed.mjs';
import { createCarts } from '../../../examples/storefront/store/carts.mjs';
import { openDatabase } from '../../../examples/storefront/store/db.mjs';
import { migrate } from '../../../examples/storefront/store/migrate.mjs';
import { createOrders, OutOfStock } from '../../../examples/storefront/store/orders.mjs';
import { createPurchases } from '../../../examples/storefront/store/purchases.mjs';
import { startCluster } from './cluster.mjs';

const kFolder = new URL('../../../examples/storefront/migrations/', import.meta.url);
const kNow = Date.parse('2026-11-21T10:00:00Z');
const kLater = kNow + 10 * 60_000;
const kAddress = { last_name: 'Byrne', street: '4 Quay Street', postcode: 'H91', city: 'Galway' };

for (const engine of ['pglite', 'postgresql']) {
  describe(engine, () => {
    let cluster;
    let db;
    let clock = kNow;
    const now = () => clock;
    before(async () => {
      if (engine === 'postgresql') cluster = await startCluster();
      db = await openDatabase(cluster ? { databaseUrl: cluster.url } : {});
      await migrate(db, { folder: kFolder, nowMs: kNow });
      await storeCatalogue(db);
    });
    after(async () => {
      await db?.close();
      await cluster?.stop();
    });

    const stockOf = async id => (await db.query('SELECT stock FROM variants WHERE id = $1', [id])).rows[0].stock;
    async function placed(...variants) {
      const carts = createCarts({ db, now });
      const orders = createOrders({ db, now });
      const cart_id = await carts.open();
      for (const id of variants) await carts.add(cart_id, id, 1);
      return {
        carts,
        orders,
        cart_id,
        order: await orders.place({
          cart_id,
          rows: await carts.lines(cart_id),
          email: 'c@example.com',
          first_name: 'Clara',
          address: kAddress,
          country: 'IE',
          payment: { payment_method: 'pm_x', label: 'Visa ending in 4242' },
        }),
      };
    }
    const quote = (total, more = {}) => ({
      currency: 'EUR',
      unit_price: total,
      quantity: 1,
      subtotal: total,
      tax: 0,
      shipping: 0,
      total,
      ...more,
    });
    const line = (product_id, variant_id, total, more = {}) => ({
      kind: 'cross_sell',
      product_id,
      variant_id,
      title: product_id,
      quantity: 1,
      quote: quote(total),
      items: [{ product_id, variant_id, quantity: 1 }],
      replaces: null,
      covers: null,
      ...more,
    });

    test('migrations run once', async () => {
      assert.deepEqual(await migrate(db, { folder: kFolder, nowMs: kNow }), []);
      const { rows } = await db.query('SELECT count(*) AS n FROM migrations');
      assert.equal(rows[0].n, 7);
    });

    test('a transaction that throws leaves nothing, and gives its connection back', async () => {
      for (let i = 0; i < 20; i += 1) {
        await assert.rejects(
          db.transaction(async tx => {
            await tx.query(`INSERT INTO carts VALUES ('doomed', now())`);
            throw new Error('no');
          }),
          /no/,
        );
      }
      assert.equal((await db.query(`SELECT 1 FROM carts WHERE id = 'doomed'`)).rows.length, 0);
    });

    test('an amount beyond 2^53-1 is refused rather than rounded', async () => {
      assert.equal((await db.query('SELECT 9007199254740991::bigint AS n')).rows[0].n, Number.MAX_SAFE_INTEGER);
      await assert.rejects(async () => {
        const { rows } = await db.query('SELECT 9007199254740993::bigint AS n');
        assert.notEqual(typeof rows[0].n, 'number');
      }, /beyond 2\^53-1/);
    });

    test('an order adds up: lines, delivery, and the tax inside', async () => {
      const { order } = await placed('mem-128-a', 'filter-100');
      assert.equal(order.subtotal, 2490 + 590);
      assert.equal(order.shipping, 490);
      assert.equal(order.total, order.subtotal + order.shipping);
      const each = order.lines.reduce((sum, { tax }) => sum + tax, 0);
      assert.equal(order.tax, each + 92, '23 % within 4.90 is 0.92');
    });

    test('one cart is one order, however often it is placed at once', async () => {
      const { carts, orders, cart_id, order } = await placed('cable-c');
      const rows = await carts.lines(cart_id);
      const again = await Promise.all(
        Array.from({ length: 8 }, () =>
          orders.place({
            cart_id,
            rows,
            email: 'c@example.com',
            first_name: 'C',
            address: kAddress,
            country: 'IE',
            payment: {},
          }),
        ),
      );
      assert.deepEqual(new Set(again.map(({ id }) => id)), new Set([order.id]));
    });

    test('an order that cannot be filled takes no stock and leaves no trace', async () => {
      await db.query(`UPDATE variants SET stock = 0 WHERE id = 'bolster'`);
      const before = await stockOf('strap');
      await assert.rejects(placed('strap', 'bolster'), OutOfStock);
      assert.equal(await stockOf('strap'), before);
      assert.equal((await db.query(`SELECT 1 FROM order_lines WHERE variant_id = 'bolster'`)).rows.length, 0);
    });

    test('a cancelled order gives its stock back once', async () => {
      const before = await stockOf('towel');
      const { orders, order } = await placed('towel');
      assert.equal(await stockOf('towel'), before - 1);
      await Promise.all([orders.cancel(order.id), orders.cancel(order.id)]);
      assert.equal(await stockOf('towel'), before);
    });

    test('a purchase adds one line whatever is repeated, and undoing it restores the order', async () => {
      const { orders, order } = await placed('aurora-black');
      await orders.markPaid(order.id);
      const purchases = createPurchases({ db, orders, now });
      const request = {
        purchase_id: `p-${engine}-1`,
        order_id: order.id,
        candidate_id: 'cross-sell.mem-128',
        line: line('mem-128', 'mem-128-a', 2190),
      };
      const before = await stockOf('mem-128-a');
      const answers = await Promise.all(
        Array.from({ length: 6 }, async () => {
          assert.equal(await purchases.take({ hold: request.purchase_id, items: request.line.items }), true);
          return purchases.addLine(request);
        }),
      );
      assert.equal(new Set(answers.map(({ line_id }) => line_id)).size, 1);
      assert.ok(answers.every(({ order_total }) => order_total === order.total + 2190));
      assert.equal(await stockOf('mem-128-a'), before - 1);
      assert.equal((await orders.find(order.id)).lines.length, 2);

      await Promise.all([purchases.removeLine(request), purchases.removeLine(request)]);
      await Promise.all([
        purchases.giveBack({ hold: request.purchase_id }),
        purchases.giveBack({ hold: request.purchase_id }),
      ]);
      assert.equal((await orders.find(order.id)).total, order.total);
      assert.equal(await stockOf('mem-128-a'), before);
      assert.deepEqual(
        await purchases.addLine(request),
        { refused: 'removed' },
        'a process that lags behind does not bring it back',
      );
      const never = { ...request, purchase_id: `p-${engine}-never` };
      await purchases.removeLine(never);
      assert.deepEqual(await purchases.addLine(never), { refused: 'removed' });
      assert.equal(
        await purchases.take({ hold: request.purchase_id, items: request.line.items }),
        false,
        'a hold that was given back is over',
      );
      assert.equal(await stockOf('mem-128-a'), before);
    });

    test('an upgrade takes the place of its line, and gives it back when undone', async () => {
      const { orders, order } = await placed('pop-mint');
      await orders.markPaid(order.id);
      const purchases = createPurchases({ db, orders, now });
      const replaced = order.lines[0].id;
      const request = {
        purchase_id: `p-${engine}-2`,
        order_id: order.id,
        candidate_id: 'upgrade.cam-pop-wide',
        line: line('cam-pop-wide', 'pop-wide', 4000, {
          kind: 'upgrade',
          quote: quote(4000, { credit: 8900 }),
          replaces: { line_id: replaced, quantity: 1 },
        }),
      };
      await purchases.addLine(request);
      const upgraded = await orders.find(order.id);
      assert.deepEqual(
        upgraded.lines.filter(({ removed_at }) => !removed_at).map(({ product_id, paid }) => [product_id, paid]),
        [['cam-pop-wide', 12900]],
      );
      assert.equal(upgraded.total, order.total + 4000);
      await purchases.removeLine(request);
      const restored = await orders.find(order.id);
      assert.deepEqual(
        restored.lines.filter(({ removed_at }) => !removed_at).map(({ id }) => id),
        [replaced],
      );
      assert.equal(restored.total, order.total);
    });

    test('a purchase whose line a later upgrade took is answered again, and is not taken for one taken back', async () => {
      const { orders, order } = await placed('pop-mint');
      await orders.markPaid(order.id);
      const purchases = createPurchases({ db, orders, now });
      const first = {
        purchase_id: `p-${engine}-4`,
        order_id: order.id,
        candidate_id: 'cross-sell.mem-128',
        line: line('mem-128', 'mem-128-a', 2190),
      };
      const { line_id } = await purchases.addLine(first);
      const { order_total } = await purchases.addLine({
        purchase_id: `p-${engine}-5`,
        order_id: order.id,
        candidate_id: 'upgrade.cam-pop-wide',
        line: line('cam-pop-wide', 'pop-wide', 4000, {
          kind: 'upgrade',
          quote: quote(4000, { credit: 2190 }),
          replaces: { line_id, quantity: 1 },
        }),
      });
      assert.deepEqual(await purchases.addLine(first), { line_id, order_total });
    });

    test('a purchase taken back before it had a line says so, also of an order that has left', async () => {
      const { orders, order } = await placed('cable-c');
      await orders.markPaid(order.id);
      const purchases = createPurchases({ db, orders, now });
      const request = {
        purchase_id: `p-${engine}-6`,
        order_id: order.id,
        candidate_id: 'x',
        line: line('cable-c', 'cable-c', 1290),
      };
      await purchases.removeLine(request);
      clock = kNow + 3 * 3_600_000;
      const answer = await purchases.addLine(request);
      clock = kNow;
      assert.deepEqual(answer, { refused: 'removed' });
    });

    test('a packed order takes no line, and says so', async () => {
      const { orders, order } = await placed('cable-c');
      await orders.markPaid(order.id);
      const purchases = createPurchases({ db, orders, now });
      clock = kNow + 3 * 3_600_000;
      const answer = await purchases.addLine({
        purchase_id: `p-${engine}-3`,
        order_id: order.id,
        candidate_id: 'x',
        line: line('cable-c', 'cable-c', 1290),
      });
      clock = kNow;
      assert.deepEqual(answer, { refused: 'order_released' });
    });

    describe('the gateway', () => {
      const gatewayWith = faults => createGateway({ db, now, wait: async () => {}, faults });
      const card = async (gateway, number) =>
        (await gateway.saveCard({ number, expiry: '12/39', cvc: '123' })).payment_method;
      let next = 0;
      const request = (payment_method, more = {}) => ({
        key: `k-${engine}-${(next += 1)}`,
        order_id: `o-${engine}-${next}`,
        amount: 1234,
        currency: 'EUR',
        payment_method,
        ...more,
      });

      test('fifty charges under one key are one charge', async () => {
        const gateway = gatewayWith();
        const asked = request(await card(gateway, '4242 4242 4242 4242'));
        const outcomes = await Promise.all(Array.from({ length: 50 }, () => gateway.charge(asked)));
        assert.equal(new Set(outcomes.map(({ charge_id }) => charge_id)).size, 1);
        assert.ok(outcomes.every(({ outcome }) => outcome === 'approved'));
        assert.equal((await gateway.chargesOf(asked.order_id)).length, 1);
      });

      test('a key cannot be used for another amount', async () => {
        const gateway = gatewayWith();
        const asked = request(await card(gateway, '4242 4242 4242 4242'));
        await gateway.charge(asked);
        await assert.rejects(gateway.charge({ ...asked, amount: 1 }), /another request/);
      });

      test('a lost reply leaves a charge that lookup finds; a lost request leaves none', async () => {
        const faults = ['lose_reply', undefined, 'lose_request'];
        const gateway = gatewayWith(operation => (operation === 'charge' ? faults.shift() : undefined));
        const method = await card(gateway, '4242 4242 4242 4242');
        const first = request(method);
        assert.deepEqual(await gateway.charge(first), { outcome: 'unknown' });
        assert.equal((await gateway.lookup(first.key)).outcome, 'approved');
        assert.equal((await gateway.charge(first)).outcome, 'approved');
        assert.equal((await gateway.chargesOf(first.order_id)).length, 1);
        const second = request(method);
        assert.deepEqual(await gateway.charge(second), { outcome: 'unknown' });
        assert.deepEqual(await gateway.lookup(second.key), { outcome: 'none' });
      });

      test('the dropping card charges, answers nothing, and answers the second time', async () => {
        const gateway = gatewayWith();
        const asked = request(await card(gateway, '4000 0000 0000 9979'));
        assert.equal((await gateway.charge(asked)).outcome, 'unknown');
        assert.equal((await gateway.charge(asked)).outcome, 'approved');
        assert.equal((await gateway.chargesOf(asked.order_id)).length, 1);
      });

      test('the bank is asked once, and its first answer counts', async () => {
        const gateway = gatewayWith();
        const method = await card(gateway, '4000 0025 0000 3155');
        const asked = request(method, { return_url: '/back' });
        const { challenge_id } = await gateway.charge(asked);
        assert.equal((await gateway.charge(asked)).challenge_id, challenge_id);
        assert.deepEqual(
          await Promise.all([
            gateway.answer(challenge_id, true),
            gateway.answer(challenge_id, true),
            gateway.answer(challenge_id, true),
          ]),
          ['/back', '/back', '/back'],
        );
        await gateway.answer(challenge_id, false);
        assert.equal((await gateway.lookup(asked.key)).outcome, 'approved');
        assert.equal((await gateway.chargesOf(asked.order_id)).length, 1);
        const refused = request(method);
        const { challenge_id: other } = await gateway.charge(refused);
        await gateway.answer(other, false);
        assert.equal((await gateway.lookup(refused.key)).outcome, 'declined');
      });

      test('a cancelled key never charges, and one that has charged is not cancelled', async () => {
        const gateway = gatewayWith();
        const method = await card(gateway, '4242 4242 4242 4242');
        const never = request(method);
        assert.deepEqual(await gateway.cancel(never.key), { outcome: 'cancelled' });
        assert.equal((await gateway.charge(never)).outcome, 'declined');
        const done = request(method);
        await gateway.charge(done);
        assert.equal((await gateway.cancel(done.key)).outcome, 'approved');
        const asking = request(await card(gateway, '4000 0025 0000 3155'));
        const { challenge_id } = await gateway.charge(asking);
        assert.deepEqual(await gateway.cancel(asking.key), { outcome: 'cancelled' });
        await gateway.answer(challenge_id, true);
        assert.equal((await gateway.chargesOf(asking.order_id)).length, 0, 'an answer after the end moves no money');
      });

      test('racing a cancellation against a charge ends in one of the two, never both', async () => {
        const gateway = gatewayWith();
        const method = await card(gateway, '4242 4242 4242 4242');
        for (let i = 0; i < 12; i += 1) {
          const asked = request(method);
          const [charged, cancelled] = await Promise.all([gateway.charge(asked), gateway.cancel(asked.key)]);
          assert.equal(charged.outcome === 'approved', cancelled.outcome === 'approved');
          assert.equal((await gateway.chargesOf(asked.order_id)).length, charged.outcome === 'approved' ? 1 : 0);
        }
      });

      test('refunds give back once per key and never more than was charged', async () => {
        const gateway = gatewayWith();
        const asked = request(await card(gateway, '4242 4242 4242 4242'));
        const { charge_id } = await gateway.charge(asked);
        const refunds = await Promise.all(
          Array.from({ length: 5 }, () => gateway.refund({ key: `${asked.key}:r`, charge_id, amount: 1000 })),
        );
        assert.equal(new Set(refunds.map(({ refund_id }) => refund_id)).size, 1);
        assert.equal((await gateway.refund({ key: `${asked.key}:s`, charge_id, amount: 235 })).outcome, 'declined');
        assert.equal((await gateway.refund({ key: `${asked.key}:t`, charge_id, amount: 234 })).outcome, 'approved');
        assert.equal((await gateway.chargesOf(asked.order_id))[0].refunded, 1234);
      });

      test('a card that is no test card, has expired or lost a digit is turned away by field', async () => {
        const gateway = gatewayWith();
        const save = more => gateway.saveCard({ number: '4242 4242 4242 4242', expiry: '12/39', cvc: '123', ...more });
        assert.equal((await save({ number: '4242 4242 4242 4243' })).field, 'number');
        assert.equal((await save({ number: '5555 5555 5555 4444' })).field, 'number');
        assert.equal((await save({ expiry: '10/26' })).field, 'expiry');
        assert.equal((await save({ expiry: 'soon' })).field, 'expiry');
        assert.equal((await save({ cvc: 'abc' })).field, 'cvc');
        assert.equal(
          (await save({ expiry: '11/26' })).label,
          'Visa ending in 4242',
          'a card is good to the end of its month',
        );
      });
    });

    test('lift counted in SQL is lift counted by hand', async () => {
      assert.equal(await seedHistory(db, { nowMs: kLater, orders: 1500 }), 1500);
      assert.equal(await seedHistory(db, { nowMs: kLater, orders: 1500 }), 0, 'the past is written once');
      await countCompanions(db, kLater);
      const { rows } = await db.query(
        `SELECT l.order_id, l.product_id FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE o.status IN ('paid', 'returned') AND l.candidate_id IS NULL`,
      );
      const baskets = new Map();
      for (const { order_id, product_id } of rows)
        baskets.set(order_id, (baskets.get(order_id) ?? new Set()).add(product_id));
      const holding = (...ids) => [...baskets.values()].filter(basket => ids.every(id => basket.has(id))).length;
      const [a, b] = ['cam-aurora', 'mem-128'];
      const {
        rows: [found],
      } = await db.query('SELECT * FROM companions WHERE product_id = $1 AND companion_id = $2', [a, b]);
      assert.equal(found.orders_both, holding(a, b));
      assert.equal(found.confidence_bps, Math.floor((holding(a, b) * 10000) / holding(a)));
      assert.equal(found.lift_bps, Math.floor((holding(a, b) * baskets.size * 10000) / (holding(a) * holding(b))));
      const [best] = await companionsOf(db, ['phone-lumen']);
      assert.ok(
        ['phone-case', 'phone-glass'].includes(best.companion_id),
        `a phone's best companion is its case or glass, not ${best.companion_id}`,
      );
    });
  });
}
