// SPDX-License-Identifier: MIT
//
// The reference of the words that laws give says what the catalogues hold, for each language in which they are law.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = path => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const rows = [...read('web/reference/law-words.md').matchAll(/^\| (\w\w) \| `(\w+)` \| (.+?) \| .+? \| (.+?) \|$/gm)];
const languages = ['de', 'en', 'es', 'fr', 'it', 'nl', 'pl', 'pt', 'sv'];

test('the table has each word of each language once, and says whether it was checked', () => {
  const keys = rows.map(([, language, key]) => `${language} ${key}`);
  const wanted = languages.flatMap(l => ['pay', 'withdraw', 'guarantee', 'cancel'].map(key => `${l} ${key}`));
  assert.deepEqual(keys, wanted);
  for (const [, , , , checked] of rows) assert.match(checked, /^(not checked|compared with .+)$/);
});

test('its words are those that a page writes', () => {
  const statutory = read('web/src/element/card/statutory.ts');
  for (const [, language, key, words] of rows) {
    const source = key === 'pay' ? read(`web/src/messages/${language === 'pt' ? 'pt-BR' : language}.ts`) : statutory;
    assert.ok(source.includes(`${key}: '${words}'`), `${language} ${key}: ${words}`);
  }
});
