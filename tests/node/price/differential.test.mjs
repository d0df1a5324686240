// SPDX-License-Identifier: MIT
//
// The core against two strangers. First the exact-fraction reference beside this file, on
// 100,000 random offers of every kind. Then dinero.js, where it means the same: for amounts
// of zero and above its halfUp, halfEven, halfDown, up and down are ours, and its allocate
// is our leftover `largest_ratio`. It does not mean the same for negative amounts (halfUp goes
// towards plus infinity there; ours away from zero), and it has no price endings, no tax
// inside a gross price and no other leftover rule, so those are left to the reference.
//
// ENCORE_SEED repeats a run; ENCORE_CASES asks for more.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  allocate,
  dinero,
  down,
  halfDown,
  halfEven,
  halfUp,
  multiply,
  toSnapshot,
  transformScale,
  up,
} from 'dinero.js/bigint';
import { EUR } from 'dinero.js/bigint/currencies';
import { loadEngine } from 'encore-offers/engine';
import { dice, randomInput, ROUNDINGS, seedOf } from './random.mjs';
import { referenceQuote } from './reference.mjs';

const seed = seedOf(process.env);
const cases = Number(process.env.ENCORE_CASES ?? 100_000);
const engine = await loadEngine();

const quotedText = ({ sheet, now, ...options }) => engine.run('quote', { ...options, now: Date.parse(now) }, sheet);
const quoted = input => JSON.parse(quotedText(input));

test(`${cases} random offers cost what exact fractions say (seed ${seed})`, () => {
  const roll = dice(seed);
  let faults = 0;
  const kinds = new Map();
  for (let i = 0; i < cases; i += 1) {
    const input = randomInput(roll);
    const expected = referenceQuote(input);
    const answer = quotedText(input);
    const kind = input.sheet.candidates[0].kind;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (expected.fault) {
      faults += 1;
      assert.equal(JSON.parse(answer).fault, expected.fault, `seed ${seed}, case ${i}: ${JSON.stringify(input)}`);
    } else if (answer !== JSON.stringify(expected)) {
      assert.deepEqual(JSON.parse(answer), expected, `seed ${seed}, case ${i}: ${JSON.stringify(input)}`);
      assert.fail(`seed ${seed}, case ${i}: the same members in another order or spelling: ${answer}`);
    }
  }
  assert.equal(kinds.size, 9, 'every kind was drawn');
  assert.ok(faults < cases / 10, `${faults} faults: too few offers were priced to mean anything`);
});

const ROUND = { half_up: halfUp, half_even: halfEven, half_down: halfDown, up, down };
const amountOf = money => Number(toSnapshot(money).amount);
const euros = minor => dinero({ amount: BigInt(minor), currency: EUR });
const share = (money, ratio, scale, rounding) =>
  amountOf(transformScale(multiply(money, { amount: BigInt(ratio), scale: BigInt(scale) }), 2n, ROUND[rounding]));

function plainSheet(roll, policy) {
  const price = roll.chance(0.02) ? 9007199254740991 - roll.amount(11) : roll.amount(9);
  return {
    version: 1,
    id: 'sh',
    issued_at: '2026-11-21T10:00:00Z',
    locale: 'en',
    currency: 'EUR',
    surface: 'thank_you',
    order: { id: 'o', placed_at: '2026-11-21T09:59:00Z', status: 'paid', lines: [], subtotal: 0, total: 0 },
    policy: { id: 'p', ...policy },
    candidates: [
      {
        id: 'c',
        kind: 'cross_sell',
        product: { id: 'p', title: 'Offered', variants: [{ id: 'v', price }] },
        discount: { type: 'percent', bps: 1 + roll.below(10000) },
      },
    ],
  };
}
const ask = sheet => quoted({ sheet, candidate_id: 'c', variant_id: 'v', quantity: 1, now: '2026-11-21T10:05:00Z' });

test(`percentages and added taxes round as dinero.js rounds them (seed ${seed})`, () => {
  const roll = dice(seed);
  for (let i = 0; i < 20_000; i += 1) {
    const rounding = roll.pick(ROUNDINGS);
    const sheet = plainSheet(roll, { rounding });
    const [candidate] = sheet.candidates;
    candidate.taxes = [{ title: 'VAT', rate_ppm: 1 + roll.below(300000) }];
    const quote = ask(sheet);
    const where = `seed ${seed}, case ${i}: ${JSON.stringify(sheet)}`;
    if (quote.fault) {
      assert.equal(quote.fault, 'overflow', where);
      continue;
    }
    const list = euros(candidate.product.variants[0].price);
    assert.equal(quote.discount, share(list, candidate.discount.bps, 4, rounding), where);
    assert.equal(quote.tax, share(euros(quote.subtotal), candidate.taxes[0].rate_ppm, 6, rounding), where);
  }
});

test(`a bundle's discount is shared as dinero.js allocates, leftover largest_ratio (seed ${seed})`, () => {
  const roll = dice(seed);
  for (let i = 0; i < 20_000; i += 1) {
    const sheet = plainSheet(roll, { leftover: 'largest_ratio' });
    const [candidate] = sheet.candidates;
    const prices = Array.from({ length: 1 + roll.below(6) }, () =>
      roll.chance(0.15) ? 0 : roll.chance(0.3) ? 500 : roll.amount(8),
    );
    candidate.kind = 'bundle';
    candidate.components = prices.map((price, at) => ({
      product: { id: `p${at}`, title: 'Part', variants: [{ id: 'w', price }] },
      variant_id: 'w',
      quantity: 1,
    }));
    const quote = ask(sheet);
    if (prices.every(price => price === 0)) continue; // dinero.js refuses to allocate by nothing
    const shares = allocate(
      euros(quote.discount),
      prices.map(price => BigInt(price)),
    ).map(amountOf);
    assert.deepEqual(
      quote.parts.map(part => part.discount),
      shares,
      `seed ${seed}, case ${i}: ${JSON.stringify(sheet)}`,
    );
  }
});
