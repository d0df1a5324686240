// SPDX-License-Identifier: MIT
// The invented past, and the content it is drawn from.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { kProducts, kTrades, productOf, shelf } from '../../../examples/storefront/catalogue/catalogue.mjs';
import { inventPast } from '../../../examples/storefront/history/past.mjs';
import { money, taxWithin } from '../../../examples/storefront/money.mjs';
import { drawPictures } from '../../../examples/storefront/pictures/pictures.mjs';

const kNow = Date.parse('2026-11-21T10:00:00Z');

test('the shelves hold at least forty products in six trades, each with its own picture', () => {
  const listed = kTrades.flatMap(({ id }) => shelf(id));
  assert.ok(listed.length >= 40, `${listed.length} products`);
  assert.ok(kTrades.length >= 6);
  const pictures = drawPictures(kProducts);
  const files = listed.map(({ id }) => pictures.file(pictures.url(id).split('/').pop()));
  assert.equal(new Set(files).size, listed.length, 'no two products share a picture');
  for (const svg of files) assert.doesNotMatch(svg, /NaN|undefined|<script|style=|href=/);
});

test('the catalogue is sound: every id it names exists, every successor is cheaper, every upgrade dearer', () => {
  for (const product of kProducts) {
    const named = [
      ...Object.keys(product.companions),
      product.lighter,
      product.better,
      product.refill,
      product.subscription,
      product.digital,
      product.sample,
      product.gift,
    ];
    for (const id of named.filter(Boolean)) assert.ok(productOf(id), `${product.id} names ${id}`);
    const cheapest = other => Math.min(...other.variants.map(({ price }) => price));
    if (product.lighter)
      assert.ok(
        cheapest(productOf(product.lighter)) < cheapest(product),
        `${product.lighter} is cheaper than ${product.id}`,
      );
    if (product.better)
      assert.ok(
        cheapest(productOf(product.better)) > cheapest(product),
        `${product.better} is dearer than ${product.id}`,
      );
    for (const { id, price, compare_at, lowest_30d, unit_cost } of product.variants) {
      if (unit_cost !== undefined) assert.ok(unit_cost < price, `${id} is not sold below cost`);
      if (compare_at)
        assert.ok(lowest_30d > price && lowest_30d <= compare_at, `${id} announces a reduction it can prove`);
    }
  }
  const variants = kProducts.flatMap(({ variants: all }) => all.map(({ id }) => id));
  assert.equal(new Set(variants).size, variants.length);
});

test('the past has at least 5,000 orders, and is the same for the same seed', () => {
  const past = inventPast({ nowMs: kNow });
  assert.ok(past.orders.length >= 5000);
  assert.deepEqual(inventPast({ nowMs: kNow }), past);
  assert.notDeepEqual(inventPast({ nowMs: kNow, seed: 2 }).lines, past.lines);
});

test('every order of the past adds up, and none lies in the future', () => {
  const past = inventPast({ nowMs: kNow, orders: 800 });
  const lines = new Map(past.orders.map(({ id }) => [id, []]));
  for (const line of past.lines) lines.get(line.order_id).push(line);
  for (const order of past.orders) {
    const own = lines.get(order.id);
    assert.equal(
      order.subtotal,
      own.reduce((sum, { paid }) => sum + paid, 0),
    );
    assert.equal(order.total, order.subtotal + order.shipping);
    assert.ok(Date.parse(order.placed_at) < kNow);
    for (const line of own) assert.equal(line.paid, line.unit_price * line.quantity);
  }
});

test('an event answers a show, nothing is undone that was not accepted, and a holdout reports nothing', () => {
  const { events, orders } = inventPast({ nowMs: kNow, orders: 800 });
  const has = new Set(events.map(({ order_id, candidate_id, event }) => `${order_id} ${candidate_id} ${event}`));
  const records = new Map(events.filter(({ event }) => event === 'published').map(one => [one.order_id, one]));
  assert.equal(records.size, orders.length);
  const held = [...records.values()].filter(({ holdout }) => holdout).length;
  assert.ok(held > 40 && held < 140, `${held} of 800 held out`);
  for (const { order_id, candidate_id, event } of events) {
    if (event === 'published') continue;
    assert.equal(records.get(order_id).holdout, false);
    if (event !== 'shown') assert.ok(has.has(`${order_id} ${candidate_id} shown`));
    if (event === 'undone') assert.ok(has.has(`${order_id} ${candidate_id} accepted`));
  }
});

test('every event of the past is one of the published schema, and every price is kept to its parts', async () => {
  const { default: Ajv } = await import('ajv/dist/2020.js');
  const schema = name =>
    JSON.parse(fs.readFileSync(new URL(`../../../web/schema/${name}-1.schema.json`, import.meta.url)));
  const validate = new Ajv({ strict: false }).addSchema(schema('offer-sheet')).compile(schema('events'));
  const { events } = inventPast({ nowMs: kNow, orders: 200 });
  for (const event of events) {
    assert.ok(validate(event), JSON.stringify([event, validate.errors]));
    for (const { list, discount, total } of event.considered ?? []) assert.equal(total, list - discount);
  }
});

test('the tax within a gross price is rounded half up, in integers', () => {
  assert.equal(taxWithin(12300, 230000), 2300);
  assert.equal(taxWithin(1, 230000), 0);
  assert.equal(taxWithin(3, 230000), 1, '0.5609…');
  assert.equal(taxWithin(3, 200000), 1, 'exactly half goes up');
  assert.equal(taxWithin(9007199254740991, 230000), 1684273031374332);
});

test('amounts are written with their digits', () => {
  assert.equal(money(0), '€0.00');
  assert.equal(money(5), '€0.05');
  assert.equal(money(123456789), '€1,234,567.89');
});
