// SPDX-License-Identifier: MIT
//
// The benchmark compares like with like: the same offers from both, full candidates, and a row of the promised shape.
// Nothing here looks at how long anything took.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choices, measureDecide } from './measure.mjs';
import { loadEngine } from 'encore-offers/engine';
import { measureReplay } from './replaying.mjs';
import { benchSheet } from './sheets.mjs';

for (const count of [2, 20, 200]) {
  test(`core and peers choose the same offers at the same price, 20 sheets of ${count}`, async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const { core, peers } = await choices(count, seed);
      assert.deepEqual(core, peers, `seed ${seed}`);
      assert.equal(core.length, 2, `seed ${seed}`);
    }
  });
}

test('candidates are full: about 1.7 KB each', () => {
  const each = JSON.stringify(benchSheet(200)).length / 200;
  assert.ok(each > 1600 && each < 1800, `${each} bytes`);
});

test('a row has the promised keys, each time a positive number', async () => {
  const row = await measureDecide(2, { seconds: 0.01, native: false });
  assert.deepEqual(Object.keys(row), ['candidates', 'json_parse_us', 'decide_us', 'native_us', 'peers_us']);
  for (const key of ['json_parse_us', 'decide_us', 'peers_us']) assert.ok(row[key] > 0, key);
});

test('the row of replay has the promised keys', async () => {
  const row = measureReplay(await loadEngine(), { sheets: 400, rounds: 1 });
  assert.deepEqual(Object.keys(row), ['replay_per_s', 'alone_per_s', 'json_parse_per_s']);
  // Of so few sheets the command's start may take longer than they do.
  for (const key of ['alone_per_s', 'json_parse_per_s']) assert.ok(row[key] > 0, key);
});
