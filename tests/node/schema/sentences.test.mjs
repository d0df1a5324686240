// SPDX-License-Identifier: MIT
//
// On every bad document of the corpus the sentence for people is whole. That every code has one, the compiler sees.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';
import { bundled } from '../../bundled.mjs';
import { read, root } from './agreement.mjs';

const { issueSentence } = await bundled('engine/issues.ts');

const { issueCodes } = await bundled('engine/vocabulary.ts');

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
      assert.ok(issueCodes.includes(issue.code), issue.code);
    }
  }
  t.diagnostic(`${met.size} of ${issueCodes.length} codes met`);
});
