// SPDX-License-Identifier: MIT
//
// Every code of the core has a sentence for people, no sentence is left over, and on every
// bad document of the corpus the sentence is whole.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';
import { bundled } from '../../bundled.mjs';
import { read, root } from './agreement.mjs';

const { issueSentence, issueSentences } = await bundled('engine/issues.ts');

const codes = [...read('src/encore/base/issue_codes.hpp').matchAll(/std::string_view \w+ =\s+"(\w+)"/g)].map(
  match => match[1],
);

test('codes and sentences are the same list', () => {
  assert.ok(codes.length > 30);
  assert.equal(new Set(codes).size, codes.length);
  assert.deepEqual(Object.keys(issueSentences).sort(), [...codes].sort());
});

test('each issue of the corpus reads as a whole sentence', async t => {
  const engine = await loadEngine();
  const met = new Set();
  for (const name of readdirSync(new URL('tests/vectors/sheets/', root))) {
    const { document, text, page } = JSON.parse(read(`tests/vectors/sheets/${name}`));
    const { issues, notes } = engine.check(text ?? document, { page });
    for (const issue of [...issues, ...notes]) {
      met.add(issue.code);
      const sentence = issueSentence(issue);
      assert.match(sentence, /^["A-Z].*[.?]$/, `${name}: ${sentence}`);
      assert.doesNotMatch(sentence, /undefined|NaN|""/, `${name}: ${sentence}`);
      assert.ok(codes.includes(issue.code), issue.code);
    }
  }
  t.diagnostic(`${met.size} of ${codes.length} codes met`);
});
