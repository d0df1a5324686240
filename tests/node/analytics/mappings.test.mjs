// SPDX-License-Identifier: MIT
//
// Offer events in the words of the analytics that a shop has: amounts in whole units with the currency's own digits,
// nothing personal, and nothing after stopping.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onOfferEvents, toDataLayer, toTrack } from 'encore-offers/analytics';

const detail = {
  sheet_id: 'sh',
  order_id: 'o1',
  candidate_id: 'offer-card',
  slot: 1,
  step: 1,
  quote: { currency: 'JPY', quantity: 2, unit_price: 500, discount: 100, total: 900 },
};
const send = (target, type, more = {}) =>
  target.dispatchEvent(new CustomEvent(`encore-${type}`, { detail: { ...detail, ...more } }));
const line = { product_id: 'card', variant_id: 'card-a', title: 'Card', quantity: 2 };

test("GA4's dataLayer: a promotion seen, a purchase of its own, its refund", () => {
  const target = new EventTarget();
  const layer = [];
  const stop = toDataLayer(target, layer);
  send(target, 'viewed');
  send(target, 'accepted', { charged: 900, line });
  send(target, 'undone', { charged: 900, line });
  send(target, 'shown');
  const events = layer.filter(({ event }) => event);
  assert.deepEqual(
    events.map(({ event }) => event),
    ['view_promotion', 'purchase', 'refund'],
  );
  assert.equal(layer.length, 6, 'each is preceded by a cleared ecommerce object');
  assert.equal(events[0].ecommerce.promotion_id, 'offer-card');
  assert.deepEqual(events[1].ecommerce, {
    transaction_id: 'o1:offer-card',
    currency: 'JPY',
    value: 900,
    items: [
      { item_id: 'card', item_name: 'Card', item_variant: 'card-a', index: 1, price: 500, discount: 100, quantity: 2 },
    ],
  });
  stop();
  send(target, 'viewed');
  assert.equal(layer.length, 6);
});

test('a track function, and any function', () => {
  const target = new EventTarget();
  const calls = [];
  toTrack(target, (...call) => calls.push(call));
  const facts = [];
  onOfferEvents(target, one => facts.push(one.event));
  send(target, 'declined', { quote: { ...detail.quote, currency: 'JOD', total: 12_345 } });
  send(target, 'failed', { problem: 'out_of_stock', quote: undefined });
  assert.deepEqual(calls[0], [
    'Offer Declined',
    { order_id: 'o1', offer_id: 'offer-card', position: 2, step: 1, currency: 'JOD', value: 12.345 },
  ]);
  assert.equal(calls[1][1].problem, 'out_of_stock');
  assert.deepEqual(facts, ['declined', 'failed']);
});
