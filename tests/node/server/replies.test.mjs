// SPDX-License-Identifier: MIT
//
// Every rule of the accept's replies, one test each, against the whole kit with an in-memory
// store. Wherever money could move, the books are compared: charges that stand = lines.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenId } from 'encore-offers/server';
import { createTestShop, keyring, ORIGIN, START } from './shop.mjs';

const MINUTE = 60_000;
const problem = reply => reply.json.type;

async function shopWithOrder(options) {
  const shop = await createTestShop(options);
  return { shop, published: await shop.order() };
}

test('an accept charges once, adds the line and says so', async () => {
  const { shop, published } = await shopWithOrder();
  const reply = await shop.accept(published, 'card');
  assert.equal(reply.status, 200);
  const { purchase_id, line_id, charged, order_total, undo, server_time } = reply.json;
  assert.equal(purchase_id, tokenId(ORIGIN, 'o1', 'card'));
  assert.equal(charged, 2035); // 19.00 less 10 %, 19 % VAT added: 17.10 + 3.25
  assert.equal(order_total, 79900 + 2035);
  assert.equal(undo.url, `/encore/undo/${purchase_id}`);
  assert.equal(undo.until, new Date(START + 30_000).toISOString());
  assert.equal(server_time, new Date(START).toISOString());
  assert.equal(shop.book.orders.get('o1').lines.get(purchase_id).line_id, line_id);
  assert.deepEqual(shop.books(), { lines: 1, count: 1, amount: 2035 });
  assert.equal(shop.room.pieces.get('mem-64'), 4);
});

test('replies are never cached, carry the time, and are readable by the allowed origin only', async () => {
  const { shop, published } = await shopWithOrder();
  const reply = await shop.accept(published, 'card');
  assert.equal(reply.headers['cache-control'], 'no-store');
  assert.equal(reply.headers['access-control-allow-origin'], ORIGIN);
  assert.equal(reply.headers['access-control-allow-credentials'], 'true');
  assert.equal(reply.headers.date, new Date(START).toUTCString());
  const other = await shop.accept(published, 'card', {}, { origin: 'https://evil.example' });
  assert.equal(other.status, 403);
  assert.equal(other.headers['access-control-allow-origin'], undefined);
});

test('the same request again gets the same 200, also after the deadline', async () => {
  const { shop, published } = await shopWithOrder();
  const request = shop.acceptBody(published);
  const send = () => shop.send('POST', 'accept', request.body, { 'idempotency-key': request.key });
  const first = await send();
  shop.now += 90 * MINUTE;
  const again = await send();
  assert.equal(again.status, 200);
  assert.deepEqual({ ...again.json, server_time: 0 }, { ...first.json, server_time: 0 });
  assert.deepEqual(shop.books(), { lines: 1, count: 1, amount: 2035 });
});

test('neither the expected price nor the decision is part of what makes requests the same', async () => {
  const { shop, published } = await shopWithOrder();
  await shop.accept(published, 'card');
  const again = await shop.accept(published, 'card', { expected: { total: 1, currency: 'XXX' }, decision: null });
  assert.equal(again.status, 200);
});

test('another variant or quantity under the key says what was bought', async () => {
  const { shop, published } = await shopWithOrder();
  await shop.accept(published, 'card');
  for (const changes of [{ variant_id: 'mem-128' }, { quantity: 2 }]) {
    const reply = await shop.accept(published, 'card', changes);
    assert.equal(problem(reply), 'already_accepted');
    assert.equal(reply.json.variant_id, 'mem-64');
    assert.equal(reply.json.quantity, 1);
    assert.equal(reply.json.charged, 2035);
    assert.equal(reply.json.state, 'accepted');
  }
  assert.deepEqual(shop.books(), { lines: 1, count: 1, amount: 2035 });
});

test('every rendering of an offer is the same purchase', async () => {
  const { shop, published } = await shopWithOrder();
  shop.now += MINUTE;
  const second = await shop.order();
  assert.equal(second.tokens[0].key, published.tokens[0].key);
  await shop.accept(published, 'card');
  assert.equal((await shop.accept(second, 'card')).status, 200);
  assert.equal(shop.gateway.charged, 1);
});

test('a definite decline frees the key and raises the attempt', async () => {
  const { shop, published } = await shopWithOrder();
  const keys = [];
  shop.gateway.policy = ({ key }) => (keys.push(key), keys.length === 1 ? 'decline' : 'approve');
  const declined = await shop.accept(published, 'card');
  assert.equal(problem(declined), 'payment_declined');
  assert.equal(declined.status, 402);
  assert.equal(shop.room.pieces.get('mem-64'), 5);
  assert.equal((await shop.accept(published, 'card', { variant_id: 'mem-128' })).status, 200);
  const jti = published.tokens[0].key;
  assert.deepEqual(keys, [`${jti}:1`, `${jti}:2`]);
  assert.equal(shop.books().count, 1);
});

test('a gateway that answers nothing is in progress, and a poll learns the outcome without a second charge', async () => {
  const { shop, published } = await shopWithOrder();
  let lost = 1;
  shop.ports.gateway.charge = async request => {
    const outcome = shop.gateway.charge(request);
    return lost-- > 0 ? { outcome: 'unknown' } : outcome;
  };
  const reply = await shop.accept(published, 'card');
  assert.equal(problem(reply), 'in_progress');
  assert.equal(reply.status, 409);
  assert.equal(reply.headers['retry-after'], '1');
  const other = await shop.accept(published, 'card', { variant_id: 'mem-128' });
  assert.ok(['already_accepted', 'in_progress'].includes(problem(other)));
  const poll = await shop.send('GET', reply.json.status_url.replace('/encore/', ''));
  assert.equal(poll.status, 200);
  assert.deepEqual(shop.books(), { lines: 1, count: 1, amount: 2035 });
  assert.equal(shop.gateway.charged, 1);
});

test('while another process holds the row, a retry and a poll wait', async () => {
  const { shop, published } = await shopWithOrder();
  let open;
  shop.ports.gateway.charge = () =>
    new Promise(resolve => {
      open = resolve;
    });
  const first = shop.accept(published, 'card');
  while (!open) await new Promise(setImmediate);
  assert.equal(problem(await shop.accept(published, 'card')), 'in_progress');
  const poll = await shop.send('GET', `status/${published.tokens[0].key}`);
  assert.equal(poll.status, 202);
  assert.equal(poll.json.status_url, `/encore/status/${published.tokens[0].key}?order_id=o1`);
  open(
    shop.gateway.charge({
      key: `${published.tokens[0].key}:1`,
      order_id: 'o1',
      amount: 2035,
      currency: 'EUR',
      return_url: null,
    }),
  );
  assert.equal((await first).status, 200);
});

test('strong authentication: the URL, then only the status says the outcome', async () => {
  for (const [passed, expected] of [
    [true, 200],
    [false, 402],
  ]) {
    const { shop, published } = await shopWithOrder();
    shop.gateway.policy = () => 'authenticate';
    const reply = await shop.accept(published, 'card');
    assert.equal(problem(reply), 'action_required');
    const key = `${published.tokens[0].key}:1`;
    assert.equal(reply.json.action_url, `/bank/${encodeURIComponent(key)}`);
    const path = reply.json.status_url.replace('/encore/', '');
    assert.equal(problem(await shop.send('GET', path)), 'action_required');
    shop.gateway.authenticate(key, passed);
    const after = await shop.send('GET', path);
    assert.equal(after.status, expected);
    assert.equal(shop.books().lines, passed ? 1 : 0);
    assert.equal(shop.books().count, passed ? 1 : 0);
  }
});

test('an unfinished authentication is cancelled, and the key is free', async () => {
  const { shop, published } = await shopWithOrder();
  shop.gateway.policy = () => 'authenticate';
  await shop.accept(published, 'card');
  shop.now += 16 * MINUTE;
  assert.deepEqual(await shop.server.reconcile(), {
    seen: 1,
    finished: 0,
    refunded: 0,
    freed: 1,
    waiting: 0,
    stuck: 0,
  });
  shop.gateway.authenticate(`${published.tokens[0].key}:1`, true);
  assert.equal(shop.books().count, 0);
  assert.equal(shop.room.pieces.get('mem-64'), 5);
  shop.gateway.policy = () => 'approve';
  assert.equal((await shop.accept(published, 'card')).status, 200);
});

test("the deadline is the server's: at it, a new purchase is refused", async () => {
  const { shop, published } = await shopWithOrder();
  shop.now = START + 60 * MINUTE - 1;
  const body = shop.acceptBody(published, 'care');
  shop.now += 1;
  assert.equal(problem(await shop.accept(published, 'card')), 'expired');
  assert.equal((await shop.send('POST', 'accept', body.body, { 'idempotency-key': body.key })).status, 410);
  assert.deepEqual(shop.books(), { lines: 0, count: 0, amount: 0 });
});

test('a reservation made before the deadline is in time, however long the gateway takes', async () => {
  const { shop, published } = await shopWithOrder();
  shop.now = START + 60 * MINUTE - 1;
  shop.ports.gateway.charge = async request => {
    shop.now += 5000;
    return shop.gateway.charge(request);
  };
  assert.equal((await shop.accept(published, 'card')).status, 200);
});

test('time that passes before the reservation counts', async () => {
  const { shop, published } = await shopWithOrder();
  shop.now = START + 60 * MINUTE - 1;
  shop.ports.orders.order = async id => {
    shop.now += 5000;
    return shop.book.order(id);
  };
  assert.equal(problem(await shop.accept(published, 'card')), 'expired');
});

test('a token from the future is refused', async () => {
  const { shop, published } = await shopWithOrder();
  shop.now = START - 3_600_000;
  const reply = await shop.accept(published, 'card');
  assert.deepEqual([problem(reply), reply.json.reason], ['not_offered', 'not_started']);
});

test("without the buyer's session nothing is charged, and nothing can be learnt of a key", async () => {
  const { shop, published } = await shopWithOrder();
  await shop.accept(published, 'care');
  for (const cookie of [null, 'buyer=o2']) {
    const reply = await shop.accept(published, 'card', {}, { cookie });
    assert.equal(problem(reply), 'unauthorized');
    for (const query of ['', '?order_id=o1', '?order_id=o2']) {
      const polls = [published.tokens[1].key, 'never-used'].map(key =>
        shop.send('GET', `status/${key}${query}`, undefined, { cookie }),
      );
      const [used, unused] = await Promise.all(polls);
      assert.deepEqual(used, unused, `a used key and another are answered alike ${query}`);
      assert.ok(used.status >= 400);
    }
    assert.equal(problem(await shop.send('POST', `undo/${published.tokens[1].key}`, {}, { cookie })), 'unauthorized');
  }
  assert.equal(shop.books().count, 1);
});

test('a changed price, variant, quantity or order never gets the price it asks for', async () => {
  const { shop, published } = await shopWithOrder();
  const cheaper = await shop.accept(published, 'card', { expected: { total: 1, currency: 'EUR' } });
  assert.equal(problem(cheaper), 'price_changed');
  assert.equal(cheaper.json.quote.total, 2035);
  assert.equal(cheaper.json.key, published.tokens[0].key);
  assert.equal(
    problem(await shop.accept(published, 'card', { expected: { total: 2035, currency: 'JPY' } })),
    'price_changed',
  );
  assert.equal(problem(await shop.accept(published, 'card', { variant_id: 'care-2y' })), 'invalid');
  for (const quantity of [0, -1, 1.5, '1', 4, 2 ** 53])
    assert.equal(problem(await shop.accept(published, 'card', { quantity })), 'invalid');
  shop.book.open({ id: 'o2', total: 100, currency: 'EUR' });
  const foreign = await shop.accept(published, 'card', { order_id: 'o2' }, { cookie: 'buyer=o2' });
  assert.equal(problem(foreign), 'unauthorized');
  assert.equal(problem(await shop.accept(published, 'card', { candidate_id: 'care' })), 'unauthorized');
  assert.deepEqual(shop.books(), { lines: 0, count: 0, amount: 0 });
  assert.equal((await shop.accept(published, 'card')).status, 200, 'price_changed and 422 left the key free');
});

test('live shipping brings a new quote and token of the same key, which are then honoured', async () => {
  const live = { live: async () => ({ shipping: { amount: 500, taxable: false, free_from: null } }) };
  const { shop, published } = await shopWithOrder({ live });
  const changed = await shop.accept(published, 'card');
  assert.equal(problem(changed), 'price_changed');
  assert.equal(changed.json.quote.total, 2535);
  const { body, key } = shop.acceptBody(published, 'card', {
    token: changed.json.token,
    expected: { total: 2535, currency: 'EUR' },
  });
  const reply = await shop.send('POST', 'accept', body, { 'idempotency-key': key });
  assert.equal(reply.json.charged, 2535);
  assert.deepEqual(shop.books(), { lines: 1, count: 1, amount: 2535 });
});

test("endpoints.quote tells today's price and the order's new total", async () => {
  const live = { live: async () => ({ taxes: [{ title: 'VAT', rate_ppm: 200000 }] }) };
  const { shop, published } = await shopWithOrder({ live });
  const { body } = shop.acceptBody(published, 'card');
  shop.book.orders.get('o1').total = 90000;
  const reply = await shop.send('POST', 'quote', body);
  assert.equal(reply.json.quote.total, 1710 + 342);
  assert.equal(reply.json.quote.order_total, 90000 + 2052);
  const again = await shop.accept(published, 'card', {
    token: reply.json.token,
    expected: { total: 2052, currency: 'EUR' },
  });
  assert.equal(again.status, 200);
});

test('out of stock frees the key and charges nothing', async () => {
  const { shop, published } = await shopWithOrder();
  shop.room.pieces.set('mem-64', 0);
  const reply = await shop.accept(published, 'card');
  assert.equal(problem(reply), 'out_of_stock');
  assert.deepEqual(shop.books(), { lines: 0, count: 0, amount: 0 });
  shop.room.pieces.set('mem-64', 1);
  assert.equal((await shop.accept(published, 'card')).status, 200);
  assert.equal(shop.room.pieces.get('mem-64'), 0);
});

test('a released order is refused before any charge, and refunded after one', async () => {
  const { shop, published } = await shopWithOrder();
  shop.book.orders.get('o1').released = true;
  assert.equal(problem(await shop.accept(published, 'card')), 'order_released');
  assert.equal(shop.gateway.charged, 0);

  shop.book.orders.get('o1').released = false;
  shop.ports.gateway.charge = async request => {
    shop.book.orders.get('o1').released = true;
    return shop.gateway.charge(request);
  };
  assert.equal(problem(await shop.accept(published, 'card')), 'order_released');
  assert.deepEqual(shop.books(), { lines: 0, count: 0, amount: 0 });
  assert.equal(shop.gateway.charged, 1);
  assert.equal(shop.room.pieces.get('mem-64'), 5);
  assert.deepEqual(
    shop.stored.map(({ event, amount, reason }) => ({ event, amount, reason })),
    [{ event: 'refunded', amount: 2035, reason: 'order_released' }],
  );
  assert.equal(problem(await shop.accept(published, 'card')), 'order_released', 'and stays so');
});

test('a refund that does not come through is repeated by the reconciler, once', async () => {
  const { shop, published } = await shopWithOrder();
  let fails = 2;
  shop.ports.gateway.refund = async request => (fails-- > 0 ? false : shop.gateway.refund(request));
  shop.ports.orders.addLine = async () => ({ refused: 'order_released' });
  assert.equal(problem(await shop.accept(published, 'card')), 'in_progress');
  assert.equal((await shop.server.reconcile()).waiting, 1);
  assert.equal((await shop.server.reconcile()).seen, 0, 'not before its pause is over');
  shop.now += 5_000;
  assert.equal((await shop.server.reconcile()).refunded, 1);
  assert.equal((await shop.server.reconcile()).seen, 0);
  assert.deepEqual(shop.books(), { lines: 0, count: 0, amount: 0 });
});

test('an offer that needs agreement is not sold without it', async () => {
  const { shop, published } = await shopWithOrder();
  assert.equal(problem(await shop.accept(published, 'care', { consent: false })), 'consent_required');
  assert.equal(problem(await shop.accept(published, 'care', { consent: undefined })), 'consent_required');
  assert.equal(problem(await shop.accept(published, 'care', { consent: 'yes' })), 'invalid');
  assert.equal((await shop.accept(published, 'care')).status, 200);
});

test('an order whose payment cannot be charged again is declined without asking the gateway', async () => {
  const { shop, published } = await shopWithOrder();
  shop.book.orders.get('o1').one_click = false;
  assert.equal(problem(await shop.accept(published, 'card')), 'payment_declined');
  assert.equal(shop.gateway.keys.size, 0);
});

test('a token of another shop that shares the key is not honoured', async () => {
  const { shop, published } = await shopWithOrder();
  const other = await keyring({ issuer: 'https://other.example' });
  const payload = JSON.parse(Buffer.from(published.tokens[0].token.split('.')[1], 'base64url'));
  for (const changes of [
    { iss: 'https://other.example' },
    { jti: 'chosen' },
    { terms: null },
    { exp: 'never' },
    { candidate: 'care' },
  ]) {
    const token = await other.sign({ ...payload, ...changes });
    assert.equal(problem(await shop.accept(published, 'card', { token })), 'unauthorized');
  }
});

test('claims of another shape than ours are refused, however well they are signed', async () => {
  const { shop, published } = await shopWithOrder();
  const payload = JSON.parse(Buffer.from(published.tokens[0].token.split('.')[1], 'base64url'));
  const { terms } = payload;
  const [only] = terms.candidates;
  const shapes = [
    { iss: undefined },
    { jti: undefined },
    { jti: tokenId(ORIGIN, 'o2', 'card') },
    { mode: null },
    { mode: '' },
    { nbf: undefined },
    { nbf: String(payload.nbf) },
    { exp: null },
    { exp: String(payload.exp) },
    { terms: [] },
    { terms: { ...terms, candidates: [] } },
    { terms: { ...terms, candidates: [only, only] } },
    { terms: { ...terms, candidates: { 0: only, length: 1 } } },
    { terms: { ...terms, candidates: [null] } },
    { terms: { ...terms, candidates: [{ ...only, id: 'care' }] } },
    { terms: { ...terms, candidates: [{ ...only, product: null }] } },
    { terms: { ...terms, order: null } },
  ];
  for (const changes of shapes) {
    const reply = await shop.accept(published, 'card', { token: await shop.keys.sign({ ...payload, ...changes }) });
    assert.deepEqual([reply.status, problem(reply)], [403, 'unauthorized'], JSON.stringify(changes));
  }
  assert.equal(shop.gateway.keys.size, 0);
  assert.equal(
    (await shop.accept(published, 'card', { token: await shop.keys.sign(payload) })).status,
    200,
    'as it was it is good',
  );
});

test('a request that arrives after its twin was declined does not buy after all', async () => {
  const { shop, published } = await shopWithOrder();
  shop.gateway.policy = () => 'decline';
  const declined = await shop.accept(published, 'card', { last_refusal: 0 });
  shop.gateway.policy = () => 'approve';
  const straggler = await shop.accept(published, 'card', { last_refusal: 0 });
  assert.equal(problem(straggler), 'payment_declined');
  assert.equal(straggler.json.last_refusal, declined.json.last_refusal);
  assert.equal(shop.gateway.charged, 0);
  assert.equal(
    (await shop.accept(published, 'card', { last_refusal: declined.json.last_refusal })).status,
    200,
    'a new click says what it answers',
  );
});
