// SPDX-License-Identifier: MIT
//
// The catalogues: every language has every sentence, with exactly the values English has, and
// every plural form its language asks for. The law's wording is pinned word for word.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { bundled } from '../../bundled.mjs';

const languages = readdirSync(new URL('../../../web/src/messages/', import.meta.url))
  .map(name => name.replace('.ts', ''))
  .filter(name => name !== 'catalogue');
const catalogues = Object.fromEntries(
  await Promise.all(languages.map(async name => [name, (await bundled(`messages/${name}.ts`)).default])),
);
const english = catalogues.en;
const values = text => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

test('the fifteen languages are there', () => {
  assert.deepEqual(languages.sort(), [
    'ar',
    'de',
    'en',
    'es',
    'fr',
    'he',
    'it',
    'ja',
    'ko',
    'nl',
    'pl',
    'pt-BR',
    'sv',
    'zh-Hans',
    'zh-Hant',
  ]);
});

for (const [language, catalogue] of Object.entries(catalogues)) {
  test(`${language}: every sentence, with its values and plural forms`, () => {
    assert.deepEqual(Object.keys(catalogue), Object.keys(english));
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const [key, message] of Object.entries(catalogue)) {
      if (typeof message === 'string') {
        assert.ok(message.trim(), key);
        assert.deepEqual(values(message), values(english[key]), key);
        assert.doesNotMatch(message, /[<>]|^ | $| {2}/, `${key}: text, tidy`);
        continue;
      }
      assert.ok(message.other, key);
      for (const form of Object.keys(message))
        assert.ok(forms.includes(form), `${key}: ${language} has no form ${form}`);
      for (const form of ['one', 'two'].filter(form => forms.includes(form) && language !== 'ar' && form === 'one'))
        assert.ok(message[form], `${key}: ${form}`);
      assert.deepEqual(values(message.other), values(english[key].other), key);
    }
  });
}

test('the order with obligation to pay is worded as each country’s law words it', () => {
  assert.deepEqual(Object.fromEntries(Object.entries(catalogues).map(([language, { pay }]) => [language, pay])), {
    ar: 'طلب مع التزام بالدفع',
    de: 'Zahlungspflichtig bestellen',
    en: 'Order with obligation to pay',
    es: 'Pedido con obligación de pago',
    fr: 'Commande avec obligation de paiement',
    he: 'הזמנה עם חובת תשלום',
    it: 'Ordine con obbligo di pagare',
    ja: '支払い義務のある注文を確定する',
    ko: '결제 의무가 있는 주문하기',
    nl: 'Bestelling met betalingsverplichting',
    pl: 'Zamówienie z obowiązkiem zapłaty',
    'pt-BR': 'Encomenda com obrigação de pagar',
    sv: 'Beställning medför betalningsskyldighet',
    'zh-Hans': '确认下单并承担付款义务',
    'zh-Hant': '確認下單並承擔付款義務',
  });
});

test('no language promises what only the server can know', () => {
  for (const [language, { unconfirmed_more, retrying, submitting }] of Object.entries(catalogues)) {
    for (const text of [unconfirmed_more, retrying, submitting])
      assert.ok(!text.includes(catalogues[language].accepted), language);
  }
});
