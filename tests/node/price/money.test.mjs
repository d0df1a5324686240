// SPDX-License-Identifier: MIT
//
// Amounts as the page writes them: exactly ISO 4217's digits in every locale, from an exact
// decimal string. Engines follow CLDR by habit, which hides digits of HUF, IDR and COP.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as currencies from 'dinero.js/currencies';
import { bundled } from '../../bundled.mjs';

const { currencyDigits, decimal, moneyFormat } = await bundled('engine/money.ts');

const table = JSON.parse(readFileSync(new URL('../../../src/vocabulary/currencies.json', import.meta.url), 'utf8'));
/** The core's table: codes by their number of digits. */
const core = [0, 1, 2, 3, 4].map(digits =>
  table.vocabularies[0].words.filter(entry => (entry.digits ?? 2) === digits).map(({ word }) => word),
);

const plain = text => text.replace(/[\u00A0\u202F]/g, ' ').replace(/[\u200E\u200F]/g, '');

test('the page and the core give every currency the same digits', () => {
  assert.equal(core.length, 5);
  const listed = core.flatMap((codes, digits) => codes.map(code => [code, digits]));
  assert.equal(listed.length, 166);
  for (const [code, digits] of listed) assert.equal(currencyDigits(code), digits, code);
});

test('dinero.js knows the same currencies with the same exponents', () => {
  // dinero counts the ariary and the ouguiya in fifths (base 5, exponent 1); ISO 4217 lists both with two decimals.
  const fifths = ['MGA 2', 'MRU 2'];
  const theirs = Object.values(currencies)
    .filter(({ code }) => code)
    .map(({ code, exponent }) => `${code} ${exponent}`)
    .sort();
  const ours = core.flatMap((codes, digits) => codes.map(code => `${code} ${digits}`)).sort();
  assert.deepEqual(
    ours.filter(one => !theirs.includes(one)),
    fifths,
  );
  assert.deepEqual(
    theirs.filter(one => !ours.includes(one)),
    ['MGA 1', 'MRU 1'],
  );
});

for (const [currency, locale, minor, text] of [
  ['HUF', 'hu', 199900, '1999,00 Ft'],
  ['IDR', 'id', 1999900, 'Rp 19.999,00'],
  ['COP', 'es-CO', 1999900, '$ 19.999,00'],
  ['JPY', 'ja', 1980, '￥1,980'],
  ['KWD', 'en', 1234, 'KWD 1.234'],
  ['CLF', 'es-CL', 98765, 'CLF 9,8765'],
  ['EUR', 'de', 199505, '1.995,05 €'],
  ['USD', 'en', -505, '-$5.05'],
  ['USD', 'en', 9007199254740991, '$90,071,992,547,409.91'],
]) {
  test(`${minor} minor units of ${currency} read ${text} in ${locale}`, () => {
    assert.equal(plain(moneyFormat(locale, currency)(minor)), text);
  });
}

test('a decimal string has every digit and no more', () => {
  for (const [minor, digits, text] of [
    [0, 2, '0.00'],
    [5, 3, '0.005'],
    [-1, 2, '-0.01'],
    [1980, 0, '1980'],
    [-0, 0, '0'],
    [9007199254740991, 4, '900719925474.0991'],
  ]) {
    assert.equal(decimal(minor, digits), text);
  }
});
