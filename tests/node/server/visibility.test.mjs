// SPDX-License-Identifier: MIT
//
// What a shop sees of its offers: the server's own events, hooks, health, logs, spans and counters; and that none of
// them can break a purchase or carries a person. The collectors keep each event, in a table once, in files by the day.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { PGlite } from '@electric-sql/pglite';
import { metrics, trace } from '@opentelemetry/api';
import Ajv from 'ajv/dist/2020.js';
import { fileEvents, migrate, openTelemetry, postgresEvents } from 'encore-offers/server';
import { createTestShop } from './shop.mjs';

const schema = name =>
  JSON.parse(readFileSync(new URL(`../../../web/schema/${name}-1.schema.json`, import.meta.url), 'utf8'));
const ajv = new Ajv({ strict: false });
ajv.addSchema(schema('offer-sheet'));
const validate = ajv.compile(schema('events'));

const recorder = () => {
  const called = [];
  const names = ['accepted', 'declined', 'undone', 'refunded', 'price_changed'];
  const hooks = Object.fromEntries(names.map(name => [name, notice => called.push([name, notice])]));
  return { called, hooks };
};

test('a purchase and its undo are the server’s own events, once each, and call their hooks', async () => {
  const { called, hooks } = recorder();
  const shop = await createTestShop({ hooks });
  const published = await shop.order();
  const { json } = await shop.accept(published, 'card');
  await shop.accept(published, 'card');
  await shop.send('POST', json.undo.url.replace('/encore/', ''), {});
  const events = shop.stored;
  assert.deepEqual(
    events.map(({ event }) => event),
    ['accepted', 'refunded', 'undone'],
  );
  for (const event of events) assert.ok(validate(event), ajv.errorsText(validate.errors));
  const [accepted] = events;
  assert.equal(accepted.source, 'server');
  assert.equal(accepted.charged, json.charged);
  assert.equal(accepted.quote.total, json.charged);
  assert.equal(accepted.purchase_id, json.purchase_id);
  assert.deepEqual(
    called.map(([name, { order_id, candidate_id }]) => [name, order_id, candidate_id]),
    ['accepted', 'refunded', 'undone'].map(name => [name, 'o1', 'card']),
  );
});

test('declines that pages report and prices that changed call their hooks', async () => {
  const { called, hooks } = recorder();
  const shop = await createTestShop({ hooks });
  const published = await shop.order();
  const { visit } = published.sheet.published;
  await shop.send('POST', 'events', { visit, events: [{ id: 'e', event: 'declined', candidate_id: 'card' }] });
  const refused = await shop.accept(published, 'card', { expected: { total: 1, currency: 'EUR' } });
  assert.equal(refused.json.type, 'price_changed');
  assert.deepEqual(
    called.map(([name]) => name),
    ['declined', 'price_changed'],
  );
});

test('hooks and collectors that fail break nothing, and onError hears of them', async () => {
  const errors = [];
  const fail = () => {
    throw new Error('not today');
  };
  const shop = await createTestShop({
    hooks: { accepted: fail },
    events: { append: async () => fail() },
    onError: (error, operation) => errors.push(operation),
  });
  const reply = await shop.accept(await shop.order(), 'card');
  assert.equal(reply.status, 200);
  assert.deepEqual(shop.books(), { lines: 1, count: 1, amount: reply.json.charged });
  assert.deepEqual(errors, ['events', 'hooks.accepted']);
});

test('health answers for the storage, and the log has one line for each request without a person', async () => {
  const lines = [];
  const shop = await createTestShop({ log: entry => lines.push(entry), onError: () => {} });
  assert.equal((await shop.send('GET', 'health')).json.ok, true);
  await shop.accept(await shop.order(), 'card');
  await shop.send('POST', 'nowhere', {});
  assert.deepEqual(
    lines.map(({ route, method, status, level }) => [route, method, status, level]),
    [
      ['health', 'GET', 200, 'info'],
      ['accept', 'POST', 200, 'info'],
      ['none', 'POST', 404, 'warn'],
    ],
  );
  const text = JSON.stringify(lines);
  for (const secret of ['o1', 'eyJ', 'card']) assert.ok(!text.includes(secret), secret);
});

test('OpenTelemetry gets a span and a count for each request, by its API alone', async () => {
  const spans = [];
  const counts = [];
  const span = name => {
    const one = { name, attributes: {}, ended: false };
    spans.push(one);
    return {
      setAttributes: more => Object.assign(one.attributes, more),
      setStatus: status => (one.status = status),
      end: () => (one.ended = true),
    };
  };
  trace.setGlobalTracerProvider({ getTracer: () => ({ startActiveSpan: (name, _, work) => work(span(name)) }) });
  metrics.setGlobalMeterProvider({
    getMeter: () => ({ createCounter: name => ({ add: (n, attributes) => counts.push([name, n, attributes]) }) }),
  });
  const telemetry = await openTelemetry();
  const shop = await createTestShop({ telemetry });
  await shop.accept(await shop.order(), 'card');
  assert.deepEqual(
    spans.map(({ name, attributes, ended }) => [name, attributes['http.response.status_code'], ended]),
    [['encore.request', 200, true]],
  );
  assert.deepEqual(
    counts.map(([name, n]) => [name, n]),
    [
      ['encore.accepted', 1],
      ['encore.requests', 1],
    ],
  );
  await assert.rejects(telemetry.span('x', {}, () => Promise.reject(new TypeError('typed by a person'))));
  assert.equal(spans.at(-1).status.message, 'TypeError');
  trace.disable();
  metrics.disable();
});

test('the table keeps each event once; the files keep them by the day, batch after batch', async () => {
  const db = new PGlite();
  await migrate(db);
  const event = { id: 'e1', event: 'shown', at: '2026-11-21T10:00:00Z', order_id: 'o1', candidate_id: 'card' };
  const table = postgresEvents(db);
  await table.append([event, { ...event, id: 'e2' }]);
  await table.append([{ ...event, order_id: 'other' }]);
  const { rows } = await db.query('SELECT id, event, order_id, body FROM encore_events ORDER BY id');
  assert.deepEqual(
    rows.map(({ id, order_id }) => [id, order_id]),
    [
      ['e1', 'o1'],
      ['e2', 'o1'],
    ],
  );
  assert.deepEqual(rows[0].body, event);
  await db.close();

  const folder = mkdtempSync(join(tmpdir(), 'encore-events-'));
  let now = Date.parse('2026-11-21T23:59:59Z');
  const files = fileEvents(folder, () => now);
  const batches = Array.from({ length: 50 }, (_, i) => [
    { ...event, id: `a${i}` },
    { ...event, id: `b${i}` },
  ]);
  await Promise.all(batches.map(batch => files.append(batch)));
  now += 2000;
  await files.append([{ ...event, id: 'late' }]);
  assert.deepEqual(readdirSync(folder).sort(), ['events-2026-11-21.ndjson', 'events-2026-11-22.ndjson']);
  const lines = readFileSync(join(folder, 'events-2026-11-21.ndjson'), 'utf8').trim().split('\n');
  assert.deepEqual(
    lines.map(line => JSON.parse(line).id),
    batches.flat().map(({ id }) => id),
  );
  rmSync(folder, { recursive: true });
});
