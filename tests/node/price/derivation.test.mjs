// SPDX-License-Identifier: MIT
//
// A derivation must be enough to redo the quote by hand. Here it is redone: each step's
// result from its own operands and rounding, for random offers of every kind, and the last
// word on each figure must be the figure the quote states.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';
import { bundled } from '../../bundled.mjs';
import { dice, randomInput, seedOf } from './random.mjs';
import { Fraction, round } from './reference.mjs';

const seed = seedOf(process.env);
const engine = await loadEngine();

const bps = (amount, rate) => new Fraction(amount * rate, 10000n);
const ppm = (amount, rate) => new Fraction(amount * rate, 1000000n);
const less = (a, b) => a - b;

/** What each step makes of its operands: a whole number, or a fraction that its rounding makes whole. */
const redo = {
  component: (price, n) => price * n,
  coverage: bps,
  list: (price, n) => price * n,
  percent: bps,
  amount: (value, n) => value * n,
  fixed_price: (price, value) => (price > value ? price - value : 0n),
  free: list => list,
  discount: (off, n) => off * n,
  price_ending: (price, ending, modulus) => price - ((((price - ending) % modulus) + modulus) % modulus),
  at_most: bps,
  subtotal: less,
  credit: (paid, n, all) => new Fraction(paid * n, all),
  difference: less,
  free_from: (subtotal, threshold, amount) => (subtotal >= threshold ? 0n : amount),
  tax_base: (subtotal, shipping) => subtotal + shipping,
  tax_on_tax: (base, before) => base + before,
  deposit: (one, n) => one * n,
  fee: (one, n) => one * n,
  extras: (total, deposit, fees) => total + deposit + fees,
  recurring_charge: (price, shipping, added) => price + shipping + added,
  tax_added: ppm,
  tax_included: (base, sum) => new Fraction(base * sum, 1000000n + sum),
  total: (subtotal, shipping, tax) => subtotal + shipping + tax,
  order_total: (order, total) => order + total,
  savings: (reference, n, subtotal) => reference * n - subtotal,
  savings_bps: (savings, before) => new Fraction(savings * 10000n, before),
  unit_price_measure: (price, held, shown) => new Fraction(price * shown, held),
  unit_price_decimal: (price, held, shown) => new Fraction(price * shown * 1000000n, held),
  recurring_off: bps,
  recurring_price: (price, n) => price * n,
  recurring_subtotal: less,
  yearly_cost: (first, recurring, n) => first + recurring * n,
  later_year_cost: (recurring, n) => recurring * n,
  least_total: (first, recurring, n) => first + recurring * n,
  save_bps: (recurring, list) => new Fraction((list - recurring) * 10000n, list),
};

/** Steps that state a choice: their result is checked by what follows from it. */
const chosen = new Set([
  'unit_price',
  'bundle',
  'trial',
  'first_price',
  'tier',
  'part',
  'shipping',
  'tax_share',
  'reduced',
  'tax_compound',
  'tax_compound_share',
  'reference',
]);

function check({ step, operands, result, rounding }, where) {
  const numbers = operands.map(BigInt);
  if (step === 'cash_step') {
    assert.equal(result % operands[1], 0, where);
    assert.ok(Math.abs(result - operands[0]) < operands[1], where);
    return;
  }
  if (chosen.has(step)) return;
  assert.ok(redo[step], `an unknown step: ${where}`);
  const value = redo[step](...numbers);
  assert.equal(rounding !== undefined, value instanceof Fraction, where);
  assert.equal(BigInt(result), value instanceof Fraction ? round(value, rounding) : value, where);
}

test(`every step of 20000 derivations follows from its operands (seed ${seed})`, () => {
  const roll = dice(seed);
  const met = new Set();
  for (let i = 0; i < 20_000; i += 1) {
    const { sheet, now, ...options } = randomInput(roll);
    const quote = engine.quote(sheet, { ...options, now: Date.parse(now), derivation: true });
    if (quote.fault) continue;
    const last = {};
    for (const step of quote.derivation) {
      met.add(step.step);
      last[step.step] = step.result;
      // Whole pieces share what is left unit by unit: each is less than one unit from its exact share.
      if (step.step === 'credit' && step.rounding === undefined) {
        const [left, pieces, all] = step.operands.map(BigInt);
        const gap = BigInt(step.result) * all - left * pieces;
        assert.ok((gap < 0n ? -gap : gap) < pieces * all, `seed ${seed}, case ${i}: ${JSON.stringify(step)}`);
      } else check(step, `seed ${seed}, case ${i}: ${JSON.stringify(step)}`);
    }
    const where = `seed ${seed}, case ${i}: ${JSON.stringify(sheet)}`;
    assert.equal(last.list, quote.list, where);
    assert.equal(last.difference ?? last.subtotal, quote.subtotal, where);
    assert.equal((last.extras ?? last.total) + (quote.rounding ?? 0), quote.total, where);
    assert.equal(last.order_total, quote.order_total, where);
    assert.equal(last.reference ?? null, quote.reference, where);
    assert.equal(last.savings ?? 0, quote.savings, where);
    assert.equal(last.credit, quote.credit, where);
    assert.equal(last.unit_price_measure ?? last.unit_price_decimal, quote.unit_price_measure, where);
    const of = word =>
      quote.derivation.filter(({ step }) => step === word).reduce((sum, { result }) => sum + result, 0);
    assert.equal(of('tax_added') + of('tax_included') + of('tax_compound'), quote.tax, where);
    if (quote.tax_included) assert.equal(of('tax_share') + of('tax_compound_share'), quote.tax, where);
    if (quote.parts) assert.equal(of('part'), quote.discount, where);
  }
  const unmet = [...Object.keys(redo), ...chosen].filter(step => !met.has(step));
  assert.deepEqual(unmet, [], 'steps that no random offer took');
});

test('each step has a formula that shows every operand with its unit', async () => {
  const { stepTexts, operandUnits } = await bundled('engine/vocabulary.ts');
  const table = JSON.parse(readFileSync(new URL('../../../src/vocabulary/steps.json', import.meta.url), 'utf8'));
  for (const { word, operands } of table.vocabularies[0].words) {
    const shown = [...stepTexts[word].formula.matchAll(/\{(\d):(\w+)\}/g)];
    assert.deepEqual([...new Set(shown.map(([, place]) => Number(place)))].sort(), [1, 2, 3].slice(0, operands), word);
    for (const [, , unit] of shown) assert.ok(operandUnits.includes(unit), `${word}: ${unit}`);
  }
});

test('a derivation in words states the same amounts, and an unknown step its numbers', async () => {
  const { derivationLines, derivationText } = await bundled('engine/derivation.ts');
  const money = minor => (minor / 100).toFixed(2);
  const derivation = [
    { step: 'list', operands: [2000, 2], result: 4000 },
    { step: 'tax_added', operands: [4000, 190_000], result: 760, rounding: 'half_up' },
    { step: 'of_a_later_version', operands: [1, 2], result: 3 },
  ];
  assert.deepEqual(derivationLines({ derivation }, money), [
    { label: 'List price', from: '20.00 × 2', result: '40.00' },
    { label: 'Tax, added', from: '40.00 × 19 %', result: '7.60', rounding: 'half_up' },
    { label: 'of_a_later_version', from: '1, 2', result: '3' },
  ]);
  assert.deepEqual(derivationText({ derivation }, money).slice(0, 2), [
    'List price          20.00 × 2     = 40.00',
    'Tax, added          40.00 × 19 %  =  7.60  (half_up)',
  ]);
  assert.deepEqual(derivationLines({}, money), []);
});
