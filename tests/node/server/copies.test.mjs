// SPDX-License-Identifier: MIT
//
// One click, several copies of its request, each judged at its own moment: whatever one of
// them is answered binds the others. The copies are stopped by hand, one step before they write.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestShop, START } from './shop.mjs';

const MINUTE = 60_000;
const problem = reply => reply.json.type;

async function shopWithOrder() {
  const shop = await createTestShop();
  return { shop, published: await shop.order() };
}

/** Stops the shop's next reservation: `reached` says that it is about to be made, `go` lets it. */
function stopAtReservation(shop) {
  const { storage } = shop.ports;
  const { commit } = storage;
  const stop = {};
  stop.reached = new Promise(reached => {
    storage.commit = async change => {
      if (change.purchase?.state === 'reserved') {
        storage.commit = commit;
        await new Promise(go => {
          stop.go = go;
          reached();
        });
      }
      return commit(change);
    };
  });
  return stop;
}

const CHANGES = {
  price_changed: shop => {
    shop.ports.live = { live: async () => ({ shipping: { amount: 490 } }) };
  },
  expired: shop => {
    shop.now = START + 60 * MINUTE;
  },
  order_released: shop => {
    shop.book.orders.get('o1').released = true;
  },
  payment_declined: shop => {
    shop.book.orders.get('o1').one_click = false;
  },
  superseded: (shop, published) => shop.accept(published, 'care'),
};

for (const [type, change] of Object.entries(CHANGES)) {
  // Named as refused by a click, the original cannot be bought any more: that case does not arise with a freed key.
  for (const freed of type === 'superseded' ? [false] : [false, true]) {
    test(`${type}, sent while a copy of the click is about to reserve${freed ? ' a freed key' : ''}: the copy buys nothing`, async () => {
      const { shop, published } = await shopWithOrder();
      const payload = JSON.parse(Buffer.from(published.tokens[0].token.split('.')[1], 'base64url'));
      const token =
        type === 'superseded'
          ? await shop.keys.sign({ ...payload, declined_candidates: ['care'], funnel_only: true })
          : published.tokens[0].token;
      let last_refusal = 0;
      if (freed) {
        shop.room.pieces.set('mem-64', 0);
        ({ last_refusal } = (await shop.accept(published, 'card', { token, last_refusal, from: 'care' })).json);
        shop.room.pieces.set('mem-64', 5);
      }
      const { body, key } = shop.acceptBody(published, 'card', { token, last_refusal, from: 'care' });
      const send = () => shop.send('POST', 'accept', body, { 'idempotency-key': key });
      const stop = stopAtReservation(shop);
      const first = send();
      await stop.reached;
      await change(shop, published);
      const refusal = await send();
      assert.equal(problem(refusal), type);
      assert.ok(refusal.json.last_refusal > last_refusal, 'on record');
      stop.go();
      const late = await first;
      assert.equal(problem(late), type, 'both copies get the same answer');
      assert.equal(late.json.last_refusal, refusal.json.last_refusal);
      assert.equal(late.json.quote?.total, refusal.json.quote?.total, 'also the new price');
      assert.equal(problem(await send()), type, 'and whatever comes later');
      assert.equal(shop.gateway.lookup(`${key}:1`).outcome, 'none');
    });
  }
}

test('a refusal that comes second does not refuse: the copy that has reserved is answered', async () => {
  const { shop, published } = await shopWithOrder();
  const { body, key } = shop.acceptBody(published, 'card', { last_refusal: 0 });
  const send = () => shop.send('POST', 'accept', body, { 'idempotency-key': key });
  shop.ports.live = { live: async () => null };
  const judging = new Promise(reached => {
    shop.ports.live.live = () => new Promise(go => reached(() => go({ shipping: { amount: 490 } })));
  });
  const slow = send();
  const goOn = await judging;
  shop.ports.live.live = async () => null;
  assert.equal((await send()).status, 200);
  goOn();
  assert.equal((await slow).status, 200);
  assert.deepEqual(shop.books(), { lines: 1, count: 1, amount: 2035 });
});

test('after a changed price the new one is bought, and the copies of the old click get it again', async () => {
  const { shop, published } = await shopWithOrder();
  const old = shop.acceptBody(published, 'card', { last_refusal: 0 });
  const send = body => shop.send('POST', 'accept', body, { 'idempotency-key': old.key });
  shop.ports.live = { live: async () => ({ shipping: { amount: 490 } }) };
  const refusal = await send(old.body);
  assert.equal(problem(refusal), 'price_changed');
  const otherTab = await send({ ...old.body, variant_id: 'mem-128' });
  assert.equal(problem(otherTab), 'price_changed');
  assert.equal(otherTab.json.quote, undefined, 'another choice is not shown this price');
  const poll = await shop.send('GET', `status/${old.key}`);
  assert.deepEqual(
    [problem(poll), poll.json.quote, poll.json.last_refusal],
    ['price_changed', undefined, refusal.json.last_refusal],
  );
  // The old token serves as well as the new one, and carries the new price no less.
  const expected = { total: refusal.json.quote.total, currency: 'EUR' };
  assert.equal((await send({ ...old.body, expected, last_refusal: refusal.json.last_refusal })).status, 200);
  assert.deepEqual(shop.books(), { lines: 1, count: 1, amount: expected.total });
});

test('a refusal that cannot be written down is not sent', async () => {
  const { shop, published } = await shopWithOrder();
  shop.book.orders.get('o1').released = true;
  const { reserve } = shop.ports.storage;
  shop.ports.storage.reserve = async () => {
    throw new Error('no database');
  };
  const reply = await shop.accept(published, 'card', { last_refusal: 0 });
  assert.deepEqual([problem(reply), reply.json.last_refusal], ['unavailable', undefined]);
  shop.ports.storage.reserve = reserve;
  assert.equal(problem(await shop.accept(published, 'card', { last_refusal: 0 })), 'order_released');
});

test('a reservation given up before the gateway was asked says so, and the same click may go on', async () => {
  const { shop, published } = await shopWithOrder();
  shop.ports.stock.take = async () => {
    throw new Error('no stock room');
  };
  assert.equal(problem(await shop.accept(published, 'card', { last_refusal: 0 })), 'in_progress');
  shop.now += 16 * MINUTE;
  assert.equal((await shop.server.reconcile()).freed, 1);
  shop.ports.stock.take = async request => shop.room.take(request);
  const poll = await shop.send('GET', `status/${published.tokens[0].key}`);
  assert.equal(poll.status, 404);
  const straggler = await shop.accept(published, 'card', { last_refusal: 0 });
  assert.deepEqual([problem(straggler), straggler.json.last_refusal], ['unavailable', poll.json.last_refusal]);
  assert.equal((await shop.accept(published, 'card', { last_refusal: poll.json.last_refusal })).status, 200);
});

test('an undo refused as too late is too late for its copies', async () => {
  const { shop, published } = await shopWithOrder();
  const {
    json: { undo, purchase_id },
  } = await shop.accept(published, 'card');
  const path = undo.url.replace('/encore/', '');
  const { storage } = shop.ports;
  const { swap } = storage;
  let first;
  const slow = await new Promise(reached => {
    storage.swap = async (...values) => {
      storage.swap = swap;
      await new Promise(go => reached({ go }));
      return swap(...values);
    };
    first = shop.send('POST', path, {});
  });
  shop.now += 31_000;
  assert.equal(problem(await shop.send('POST', path, {})), 'expired');
  slow.go();
  assert.notEqual((await first).status, 200);
  assert.equal(problem(await shop.send('POST', path, {})), 'expired');
  assert.equal((await shop.send('GET', `status/${purchase_id}`)).json.state, 'accepted');
  assert.deepEqual(shop.books(), { lines: 1, count: 1, amount: 2035 });
});
