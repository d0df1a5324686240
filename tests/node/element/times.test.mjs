// SPDX-License-Identifier: MIT
//
// When a deadline names its day: not where the time alone can only mean one moment.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundled } from '../../bundled.mjs';

const { Words } = await bundled('element/words.ts');
const words = new Words('en-GB', 'EUR', 'en', {});
const at = text => new Date(text).getTime();

test('a deadline within half a day needs no day, also across midnight', () => {
  assert.equal(words.time(at('2026-11-28T00:17:00'), at('2026-11-27T23:17:00')), '0:17');
  assert.equal(words.time(at('2026-11-27T23:00:00'), at('2026-11-27T07:00:00')), '23:00');
  assert.equal(words.time(at('2026-11-28T11:16:00'), at('2026-11-27T23:17:00')), '11:16');
});

test('one further off has its day', () => {
  assert.match(words.time(at('2026-11-28T11:17:00'), at('2026-11-27T23:17:00')), /^Sat,? 28 Nov,? 11:17$/);
  assert.match(words.time(at('2026-12-01T09:00:00'), at('2026-11-27T09:00:00')), /^Tue,? 1 Dec,? 0?9:00$/);
});
