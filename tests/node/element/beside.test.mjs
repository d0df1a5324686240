// SPDX-License-Identifier: MIT
//
// What stands beside a price: the rows make what is to pay, and the line beside the price names deposit and fees.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';
import { bundled } from '../../bundled.mjs';
import { planted } from '../../vectors/planted.mjs';

const { besideRows, besideText } = await bundled('element/card/beside.ts');
const engine = await loadEngine();
const now = Date.parse('2026-11-21T10:05:00Z');
const words = locale => ({ locale, money: minor => (minor / 100).toFixed(2) });

const quoteOf = (set, quantity = 2) =>
  engine.quote(planted({ '/candidates/0/quantity': { default: 1, min: 1, max: 3 }, ...set }), {
    candidate_id: 'lamp',
    now,
    quantity,
  });

const quote = quoteOf({
  '/candidates/0/deposit': 25,
  '/candidates/0/fees': [
    { title: 'Gift wrap', amount: 300 },
    { title: 'Éco-participation', amount: 100, included: true },
  ],
  '/policy/cash_step': 20,
});

test('the rows of what is added make the sum, in any language', () => {
  const rows = besideRows(words('de-AT'), quote);
  assert.deepEqual(rows, [
    ['deposit', 'Pfand', 50],
    ['fee', 'Gift wrap', 600],
    ['rounding', 'Rundung', 10],
  ]);
  assert.equal(quote.subtotal + quote.shipping + rows.reduce((sum, [, , amount]) => sum + amount, 0), quote.total);
  assert.equal(besideRows(words('xx'), quote)[0][1], 'Refundable deposit');
});

test('the line beside the price names the deposit, fees on top, and fees that the price contains', () => {
  assert.equal(besideText(words('de'), quote), '+ 0.50 Pfand · + 6.00 Gift wrap · Éco-participation 2.00 (enthalten)');
  assert.equal(besideText(words('en'), quoteOf({})), '');
  assert.deepEqual(besideRows(words('en'), quoteOf({})), []);
});
