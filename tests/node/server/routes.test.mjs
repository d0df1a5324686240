// SPDX-License-Identifier: MIT
//
// The routes around the accept: undo, status, extend, next, time, events, and the door that
// every request passes. The books are compared wherever money could move.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestShop, ORIGIN, sheetFor, START } from './shop.mjs';
import { tokenId } from 'encore-offers/server';

const MINUTE = 60_000;
const problem = reply => reply.json.type;

async function shopWithOrder(options) {
  const shop = await createTestShop(options);
  return { shop, published: await shop.order() };
}

test('undo takes line and money back, twice is once, and stays answered after the time', async () => {
  const { shop, published } = await shopWithOrder();
  const { json } = await shop.accept(published, 'card');
  const path = json.undo.url.replace('/encore/', '');
  const body = { order_id: 'o1', candidate_id: 'card', purchase_id: json.purchase_id };
  const first = await shop.send('POST', path, body);
  assert.equal(first.status, 200);
  assert.equal(first.json.refunded, 2035);
  assert.equal(first.json.order_total, 79900);
  assert.deepEqual(
    { ...(await shop.send('POST', path, body)).json, server_time: 0 },
    { ...first.json, server_time: 0 },
  );
  shop.now += 60 * MINUTE;
  assert.equal((await shop.send('POST', 'undo', body)).status, 200);
  assert.deepEqual(shop.books(), { lines: 0, count: 0, amount: 0 });
  assert.equal(shop.gateway.refunds.size, 1);
  assert.equal(shop.room.pieces.get('mem-64'), 5);
});

test('undo after its time is 410 and changes nothing', async () => {
  const { shop, published } = await shopWithOrder();
  const { json } = await shop.accept(published, 'card');
  shop.now += 30_001;
  const late = await shop.send('POST', json.undo.url.replace('/encore/', ''), {});
  assert.equal(late.status, 410);
  assert.equal(problem(late), 'expired');
  assert.deepEqual(shop.books(), { lines: 1, count: 1, amount: 2035 });
});

test('undo of an order packed meanwhile keeps line and charge', async () => {
  const { shop, published } = await shopWithOrder();
  const { json } = await shop.accept(published, 'card');
  shop.book.orders.get('o1').released = true;
  const path = json.undo.url.replace('/encore/', '');
  assert.equal(problem(await shop.send('POST', path, {})), 'order_released');
  assert.equal(problem(await shop.send('POST', path, {})), 'order_released');
  assert.deepEqual(shop.books(), { lines: 1, count: 1, amount: 2035 });
});

test('an undone purchase stays spent', async () => {
  const { shop, published } = await shopWithOrder();
  const { json } = await shop.accept(published, 'card');
  await shop.send('POST', json.undo.url.replace('/encore/', ''), {});
  const again = await shop.accept(published, 'card');
  assert.equal(problem(again), 'already_accepted');
  assert.equal(again.json.state, 'undone');
  const poll = await shop.send('GET', `status?key=${json.purchase_id}`);
  assert.equal(poll.status, 200);
  assert.equal(poll.json.state, 'undone');
  assert.equal(shop.gateway.charged, 1);
});

test('status of a key that was never used is 404, of a declined one the decline', async () => {
  const { shop, published } = await shopWithOrder();
  assert.equal((await shop.send('GET', 'status/never')).status, 404);
  shop.gateway.policy = () => 'decline';
  await shop.accept(published, 'card');
  assert.equal(problem(await shop.send('GET', `status/${published.tokens[0].key}`)), 'payment_declined');
});

test('extend gives more time once, never past the hold, and old tokens profit too', async () => {
  const { shop, published } = await shopWithOrder();
  const ask = () =>
    shop.send('POST', 'extend', { order_id: 'o1', candidate_id: 'card', token: published.tokens[0].token });
  shop.now += 50 * MINUTE;
  const reply = await ask();
  assert.equal(reply.json.deadline, new Date(START + 120 * MINUTE).toISOString());
  shop.now += 20 * MINUTE;
  assert.equal((await ask()).json.deadline, reply.json.deadline);
  assert.equal((await shop.accept(published, 'card')).status, 200);
  const second = await shop.send('POST', 'extend', { order_id: 'o1', candidate_id: 'card', token: reply.json.token });
  assert.equal(problem(second), 'invalid', 'an extended token is not extended again');
});

test('extend after the deadline, without permission, or up to an earlier hold', async () => {
  const { shop, published } = await shopWithOrder();
  const ask = id =>
    shop.send('POST', 'extend', {
      order_id: 'o1',
      candidate_id: id,
      token: published.tokens.find(t => t.candidate_id === id).token,
    });
  assert.equal(problem(await ask('care')), 'invalid');
  shop.book.orders.get('o1').hold_until_ms = START + 90 * MINUTE;
  assert.equal((await ask('card')).json.deadline, new Date(START + 90 * MINUTE).toISOString());
  const late = await shopWithOrder();
  late.shop.now += 61 * MINUTE;
  const token = late.published.tokens[0].token;
  assert.equal(
    problem(await late.shop.send('POST', 'extend', { order_id: 'o1', candidate_id: 'card', token })),
    'expired',
  );
});

test("next signs a successor from today's sheet, and not after its alternative was bought", async () => {
  const { shop, published } = await shopWithOrder({
    sheet: id => {
      const sheet = sheetFor(id);
      sheet.candidates[0].on_decline = 'care';
      return sheet;
    },
  });
  const ask = by =>
    shop.send('POST', 'next', { sheet_id: 's', order_id: 'o1', candidate_id: 'care', from: 'card', by });
  const reply = await ask('decline');
  assert.equal(reply.json.key, tokenId(ORIGIN, 'o1', 'care'));
  const original = await shop.accept(published, 'card');
  assert.equal(problem(original), 'superseded', 'what was declined for it is not sold beside it');
  assert.equal((await shop.accept(published, 'care', { token: reply.json.token })).status, 200);
  assert.equal((await ask('accept')).status, 200);
  assert.equal(
    problem(
      await shop.send('POST', 'next', { order_id: 'o1', candidate_id: 'unheard-of', from: 'card', by: 'accept' }),
    ),
    'superseded',
  );
});

test('malformed, oversized, mistyped and misplaced requests', async () => {
  const { shop, published } = await shopWithOrder();
  const { body, key } = shop.acceptBody(published);
  const post = (content, headers = {}) => shop.send('POST', 'accept', content, { 'idempotency-key': key, ...headers });
  const expectInvalid = async (reply, status) => {
    assert.equal(problem(await reply), 'invalid');
    assert.equal((await reply).status, status);
  };
  for (const text of ['{', '[]', 'null', '"x"', '{"a":1}x']) await expectInvalid(post(text), 400);
  await expectInvalid(shop.send('POST', 'accept', undefined, { 'idempotency-key': key }), 400);
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', null])
    await expectInvalid(post(body, { 'content-type': type }), 415);
  await expectInvalid(post({ ...body, filler: 'x'.repeat(65_536) }), 413);
  await expectInvalid(shop.send('GET', 'accept'), 405);
  await expectInvalid(shop.send('POST', 'nowhere', {}), 404);
  await expectInvalid(shop.send('POST', 'constructor', {}), 404);
  await expectInvalid(post(body, { 'idempotency-key': null }), 422);
  await expectInvalid(post(body, { 'idempotency-key': 'another' }), 422);
  for (const member of ['order_id', 'candidate_id', 'variant_id', 'quantity', 'token', 'expected']) {
    const reply = await post({ ...body, [member]: undefined });
    assert.equal(reply.json.pointer, `/${member}`);
  }
  assert.equal(problem(await post(body, { origin: null })), 'unauthorized');
  assert.equal((await post(body, { 'content-type': 'application/json; charset=utf-8' })).status, 200);
});

test('what another site posts, or any form, charges nothing and tells nothing', async () => {
  const { shop, published } = await shopWithOrder();
  for (const origin of [
    'https://evil.example',
    `${ORIGIN}.evil.example`,
    ORIGIN.replace('https:', 'http:'),
    `${ORIGIN}:8443`,
    `${ORIGIN}/`,
    'null',
    '',
    null,
  ]) {
    const reply = await shop.accept(published, 'card', {}, { origin });
    assert.deepEqual(
      [reply.status, problem(reply), reply.headers['access-control-allow-origin']],
      [403, 'unauthorized', undefined],
      `${origin}`,
    );
  }
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain; application/json',
    'application/json+x',
    '',
    null,
  ]) {
    const reply = await shop.accept(published, 'card', {}, { 'content-type': type });
    assert.deepEqual([reply.status, problem(reply)], [415, 'invalid'], `${type}`);
  }
  assert.equal(shop.gateway.keys.size, 0);
  assert.deepEqual(shop.books(), { lines: 0, count: 0, amount: 0 });
  assert.equal((await shop.accept(published, 'card')).status, 200, "the shop's own page still buys");
});

test('a CORS preflight is answered for allowed origins only', async () => {
  const { shop } = await shopWithOrder();
  const yes = await shop.send('OPTIONS', 'accept', undefined, { 'access-control-request-method': 'POST' });
  assert.equal(yes.status, 204);
  assert.match(yes.headers['access-control-allow-headers'], /idempotency-key/);
  const no = await shop.send('OPTIONS', 'accept', undefined, { origin: 'https://evil.example' });
  assert.equal(no.status, 403);
  assert.equal(no.headers['access-control-allow-origin'], undefined);
});

test('a rate limit answers with its pause and frees the key', async () => {
  let wait = { retry_after_s: 7 };
  const { shop, published } = await shopWithOrder({
    rateLimit: async () => {
      if (wait === 'broken') throw new Error('the counter is away');
      return wait;
    },
  });
  const reply = await shop.accept(published, 'card');
  assert.equal(problem(reply), 'rate_limited');
  assert.equal(reply.headers['retry-after'], '7');
  wait = 'broken';
  assert.equal(problem(await shop.accept(published, 'card')), 'unavailable');
  assert.deepEqual(
    shop.errors.map(({ operation }) => operation),
    ['rateLimit'],
  );
  wait = null;
  assert.equal((await shop.accept(published, 'card')).status, 200);
});

test('a database that is away before the reservation is unavailable, after it in progress', async () => {
  const { shop, published } = await shopWithOrder();
  const { ledger, swap } = shop.ports.storage;
  shop.ports.storage.ledger = async () => {
    throw new Error('connection refused');
  };
  const before = await shop.accept(published, 'card');
  assert.equal(problem(before), 'unavailable');
  assert.equal(before.status, 503);
  shop.ports.storage.ledger = ledger;
  shop.ports.storage.swap = async () => {
    throw new Error('connection refused');
  };
  assert.equal(problem(await shop.accept(published, 'card')), 'in_progress');
  shop.ports.storage.swap = swap;
  assert.deepEqual(
    shop.errors.map(({ operation }) => operation),
    ['ledger', 'swap'],
  );
  assert.ok(
    shop.errors.every(({ error }) => !String(error).includes('eyJ')),
    'no token in an error',
  );
  shop.now += 31_000;
  await shop.server.reconcile();
  assert.deepEqual(shop.books(), { lines: 1, count: 1, amount: 2035 });
});

test('what no database can hold is refused as invalid, or is nothing; it never looks as if something were under way', async () => {
  const { shop, published } = await shopWithOrder();
  const [{ key }] = published.tokens;
  for (const text of ['\0', 'a\ud800']) {
    assert.equal(problem(await shop.accept(published, 'card', { decision: { x: text } })), 'invalid');
    const queries = [`status/${key}?order_id=%00`, `status/%00?order_id=o1`];
    for (const path of queries) assert.ok((await shop.send('GET', path)).status < 500, path);
  }
  for (const path of ['undo/%00', `undo/${key}%00`])
    assert.equal(Math.floor((await shop.send('POST', path, {})).status / 100), 4);
  assert.equal((await shop.send('GET', `status/${key}?order_id=o1`)).status, 404, 'nothing was reserved');
  assert.deepEqual(shop.errors, []);
  assert.equal((await shop.accept(published, 'card')).status, 200);
});

test('time is given by every route, and by the Date of a HEAD', async () => {
  const { shop } = await shopWithOrder();
  shop.now += 1234;
  assert.equal((await shop.send('GET', 'time')).json.server_time, new Date(shop.now).toISOString());
  const head = await shop.send('HEAD', 'accept');
  assert.equal(head.status, 200);
  assert.equal(head.headers.date, new Date(shop.now).toUTCString());
});

test('page events are stored with known members only', async () => {
  const { shop, published } = await shopWithOrder();
  const { visit } = published.sheet.published;
  const events = [
    { id: 'e1', event: 'shown', candidate_id: 'card', slot: 0, first_name: 'Ada', contribution: 99, token: 'eyJ' },
  ];
  assert.equal((await shop.send('POST', 'events', { visit, events })).status, 202);
  const [{ id, ...stored }] = shop.stored;
  assert.match(id, /^page:/);
  assert.deepEqual(stored, {
    event: 'shown',
    candidate_id: 'card',
    slot: 0,
    source: 'page',
    at: new Date(shop.now).toISOString(),
    order_id: 'o1',
    visitor_id: 'o1',
    surface: 'thank_you',
  });
  for (const bad of [[{ event: 'shown' }], [{ id: 'e', event: 'refunded' }], ['x'], new Array(101).fill(events[0])]) {
    assert.equal(problem(await shop.send('POST', 'events', { visit, events: bad })), 'invalid');
  }
});

test('events without the proof of a visit are not taken, and a visit vouches for its own order and offers alone', async () => {
  const { shop, published } = await shopWithOrder();
  const { visit } = published.sheet.published;
  const event = { id: 'e', event: 'declined', candidate_id: 'card', order_id: 'o9', visitor_id: 'someone else' };
  const post = (proof, ...events) => shop.send('POST', 'events', { visit: proof, events });
  for (const proof of [undefined, null, 7, '', 'a.b.c', published.tokens[0].token])
    assert.equal(problem(await post(proof, event)), 'unauthorized');
  assert.equal(problem(await shop.send('POST', 'accept', {}, { 'idempotency-key': 'k' })), 'invalid');
  await post(visit, { ...event, id: 'e1' }, { ...event, id: 'e2' }, { ...event, candidate_id: 'of another sheet' });
  assert.equal(shop.stored.length, 2);
  assert.equal(new Set(shop.stored.map(({ id }) => id)).size, 1, 'twice the same is one event by its id');
  assert.deepEqual([shop.stored[0].order_id, shop.stored[0].visitor_id], ['o1', 'o1']);
  await post(visit, { ...event, id: `server:${published.tokens[0].key}:refunded` });
  assert.ok(
    shop.stored.every(({ id }) => id.startsWith('page:')),
    'no page takes the id of a server event',
  );
  for (const bad of [
    { ...event, id: 'a\0' },
    { ...event, at: '1' },
    { ...event, arms: { x: '\ud800' } },
  ])
    assert.equal(problem(await post(visit, bad)), 'invalid');
  shop.now += 25 * 3_600_000;
  assert.equal(problem(await post(visit, event)), 'unauthorized', 'a day later the visit is over');
});
