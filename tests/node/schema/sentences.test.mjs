// SPDX-License-Identifier: MIT
//
// On every bad document of the corpus the sentence for people is whole. That every code has one, the compiler sees.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';
import { bundled } from '../../bundled.mjs';
import { planted } from '../../vectors/planted.mjs';
import { read, root } from './agreement.mjs';

const { issueSentence } = await bundled('engine/issues.ts');

const { issueCodes } = await bundled('engine/vocabulary.ts');

/** Codes whose sentence names the value in other words, or of which no value stands at the place. */
const otherwise = new Set([
  ...[
    'required',
    'minimum',
    'maximum',
    'syntax',
    'utf8',
    'depth',
    'size',
    'too_many_values',
    'number_range',
    'maxItems',
  ],
  ...['unknown_currency', 'duplicate_id', 'unknown_candidate', 'unknown_line', 'unknown_variant', 'funnel_cycle'],
  ...['compound_taxes', 'url_missing', 'not_the_merchant', 'counts_mismatch', 'returned_mismatch', 'weights_count'],
  ...['holdout_index', 'patch_conflict', 'broken_arm', 'private_field', 'copy_percentage', 'unknown_key'],
]);

/** Says of itself what is wanted: no example could add to it. */
const plain = new Set(['const', 'maxLength', 'maxItems', 'law_ignored', 'cause_not_held', 'too_large']);

test('each sentence names the value met, and gives an example or the words', async () => {
  const engine = await loadEngine();
  for (const name of readdirSync(new URL('tests/vectors/sheets/', root))) {
    const { document, text, page } = JSON.parse(read(`tests/vectors/sheets/${name}`));
    for (const { code, met, message, known, path } of engine.check(text ?? document, { page }).issues) {
      if (otherwise.has(code) || path === '') continue;
      assert.ok(met && message.includes(` is ${met}`), `${name}: ${message}`);
      assert.match(
        message,
        plain.has(code) ? /./ : /such as|one of|give (?:an?|true|more|at least) /,
        `${name}: ${message}`,
      );
      for (const id of known ?? []) assert.ok(message.includes(id), message);
    }
  }
  const [wrong] = engine.check(planted({ '/order/status': 'completed' })).issues;
  assert.match(wrong.message, /^"status" is "completed": give one of open, paid, .*; did you mean "paid"\?$/);
  const [missing] = engine.check(planted({ '/candidates/0/product/title': '(absent)' })).issues;
  assert.match(missing.message, /^Add the missing field "title" \(a text\), such as "title": "\w/);
  const [line] = engine.check(planted({ '/order/lines/1/quantity': 'two' })).issues;
  assert.match(line.message, /^"quantity" is "two": write a number in digits .* such as 0\.35\.$/);
  const [successor] = engine.check(planted({ '/candidates/0/on_decline': 'mugg' })).issues;
  assert.match(successor.message, /names "mugg", .*; there are lamp, mug\.$/);
  const [row] = engine.check(planted({ '/order/lines/1': 7 })).issues;
  assert.match(row.message, /^"lines\/1" is 7: give an object, such as \{"id":/);
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
      assert.ok(issueCodes.includes(issue.code), issue.code);
    }
  }
  t.diagnostic(`${met.size} of ${issueCodes.length} codes met`);
});
