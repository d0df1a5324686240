// SPDX-License-Identifier: MIT
//
// `engine.suggest`, and the lifts of families that stand in for pairs which were never bought together.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';
import { familyLifts, fitModel, liftsFrom, Observations } from 'encore-offers/learn';

const engine = await loadEngine();
const NOW = Date.parse('2026-11-21T10:05:00Z');

const catalogue = Array.from({ length: 300 }, (_, i) => ({
  product: {
    id: `p${i}`,
    title: `Product ${i}`,
    family: `f${i % 10}`,
    variants: [{ id: `v${i}`, price: 500 + 10 * i, unit_cost: 200 }],
  },
}));
const families = new Map(catalogue.map(({ product }) => [product.id, product.family]));
const unit = 65_536;

/** Nothing was shown yet; p251 is bought with p0, and things of f3 with those of f0. */
const model = fitModel(engine, new Observations(), {
  lifts: new Map([['p0|p251', 3 * unit]]),
  family_lifts: new Map([['f0|f3', 2 * unit]]),
  families,
}).model;

const order = {
  id: 'o1',
  placed_at: '2026-11-21T10:00:00Z',
  status: 'paid',
  currency: 'EUR',
  lines: [{ id: 'l1', product_id: 'p0', title: 'Product 0', quantity: 1, unit_price: 9000, family: 'f0' }],
  subtotal: 9000,
  total: 9000,
  payment: { kind: 'card', one_click: true },
};

test('a sheet with the best candidates, which the core takes as it is', () => {
  const sheet = engine.suggest(order, { catalogue, model, policy: { id: 'p', min_relevance: 'none' }, now: NOW });
  assert.equal(sheet.candidates.length, 20);
  assert.deepEqual(engine.check(sheet).issues, []);
  const ids = sheet.candidates.map(({ id }) => id);
  assert.ok(ids.includes('p251'), 'what was bought with it');
  const ofFamily = sheet.candidates.filter(({ product }) => product.family === 'f3').length;
  assert.ok(ofFamily >= 10, `${ofFamily} of 20 are of the family that is bought with it`);
  const { slots } = engine.decide(sheet, { now: NOW });
  assert.equal(slots.length, 2);
  // A record of the orders file says more: what the customer has is not suggested.
  const record = {
    order,
    customer: { orders_count: 3, returned_product_ids: [ids[0]], subscribed_product_ids: [ids[1]] },
  };
  const other = engine.suggest(record, { catalogue, model, now: NOW }).candidates.map(({ id }) => id);
  assert.ok(!other.includes(ids[0]) && !other.includes(ids[1]));
  assert.equal(other.length, 20);
});

test('costs are read in the shop’s money, prices only in the sheet’s, and refunds lower what an offer may cost', () => {
  const row = (id, price, unit_cost, currency) => ({
    ...(currency && { currency }),
    product: { id, title: id, variants: [{ id: `${id}-v`, price, unit_cost }] },
  });
  const rows = [row('dear', 2000, 19), row('cheap', 2000, 1), row('bulky', 3000, 1), row('theirs', 2000, 1, 'JPY')];
  const idsOf = more =>
    engine
      .suggest({ ...order, ...more }, { catalogue: [...rows], model, now: NOW, currency: 'EUR' })
      .candidates.map(({ id }) => id)
      .sort();
  assert.deepEqual(idsOf({}), ['bulky', 'cheap', 'dear'], 'a price in yen is none of a sheet in euros');
  const pounds = { shop_currency: 'GBP', rate: '110.5' };
  assert.deepEqual(idsOf(pounds), ['bulky', 'cheap'], '0.19 GBP at 110.50 is 20.995 EUR, more than 20.00');
  assert.deepEqual(idsOf({ shop_currency: 'KWD', rate: '110.5' }), ['bulky', 'cheap', 'dear']);
  assert.deepEqual(idsOf({ shop_currency: 'GBP' }), ['bulky', 'cheap', 'dear'], 'no rate: costs are estimated');
  assert.deepEqual(idsOf({ refunded: 6500 }), ['cheap', 'dear']);
});

test('what is missing is said', () => {
  assert.throws(() => engine.suggest({ id: 'o' }, { catalogue, model, now: NOW }), /lines.*total/);
  assert.throws(() => engine.suggest(order, { catalogue, model: {}, now: NOW }), /encore learn/);
});

test('the core scores a pair that was never seen by its families, as the ranking does', () => {
  const sheet = engine.suggest(order, { catalogue, model, policy: { id: 'p', min_relevance: 'none' }, now: NOW });
  const { explain } = engine.decide(sheet, { now: NOW, explain: true });
  const factor = (id, name) =>
    explain.find(one => one.candidate_id === id).learned.factors.find(one => one.factor === name);
  const [first] = sheet.candidates.filter(({ product }) => product.family === 'f3');
  assert.equal(factor(first.id, 'family_pair').bought, 'f0');
  assert.ok(factor(first.id, 'family_pair').log2 > unit, 'two octaves of lift, nearly believed');
  assert.ok(Math.abs(factor(first.id, 'product_pair').log2) < unit / 8, 'the pair itself says nothing');
  assert.ok(factor('p251', 'product_pair').log2 > 2 * unit);
});

test('"learned" is the dilution that the model found', () => {
  const policy = { id: 'p', min_relevance: 'none', dilution_bps: 'learned' };
  const sheet = engine.suggest(order, { catalogue, model, policy, now: NOW });
  const published = engine.publish(sheet, { now: NOW });
  assert.ok(Math.abs(published.sheet.policy.dilution_bps - model.dilution_bps.value) <= 1);
  const numeric = { ...sheet, policy: { ...policy, dilution_bps: published.sheet.policy.dilution_bps } };
  assert.deepEqual(engine.decide(sheet, { now: NOW }).slots, engine.decide(numeric, { now: NOW }).slots);
  const without = engine.publish({ ...sheet, model: null }, { now: NOW });
  assert.equal(without.sheet.policy.dilution_bps, 1000, 'without a model, the default');
});

test('families are counted over all their products, themselves apart', () => {
  const sold = [
    { product: 'a1', family: 'a', orders: 100, others: 100 },
    { product: 'a2', family: 'a', orders: 100, others: 100 },
    { product: 'b1', family: 'b', orders: 200, others: 200 },
    { product: 'x', orders: 600, others: 600 },
  ];
  const lifts = familyLifts(sold, [{ bought: 'a1', offered: 'b1', together: 120 }], 1000);
  // Chance gives 2 x 100 / 900 x 200 = 44.4 orders.
  assert.ok(Math.abs(lifts.get('a|b') - (120 + 10) / (400 / 9 + 10)) < 1e-9);
  assert.ok(lifts.get('b|b') === 1, 'one product has no other of its family');
  const liftOf = liftsFrom(new Map([['p|q', 7]]), new Map([['f|g', 5]]));
  assert.deepEqual([liftOf('p', 'q', 'f', 'g'), liftOf('p', 'r', 'f', 'g'), liftOf('p', 'r')], [7, 5, 0]);
});
