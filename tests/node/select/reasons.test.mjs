// SPDX-License-Identifier: MIT
//
// Every reason reads as a sentence for a merchant, says what to change, and stands in a golden vector.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundled } from '../../bundled.mjs';
import { allVectors } from '../../vectors/cases.mjs';

const { reasonSentence, reasonFix } = await bundled('engine/reasons.ts');
const { reasonCodes, reasonTexts } = await bundled('engine/vocabulary.ts');

test('every reason that a golden vector expects reads as a whole sentence', () => {
  const seen = new Set();
  for (const { expect } of allVectors().filter(({ folder }) => folder === 'decide')) {
    for (const { reasons } of expect.left_out ?? []) {
      for (const given of reasons) {
        seen.add(given.reason);
        const sentence = reasonSentence(given);
        assert.match(sentence, /^[A-Z0-9{a-z].*[.]$/, given.reason);
        assert.ok(!/[{}]|undefined/.test(sentence), sentence);
        assert.match(reasonFix(given.reason), /[.]$/);
      }
    }
  }
  assert.deepEqual(
    reasonCodes.filter(name => !seen.has(name) && reasonTexts[name].stage !== 'accept'),
    [],
    'reasons without a golden vector',
  );
});
