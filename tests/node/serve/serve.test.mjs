// SPDX-License-Identifier: MIT
//
// `encore serve` from outside: a shop behind webhooks, a page's requests, and what happens where either side is silent,
// wrong or killed. The books are compared wherever money could move: charges that stand = lines.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { sheetFor } from '../server/shop.mjs';
import { webhookSecret, webhookShop } from './shop.mjs';

import { openStore, startServe } from 'encore-offers/serve';
const origin = 'https://shop.example';
const secret = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';

/** What encore learn writes where nothing was shown yet. */
const emptyModel = {
  version: 1,
  model_id: 'm',
  decisions: 0,
  shows: 0,
  accepts: 0,
  lift_slope_ppm: 0,
  dilution_bps: { value: 0, low: 0, high: 0 },
  rows: [],
};

/** A running `encore serve` over a SQLite file of its own, and its shop. */
async function serving(t, more = {}) {
  const shop = await webhookShop(t);
  const data = more.data ?? mkdtempSync(join(tmpdir(), 'encore-serve-'));
  if (!more.data) t.after(() => rmSync(data, { recursive: true }));
  const config = {
    host: '127.0.0.1',
    port: 0,
    data,
    databaseUrl: null,
    secret,
    keys: {
      issuer: origin,
      current: 'k',
      keys: [{ kid: 'k', alg: 'HS256', secret: 'a3f9c07be1d24856a3f9c07be1d24857' }],
    },
    webhook: { url: shop.url, secret: webhookSecret, timeoutMs: more.timeoutMs ?? 5000 },
    origins: [origin],
    base: '/encore',
    returnUrl: '/orders/{order_id}',
    reconcileSeconds: 3600,
    leaseSeconds: 30,
    dev: false,
    suggest: more.suggest ?? null,
  };
  const serve = await startServe(config, () => openStore(null, data));
  let stopped = false;
  const stop = async () => {
    if (!stopped) await serve.stop();
    stopped = true;
  };
  t.after(stop);
  const call = async (method, path, body, headers = {}) => {
    const reply = await fetch(serve.address + path, {
      method,
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await reply.text();
    const isJson = /json/.test(reply.headers.get('content-type') ?? '');
    return { status: reply.status, text, json: isJson && text !== '' ? JSON.parse(text) : null };
  };
  const shopper = (method, path, body, headers = {}) =>
    call(method, `/encore/${path}`, body, { origin, cookie: 'buyer=o1', authorization: '', ...headers });
  /** A paid order, its published sheet, and the request that accepts its first offer. */
  const order = async () => {
    const now = Date.now();
    shop.book.open({ id: 'o1', total: 79_900, currency: 'EUR', hold_until_ms: now + 3 * 3_600_000 });
    const published = await call('POST', '/publish', sheetFor('o1', now));
    assert.equal(published.status, 200, published.text);
    const { token, key } = published.json.tokens.find(({ candidate_id }) => candidate_id === 'card');
    const body = {
      sheet_id: 'sh-o1',
      order_id: 'o1',
      candidate_id: 'card',
      variant_id: 'mem-64',
      quantity: 1,
      token,
      expected: { total: 2035, currency: 'EUR' },
    };
    return {
      published: published.json,
      key,
      accept: () => shopper('POST', 'accept', body, { 'idempotency-key': key }),
    };
  };
  const books = () => ({ lines: shop.book.orders.get('o1').lines.size, ...shop.gateway.standing('o1') });
  return { shop, serve, call, shopper, order, books, stop, data };
}

test('a backend publishes, a shopper accepts once and undoes, all through webhooks', async t => {
  const { shop, shopper, order, books } = await serving(t);
  const { published, key, accept } = await order();
  assert.match(published.script, /^<script type="application\/json">/);
  assert.doesNotMatch(published.script, /unit_cost/);
  const first = await accept();
  assert.equal(first.status, 200, first.text);
  assert.equal(first.json.charged, 2035);
  const again = await accept();
  assert.deepEqual({ ...again.json, server_time: 0 }, { ...first.json, server_time: 0 });
  assert.deepEqual(books(), { lines: 1, count: 1, amount: 2035 });
  assert.ok(shop.calls.some(({ id }) => id === `charge:${key}:1`));
  assert.ok(shop.calls.some(({ id }) => id === `add_line:${key}`));
  const owns = shop.calls.find(({ type }) => type === 'owns');
  assert.deepEqual(owns.data, { order_id: 'o1', headers: { cookie: 'buyer=o1', authorization: '' } });
  const undone = await shopper('POST', `undo/${key}`, {});
  assert.equal(undone.status, 200, undone.text);
  assert.deepEqual(books(), { lines: 0, count: 0, amount: 0 });
});

test('a charge that is not answered is unknown: in progress, then finished by the reconciler, charged once', async t => {
  const { shop, serve, shopper, order, books } = await serving(t, { timeoutMs: 150 });
  const { key, accept } = await order();
  // The shop charges and dies before it answers.
  shop.misbehave = (type, data) => {
    if (type !== 'charge') return undefined;
    shop.answers.set(`charge:${data.key}`, JSON.stringify(shop.gateway.charge(data)));
    return 'hang';
  };
  const first = await accept();
  assert.equal(first.status, 409, first.text);
  assert.equal(first.json.type, 'in_progress');
  shop.misbehave = () => undefined;
  const settled = async () => {
    for (let tries = 0; tries < 50; tries++) {
      await serve.reconcile();
      const { status, json } = await shopper('GET', `status/${key}`);
      if (status === 200) return json;
    }
    return null;
  };
  assert.equal((await settled())?.charged, 2035);
  assert.deepEqual(books(), { lines: 1, count: 1, amount: 2035 });
});

test('a shop that answers with another status, no JSON or another shape has not charged as far as is known', async t => {
  for (const odd of [{ status: 500, body: '' }, { body: '<html>' }, { body: '{"id":"pi_1","status":"succeeded"}' }]) {
    const { shop, order, books } = await serving(t);
    const { accept } = await order();
    shop.misbehave = type => (type === 'charge' ? odd : undefined);
    const reply = await accept();
    assert.equal(reply.status, 409, `${JSON.stringify(odd)}: ${reply.text}`);
    assert.equal(reply.json.type, 'in_progress');
    assert.deepEqual(books(), { lines: 0, count: 0, amount: 0 });
  }
});

test('only true says that a request comes from the buyer', async t => {
  for (const answer of ['"yes"', '1', 'null', '{}', 'false']) {
    const { shop, order, books } = await serving(t);
    const { accept } = await order();
    shop.misbehave = type => (type === 'owns' ? { body: answer } : undefined);
    const reply = await accept();
    assert.ok(reply.status === 403 || reply.status === 503, `${answer}: ${reply.text}`);
    assert.deepEqual(books(), { lines: 0, count: 0, amount: 0 });
  }
});

test('what one process left behind, the next one answers the same', async t => {
  const first = await serving(t);
  const { key, accept } = await first.order();
  const bought = await accept();
  await first.stop();
  const second = await serving(t, { data: first.data });
  second.shop.book.open({ id: 'o1', total: 79_900, currency: 'EUR', hold_until_ms: Date.now() + 3_600_000 });
  const status = await second.shopper('GET', `status/${key}`);
  assert.equal(status.status, 200, status.text);
  assert.deepEqual({ ...status.json, server_time: 0 }, { ...bought.json, server_time: 0 });
});

test('the backend’s routes ask for the secret, the shopper’s do not', async t => {
  const { call, shopper } = await serving(t);
  const strangers = ['', 'Bearer', 'Bearer wrong', `Basic ${secret}`];
  for (const authorization of strangers) {
    for (const path of ['/check', '/decide', '/publish', '/verify']) {
      assert.equal((await call('POST', path, {}, { authorization })).status, 401, `${path} ${authorization}`);
    }
    for (const path of ['/metrics', '/openapi.json']) {
      assert.equal((await call('GET', path, undefined, { authorization })).status, 401, `${path} ${authorization}`);
    }
  }
  assert.equal((await call('GET', '/health', undefined, { authorization: '' })).status, 200);
  assert.equal((await shopper('GET', 'time')).status, 200);
});

test('a sheet with faults is refused with sentences, and unusable questions with what is wanted', async t => {
  const { call } = await serving(t);
  const broken = { ...sheetFor('o1', Date.now()), currency: 'EURO' };
  for (const path of ['/decide', '/publish']) {
    const reply = await call('POST', path, broken);
    assert.equal(reply.status, 422, reply.text);
    assert.equal(reply.json.issues[0].path, '/currency');
    assert.ok(reply.json.issues[0].message);
  }
  const checked = await call('POST', '/check', broken);
  assert.equal(checked.status, 200);
  assert.equal(checked.json.ok, false);
  assert.equal((await call('POST', '/publish', 'not json')).status, 422);
  assert.match((await call('POST', '/publish?now=today', broken)).json.detail, /2026-11-21T10:05:00Z/);
  assert.match((await call('POST', '/publish?vistor=1', broken)).json.detail, /vistor.*visitor/);
  assert.equal((await call('POST', '/verify', '{}')).status, 422);
  assert.equal((await call('POST', '/verify', '{')).status, 400);
});

// Where nothing was shown yet, what earns more comes first.
test('an order becomes a private sheet by the configured catalogue and model, which publishes', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'encore-suggest-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const catalogue = join(folder, 'catalogue.ndjson');
  const row = (id, price) => ({ product: { id, title: id, variants: [{ id: `${id}-1`, price, unit_cost: 100 }] } });
  const rows = [{ ...row('strap', 1900), pairs_with: ['camera'] }, row('lens', 3900), { product: { id: 'broken' } }];
  writeFileSync(catalogue, rows.map(one => JSON.stringify(one)).join('\n'));
  const model = join(folder, 'model.json');
  writeFileSync(model, JSON.stringify(emptyModel));
  const suggest = { catalogue, model, rules: null, policy: { id: 'p', min_relevance: 'none' } };
  const { call } = await serving(t, { suggest });
  const { order } = sheetFor('o1', Date.now());
  const suggested = await call('POST', '/suggest?limit=1', { order, customer: {} });
  assert.equal(suggested.status, 200, suggested.text);
  assert.deepEqual(
    suggested.json.candidates.map(({ product }) => product.id),
    ['lens'],
  );
  const published = await call('POST', '/publish', suggested.json);
  assert.equal(published.status, 200, published.text);
  assert.doesNotMatch(published.json.script, /unit_cost/);
  for (const [body, status] of Object.entries({
    '{': 400,
    '{}': 422,
    '{"order":{"id":"o"}}': 422,
    '[]': 422,
    null: 422,
  }))
    assert.equal((await call('POST', '/suggest', body)).status, status, body);
  assert.equal((await call('POST', '/suggest?limit=0', {})).status, 400);
});

test('without a model there are no suggestions, and the answer says what to configure', async t => {
  const { call } = await serving(t);
  const { status, json } = await call('POST', '/suggest', { order: {} });
  assert.equal(status, 404);
  assert.match(json.detail, /catalogue/);
});

test('metrics name routes and outcomes, and nothing of an order or a buyer', async t => {
  const { call, order } = await serving(t);
  const { accept } = await order();
  await accept();
  const { text } = await call('GET', '/metrics');
  assert.match(text, /encore_request_duration_seconds_count\{route="\/publish",status="200"\} 1/);
  assert.match(text, /route="\/encore\/\*",status="200"/);
  assert.doesNotMatch(text, /o1|buyer|card/);
});

test('the OpenAPI document names every route and webhook there is', async t => {
  const { call, shop, order, shopper } = await serving(t);
  const { json } = await call('GET', '/openapi.json');
  assert.equal(json.openapi, '3.1.0');
  for (const [path, methods] of Object.entries(json.paths)) {
    for (const method of Object.keys(methods)) {
      const address = path.replace('{purchase_id}', 'none');
      const backend = !path.startsWith('/encore/');
      const reply = await call(
        method.toUpperCase(),
        address,
        method === 'post' ? {} : undefined,
        backend ? {} : { origin },
      );
      assert.notEqual(reply.status, 405, path);
      assert.doesNotMatch(reply.text, /Route .* not found|no such address/, path);
    }
  }
  const { accept, key } = await order();
  await accept();
  await shopper('POST', `undo/${key}`, {});
  for (const { type } of shop.calls) assert.ok(json.webhooks[type], type);
});
