// SPDX-License-Identifier: MIT
//
// `encore conformance --webhooks`: a shop that keeps the promises passes every rule, and each way to break one is found
// by the rule that is about it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundled } from '../../bundled.mjs';
import { webhookSecret, webhookShop } from './shop.mjs';

const { examineWebhooks } = await bundled('conformance/webhooks.ts', { platform: 'node' });

/** A shop with a paid order, examined; `spoil` plants a defect in it. */
async function examined(t, spoil = () => undefined, more = {}) {
  const shop = await webhookShop(t);
  shop.book.open({ id: 'o1', total: 79_900, currency: 'EUR' });
  spoil(shop);
  const about = { order: 'o1', cookie: 'buyer=o1', item: 'mem/mem-64', timeoutMs: 2000, ...more };
  const { findings, counts } = await examineWebhooks({ url: shop.url, secret: webhookSecret, ...about });
  return {
    shop,
    counts,
    findings,
    broken: findings.filter(({ verdict }) => verdict === 'fail').map(({ rule }) => rule),
  };
}

test('a shop that keeps its promises passes every rule, and its books are as before', async t => {
  const { shop, counts, findings } = await examined(t);
  assert.deepEqual(
    findings.filter(({ verdict }) => verdict !== 'pass'),
    [],
  );
  assert.ok(counts.pass >= 16);
  assert.equal(shop.book.orders.get('o1').lines.size, 0);
  assert.equal(shop.room.stock?.get?.('mem-64') ?? 5, 5);
});

test('without an order only what needs none is examined, and the rest says what to give', async t => {
  const { counts, findings } = await examined(t, undefined, { order: undefined, item: undefined });
  assert.equal(counts.fail, 0);
  assert.ok(counts.untested >= 6);
  for (const { verdict, detail } of findings) assert.equal(verdict === 'untested', detail.includes('--'), detail);
});

const answering = (type, body) => shop => {
  shop.misbehave = asked => (asked === type ? { body: JSON.stringify(body) } : undefined);
};
let count = 0;
const defects = {
  'no signature is checked': [shop => (shop.careless = true), ['unsigned', 'forged', 'signed-over-all', 'stale']],
  'every charge is a new one': [
    shop => {
      shop.misbehave = type =>
        type === 'charge' ? { body: JSON.stringify({ outcome: 'approved', charge_id: `c${++count}` }) } : undefined;
    },
    ['charge-once', 'cancel-is-final', 'refund-once', 'line-once'],
  ],
  'a charge that says nothing': [
    answering('charge', { id: 'pi_1', status: 'succeeded' }),
    ['charge-once', 'cancel-is-final', 'refund-once', 'line-once'],
  ],
  'lookup finds what was never asked': [
    answering('lookup', { outcome: 'approved', charge_id: 'c' }),
    ['unseen-key', 'charge-once'],
  ],
  'everybody owns every order': [answering('owns', true), ['no-such-order', 'buyer']],
  'owns answers a text': [answering('owns', 'yes'), ['no-such-order', 'buyer']],
  'an order without lines': [
    answering('order', { id: 'o1', total: 1 }),
    ['second-signature', 'no-such-order', 'line-once', 'live-and-sheet'],
  ],
  'stock is taken under any hold': [answering('take', true), ['stock-once']],
  'refunds fail': [answering('refund', false), ['refund-once']],
  'a removed line comes back': [
    shop => {
      shop.misbehave = (type, data) => {
        if (type !== 'add_line' || !shop.book.orders.get('o1').removed?.has?.(data.purchase_id)) return undefined;
        return { body: JSON.stringify({ line_id: 'again', order_total: 1 }) };
      };
    },
    ['line-once'],
  ],
  'unknown types are answered with 200': [shop => (shop.unknown = 200), ['unknown-type', 'no-json']],
};
for (const [name, [spoil, rules]] of Object.entries(defects)) {
  test(`found: ${name}`, async t => {
    const { broken, findings } = await examined(t, spoil);
    assert.deepEqual(
      broken.filter(rule => rules.includes(rule)).sort(),
      broken.sort(),
      JSON.stringify(findings, null, 1),
    );
    assert.ok(broken.includes(rules[0]) || name === 'an order without lines', `${broken}`);
    assert.ok(broken.length > 0);
  });
}
