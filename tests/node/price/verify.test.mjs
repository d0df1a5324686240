// SPDX-License-Identifier: MIT
//
// A dispute: what was posted, what the sheet says, and every place where they part.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';
import { verifyQuote } from 'encore-offers/server';

const engine = await loadEngine();

const sheet = () => ({
  version: 1,
  id: 'sh-1',
  issued_at: '2026-11-21T10:00:00Z',
  locale: 'en',
  currency: 'EUR',
  surface: 'thank_you',
  order: { id: 'o-1', placed_at: '2026-11-21T09:59:00Z', status: 'paid', lines: [], subtotal: 5000, total: 5000 },
  policy: { id: 'p' },
  candidates: [
    {
      id: 'card',
      kind: 'cross_sell',
      quantity: { default: 1, min: 1, max: 3 },
      discount: { type: 'percent', bps: 1000 },
      product: { id: 'p-1', title: 'Memory card', variants: [{ id: 'v-1', price: 1995 }] },
      taxes: [{ title: 'VAT', rate_ppm: 190000 }],
    },
  ],
});
const request = (changes = {}) => ({
  sheet_id: 'sh-1',
  order_id: 'o-1',
  candidate_id: 'card',
  variant_id: 'v-1',
  quantity: 2,
  token: '',
  consent: false,
  expected: { total: 4272, currency: 'EUR' },
  ...changes,
});
const token = terms => `e30.${Buffer.from(JSON.stringify({ terms })).toString('base64url')}.c2ln`;

test('a request at the price of its sheet is equal, and the quote carries its derivation', () => {
  const verdict = verifyQuote(engine, { request: request(), sheet: sheet() });
  assert.deepEqual(verdict.differences, []);
  assert.equal(verdict.equal, true);
  assert.equal(verdict.quote.total, 4272);
  assert.equal(verdict.quote.derivation.at(-1).step, 'order_total');
});

test('the sheet may come as text', () => {
  assert.equal(verifyQuote(engine, { request: request(), sheet: JSON.stringify(sheet()) }).equal, true);
});

test('a cent more, another currency and another order are each named', () => {
  const verdict = verifyQuote(engine, {
    request: request({ order_id: 'o-2', expected: { total: 4273, currency: 'USD' } }),
    sheet: sheet(),
  });
  assert.equal(verdict.equal, false);
  assert.deepEqual(verdict.differences, [
    { path: '/request/order_id', stated: 'o-2', recomputed: 'o-1' },
    { path: '/request/expected/total', stated: 4273, recomputed: 4272 },
    { path: '/request/expected/currency', stated: 'USD', recomputed: 'EUR' },
  ]);
});

test('a kept quote is compared figure by figure', () => {
  const kept = engine.quote(sheet(), { candidate_id: 'card', variant_id: 'v-1', quantity: 2, now: 0 });
  kept.taxes[0].amount += 1;
  const verdict = verifyQuote(engine, { request: request(), sheet: sheet(), quote: kept });
  assert.deepEqual(verdict.differences, [{ path: '/quote/taxes/0/amount', stated: 683, recomputed: 682 }]);
});

test('signed terms at another price are named', () => {
  const terms = sheet();
  assert.equal(verifyQuote(engine, { request: request({ token: token(terms) }), sheet: sheet() }).equal, true);
  terms.candidates[0].discount.bps = 500;
  const paths = verifyQuote(engine, { request: request({ token: token(terms) }), sheet: sheet() }).differences.map(
    ({ path }) => path,
  );
  assert.ok(paths.includes('/request/token/terms/total'), paths.join(' '));
});

for (const [fault, path, changes] of [
  ['unknown_candidate', '/request/candidate_id', { candidate_id: 'gone' }],
  ['unknown_variant', '/request/variant_id', { variant_id: 'gone' }],
  ['quantity_out_of_range', '/request/quantity', { quantity: 4 }],
]) {
  test(`${fault} points at ${path}`, () => {
    const verdict = verifyQuote(engine, { request: request(changes), sheet: sheet() });
    assert.equal(verdict.equal, false);
    assert.equal(verdict.fault, fault);
    assert.equal(verdict.quote, null);
    assert.equal(verdict.differences.at(-1).path, path);
    assert.equal(verdict.differences.at(-1).stated, Object.values(changes)[0]);
  });
}

test('a request that names nothing differs in everything it should name', () => {
  const nothing = verifyQuote(engine, { request: {}, sheet: sheet() });
  assert.equal(nothing.fault, 'unknown_candidate');
  const unpriced = request();
  delete unpriced.expected;
  assert.deepEqual(
    verifyQuote(engine, { request: unpriced, sheet: sheet() }).differences.map(({ path }) => path),
    ['/request/expected/total', '/request/expected/currency'],
  );
});

test('a sheet that cannot be read is no price', () => {
  const broken = sheet();
  delete broken.currency;
  const verdict = verifyQuote(engine, { request: request(), sheet: broken });
  assert.equal(verdict.equal, false);
  assert.equal(verdict.fault, 'invalid');
  assert.equal(verdict.differences.at(-1).path, '/sheet');
});
