// SPDX-License-Identifier: MIT
//
// The file formats of the loop: their examples hold, near misses do not, and their words are those of the code.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { examples } from '../../../web/tools/generate/formats.mjs';

const schema = name => JSON.parse(readFileSync(new URL(`../../../web/schema/${name}-1.schema.json`, import.meta.url)));
const names = ['orders', 'catalogue', 'events', 'refunds'];
const ajv = new Ajv({ allErrors: true, strict: false });
for (const name of ['offer-sheet', ...names]) ajv.addSchema(schema(name));
const faults = (name, value) => {
  const validate = ajv.getSchema(`urn:encore:${name}:1`);
  return validate(value) ? [] : validate.errors.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
};
const without = (object, key) => Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));

for (const name of names) {
  test(`${name}-1: the example of the reference is valid, and each required member is needed`, () => {
    assert.deepEqual(faults(name, examples[name]), []);
    for (const key of schema(name).required)
      assert.deepEqual(faults(name, without(examples[name], key)), [' required'], key);
  });

  test(`${name}-1: every member is described`, () => {
    for (const [key, { description }] of Object.entries(schema(name).properties)) assert.ok(description, key);
  });
}

test('an order of a file names its currency; costs and decimals follow the sheet', () => {
  const { order } = examples.orders;
  assert.deepEqual(faults('orders', { ...examples.orders, order: without(order, 'currency') }), ['/order required']);
  assert.deepEqual(faults('orders', { ...examples.orders, order: { ...order, total: 649.5 } }), ['/order/total type']);
});

test('a catalogue row needs a product with a variant; its id and kind may be left out', () => {
  const { product } = examples.catalogue;
  assert.deepEqual(faults('catalogue', { product }), []);
  assert.deepEqual(faults('catalogue', { product: { ...product, variants: [] } }), ['/product/variants minItems']);
  assert.deepEqual(faults('catalogue', { product, kind: 'crosssell' }), ['/kind enum']);
});

test('an event says what its name asks for', () => {
  const of = more => faults('events', { id: 'e', event: 'shown', at: '2026-11-21T10:00:00Z', ...more });
  assert.deepEqual(of({}), [' required', ' required', ' if']);
  assert.deepEqual(of({ order_id: 'o', candidate_id: 'c' }), []);
  assert.ok(of({ event: 'published', order_id: 'o' }).includes(' required'));
  assert.deepEqual(of({ event: 'refunded', order_id: 'o', amount: 100, currency: 'EUR' }), []);
  assert.ok(of({ event: 'clicked', order_id: 'o', candidate_id: 'c' }).includes('/event enum'));
  assert.ok(of({ at: 'yesterday', order_id: 'o', candidate_id: 'c' }).includes('/at pattern'));
});

test('a published record holds the set, all that was considered and what was left out', () => {
  const offer = { candidate_id: 'a', product_id: 'p', subtotal: 900, contribution: 400, take_rate_ppm: 90_000 };
  const record = {
    id: 'e',
    event: 'published',
    at: '2026-11-21T10:00:00Z',
    source: 'server',
    order_id: 'o',
    decision_id: '0123456789abcdef0123456789abcdef',
    policy_id: 'default-3',
    visitor_id: 'v',
    currency: 'EUR',
    holdout: false,
    arms: { 'headline-1': 1 },
    slots: [offer],
    considered: [offer, { candidate_id: 'b', subtotal: 2000 }],
    left_out: [{ candidate_id: 'b', reasons: ['outranked'], withheld: 12 }],
  };
  assert.deepEqual(faults('events', record), []);
  assert.deepEqual(faults('events', { ...record, arms: { a: 'x' } }), ['/arms/a type']);
  assert.deepEqual(faults('events', { ...record, left_out: [{ candidate_id: 'b', reasons: [] }] }), [
    '/left_out/0/reasons minItems',
  ]);
});

test('a refund names a line, a purchase or a product', () => {
  const bare = without(without(examples.refunds, 'purchase_id'), 'product_id');
  assert.ok(faults('refunds', bare).includes(' anyOf'));
  assert.deepEqual(faults('refunds', { ...bare, line_id: 'l1' }), []);
});
