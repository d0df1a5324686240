// SPDX-License-Identifier: MIT
//
// Fastify, Express, Node's own server and the Fetch standard carry the same requests to the
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
import { nodeHandler } from 'encore-offers/adapters/nodejs';
import { createTestShop, ORIGIN } from './shop.mjs';

const listen = server =>
  new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`));
  });

const ADAPTERS = {
  async fetch({ server }) {
    const handler = fetchHandler(server);
    return { call: (path, init) => handler(new Request(`https://shop.example${path}`, init)), close: async () => {} };
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
    const { body, key } = shop.acceptBody(await shop.order());
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
      body: JSON.stringify({ events: [{ id: 'e', event: 'shown' }] }),
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
  for (const name of ['nodejs', 'express', 'fastify']) assert.deepEqual(await transcript(name), expected, name);
});
