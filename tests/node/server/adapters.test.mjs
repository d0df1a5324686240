// SPDX-License-Identifier: MIT
//
// Fastify, Express, Node's own server, Hono, Lambda and the Fetch standard carry the same requests to the
// same replies: status, body and every header the kit sets. The requests include those a
// framework would like to answer itself: bad JSON, wrong types, too much, unknown methods.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import express from 'express';
import Fastify from 'fastify';
import { expressEncore } from 'encore-offers/adapters/express';
import { fastifyEncore } from 'encore-offers/adapters/fastify';
import { fetchHandler } from 'encore-offers/adapters/fetch';
import { honoEncore } from 'encore-offers/adapters/hono';
import { lambdaHandler } from 'encore-offers/adapters/lambda';
import { nodeHandler } from 'encore-offers/adapters/nodejs';
import { createOfferServer, PaymentDeclined } from 'encore-offers/server';
import { createTestShop, ORIGIN } from './shop.mjs';

const listen = server =>
  new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`));
  });

async function plain(app) {
  const http = createServer(app);
  const base = await listen(http);
  return { call: (path, init) => fetch(base + path, init), close: () => http.close() };
}

/** A good accept, again, another variant and a status, behind the middleware of another project. */
const BEHIND_OTHERS = [
  'express after express.json',
  'express after a parser of texts',
  'express after a parser of bytes',
  'a host that keeps rawBody',
];

const ADAPTERS = {
  async fetch({ server }) {
    const handler = fetchHandler(server);
    return { call: (path, init) => handler(new Request(`https://shop.example${path}`, init)), close: async () => {} };
  },
  async hono({ server }) {
    const handler = honoEncore(server);
    const context = raw => ({ req: { raw, text: () => Promise.reject(new Error('nothing was kept')) } });
    return { call: (path, init) => handler(context(new Request(`https://shop.example${path}`, init))), close() {} };
  },
  async lambda({ server }) {
    const handler = lambdaHandler(server);
    const call = async (path, init) => {
      const request = new Request(`https://shop.example${path}`, init);
      const { pathname, search } = new URL(request.url);
      const { statusCode, headers, body } = await handler({
        rawPath: pathname,
        rawQueryString: search.slice(1),
        headers: Object.fromEntries(request.headers),
        requestContext: { stage: '$default', http: { method: request.method } },
        body: Buffer.from(await request.arrayBuffer()).toString('base64'),
        isBase64Encoded: true,
      });
      return new Response(body || null, { status: statusCode, headers });
    };
    return { call, close() {} };
  },
  async nodejs({ server }) {
    const http = createServer(nodeHandler(server));
    const base = await listen(http);
    return { call: (path, init) => fetch(base + path, init), close: () => http.close() };
  },
  async express({ server }) {
    const app = express();
    app.use('/encore', expressEncore(server));
    app.use(express.json());
    app.post('/own', (request, response) => response.json(request.body));
    const http = createServer(app);
    const base = await listen(http);
    return { call: (path, init) => fetch(base + path, init), close: () => http.close(), own: true };
  },
  async 'express after express.json'({ server }) {
    const app = express();
    app.use(express.json({ strict: false, type: 'application/json' }), (error, request, response, next) => next());
    app.use('/encore', expressEncore(server));
    return plain(app);
  },
  async 'express after a parser of texts'({ server }) {
    const app = express();
    app.use(express.text({ type: '*/*' }));
    app.use('/encore', expressEncore(server));
    return plain(app);
  },
  async 'express after a parser of bytes'({ server }) {
    const app = express();
    app.use(express.raw({ type: '*/*' }));
    app.use('/encore', expressEncore(server));
    return plain(app);
  },
  async 'a host that keeps rawBody'({ server }) {
    const app = express();
    app.use((request, response, next) => {
      const chunks = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        request.rawBody = Buffer.concat(chunks);
        request.body = undefined;
        next();
      });
    });
    app.use('/encore', expressEncore(server));
    return plain(app);
  },
  async fastify({ server }) {
    const app = Fastify();
    app.register(fastifyEncore, { prefix: '/encore', server });
    app.post('/own', async request => request.body);
    const base = await app.listen({ host: '127.0.0.1', port: 0 });
    return { call: (path, init) => fetch(base + path, init), close: () => app.close(), own: true };
  },
};

const KIT_HEADERS = [
  'content-type',
  'cache-control',
  'vary',
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-allow-headers',
  'retry-after',
  'x-content-type-options',
  'date',
  'allow',
];

async function transcript(name) {
  const shop = await createTestShop();
  const { call, close, own } = await ADAPTERS[name](shop);
  const lines = [];
  const json = { origin: ORIGIN, cookie: 'buyer=o1', 'content-type': 'application/json' };
  const say = async (label, path, init = {}) => {
    const reply = await call(path, { ...init, headers: { ...json, ...init.headers } });
    const headers = Object.fromEntries(KIT_HEADERS.map(header => [header, reply.headers.get(header)]));
    lines.push({ label, status: reply.status, body: await reply.text(), headers });
  };
  try {
    const published = await shop.order();
    const { visit } = published.sheet.published;
    const { body, key } = shop.acceptBody(published);
    const accept = (label, text, headers = {}) =>
      say(label, '/encore/accept', { method: 'POST', body: text, headers: { 'idempotency-key': key, ...headers } });
    await accept('malformed', '{"order_id":');
    await accept('empty', '');
    await accept('text', JSON.stringify(body), { 'content-type': 'text/plain' });
    await accept('form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' });
    await accept('oversized', JSON.stringify({ ...body, filler: 'x'.repeat(100_000) }));
    await accept('not UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]));
    await accept('foreign origin', JSON.stringify(body), { origin: 'https://evil.example' });
    await accept('good', JSON.stringify(body));
    await accept('again', JSON.stringify(body));
    await accept('another variant', JSON.stringify({ ...body, variant_id: 'mem-128' }));
    await say('status', `/encore/status/${key}`);
    await say('status by key', `/encore/status?key=${key}`);
    await say('time', '/encore/time');
    await say('head', '/encore/accept', { method: 'HEAD' });
    await say('preflight', '/encore/accept', {
      method: 'OPTIONS',
      headers: { 'access-control-request-method': 'POST' },
    });
    await say('undo', `/encore/undo/${key}`, { method: 'POST', body: '{}' });
    await say('wrong method', '/encore/accept', { method: 'DELETE' });
    await say('get accept', '/encore/accept');
    await say('unknown', '/encore/nothing');
    await say('events', '/encore/events', {
      method: 'POST',
      body: JSON.stringify({ visit, events: [{ id: 'e', event: 'shown' }] }),
    });
    if (own) {
      const reply = await call('/own', {
        method: 'POST',
        body: '{"a":1}',
        headers: { 'content-type': 'application/json' },
      });
      assert.equal(await reply.text(), '{"a":1}', `${name} leaves the shop's own routes their body parser`);
    }
    return lines;
  } finally {
    await close();
  }
}

test('all adapters answer alike', async () => {
  const expected = await transcript('fetch');
  assert.deepEqual(
    expected.map(({ label, status }) => `${label} ${status}`),
    [
      'malformed 400',
      'empty 400',
      'text 415',
      'form 415',
      'oversized 413',
      'not UTF-8 400',
      'foreign origin 403',
      'good 200',
      'again 200',
      'another variant 409',
      'status 200',
      'status by key 200',
      'time 200',
      'head 200',
      'preflight 204',
      'undo 200',
      'wrong method 405',
      'get accept 405',
      'unknown 404',
      'events 202',
    ],
  );
  for (const name of ['nodejs', 'express', 'fastify', 'hono', 'lambda'])
    assert.deepEqual(await transcript(name), expected, name);
});

for (const name of BEHIND_OTHERS) {
  test(`behind other middleware an accept is answered as ever: ${name}`, async () => {
    const shop = await createTestShop();
    const { call, close } = await ADAPTERS[name](shop);
    const { body, key } = shop.acceptBody(await shop.order());
    const headers = { origin: ORIGIN, cookie: 'buyer=o1', 'content-type': 'application/json', 'idempotency-key': key };
    const post = text => call('/encore/accept', { method: 'POST', body: text, headers });
    try {
      assert.equal((await post('[]')).status, 400);
      assert.equal((await post(JSON.stringify(body))).status, 200);
      assert.equal((await call(`/encore/status/${key}`, { headers })).status, 200);
      assert.deepEqual(shop.books(), { lines: 1, count: 1, amount: 2035 });
    } finally {
      await close();
    }
  });
}

test('a body that was read and not kept is answered with a sentence, never with silence', async () => {
  const shop = await createTestShop();
  const app = express();
  app.use((request, response, next) => request.resume().on('end', next));
  app.use('/encore', expressEncore(shop.server));
  const { call, close } = await plain(app);
  const read = new Request('https://shop.example/encore/accept', { method: 'POST', body: '{}' });
  await read.text();
  try {
    const headers = { origin: ORIGIN, 'content-type': 'application/json' };
    for (const reply of [
      await call('/encore/accept', { method: 'POST', body: '{}', headers }),
      await fetchHandler(shop.server)(read),
    ]) {
      assert.equal(reply.status, 500);
      assert.match((await reply.json()).detail, /was read before it reached the offers/);
    }
    assert.equal(shop.errors.length, 2, 'and the shop hears of it');
  } finally {
    await close();
  }
});

test('a mount path that does not fit the base is named, when registered or at the first request', async () => {
  const shop = await createTestShop();
  const fastify = Fastify();
  fastify.register(fastifyEncore, { prefix: '/offers', server: shop.server });
  await assert.rejects(fastify.ready().then(), /registered at "\/offers", but base of createOfferServer is "\/encore"/);
  const app = express();
  app.use('/offers', expressEncore(shop.server));
  app.use((error, request, response, next) => response.status(500).json({ message: error.message, next: typeof next }));
  const { call, close } = await plain(app);
  try {
    assert.match((await (await call('/offers/time')).json()).message, /mounted at \/offers, but base .* is \/encore/);
  } finally {
    await close();
  }
});

test('what is missing or does not fit is refused by name when the shop is put together', async () => {
  const shop = await createTestShop();
  const make = changes => () => createOfferServer({ ...shop.ports, ...changes });
  for (const [changes, sentence] of [
    [{ gateway: undefined }, /needs gateway\.charge, a function/],
    [{ gateway: { ...shop.ports.gateway, refund: undefined } }, /needs gateway\.refund/],
    [{ storage: { find() {} } }, /needs storage\.reserve/],
    [{ origins: [] }, /needs origins, for example/],
    [{ origins: undefined }, /needs origins/],
    [{ origins: ['shop.example'] }, /Invalid URL|http or https/],
    [{ base: 'encore' }, /base is "encore"; wanted/],
    [{ base: 'https://other.example/encore' }, /origins lacks https:\/\/other\.example/],
  ])
    assert.throws(make(changes), sentence);
});

const STRANGE = {
  'gateway.charge': [
    ['a PaymentIntent', { charge: async () => ({ id: 'pi_1', status: 'succeeded' }) }],
    ['undefined', { charge: async () => undefined }],
    ['approved without a charge', { charge: async () => ({ outcome: 'approved' }) }],
  ],
};

for (const [what, gateway] of STRANGE['gateway.charge']) {
  test(`a gateway that answers ${what} is not believed, and onError names the wrong field`, async () => {
    const shop = await createTestShop({ gateway });
    const reply = await shop.accept(await shop.order(), 'card');
    assert.equal(reply.json.type, 'in_progress');
    assert.match(shop.errors[0].error.message, /^gateway\.charge.* wanted: /);
    assert.deepEqual(shop.books(), { lines: 0, count: 0, amount: 0 });
  });
}

test('ids become text, a decline may be thrown, and only true is a yes', async () => {
  const numeric = await createTestShop({ orders: { addLine: async () => ({ line_id: 17, order_total: 81935 }) } });
  assert.equal((await numeric.accept(await numeric.order(), 'card')).json.line_id, '17');
  const thrown = await createTestShop({
    gateway: {
      async charge() {
        throw new PaymentDeclined('insufficient funds');
      },
    },
  });
  assert.equal((await thrown.accept(await thrown.order(), 'card')).json.type, 'payment_declined');
  assert.deepEqual(thrown.errors, []);
  const buyers = await createTestShop({ buyers: { owns: async () => 'no' } });
  assert.equal((await buyers.accept(await buyers.order(), 'card')).json.type, 'unauthorized');
  const total = await createTestShop({ orders: { addLine: async () => ({ line_id: 'l', order_total: '819.35' }) } });
  assert.equal((await total.accept(await total.order(), 'card')).json.type, 'in_progress');
  assert.match(total.errors[0].error.message, /orders\.addLine\.order_total is "819\.35"; wanted: integer minor units/);
});
