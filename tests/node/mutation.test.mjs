// SPDX-License-Identifier: MIT
//
// The explanations of surviving mutants are about code that exists: one that no longer does would excuse nothing.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = path => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const explained = JSON.parse(read('web/tools/checks/mutation-explained.json'));

test('every explained mutant stands in the source, once for each explanation', () => {
  assert.ok(explained.length > 5);
  const seen = new Set();
  for (const { file, before, after, why } of explained) {
    const path = `src/encore/${file}`;
    assert.ok(existsSync(new URL(`../../${path}`, import.meta.url)), `${path} exists`);
    const lines = read(path).split('\n');
    assert.ok(
      lines.some(line => line.trim() === before),
      `${path} has the line ${before}`,
    );
    assert.notEqual(after, before);
    assert.match(why, /\w+ \w+/, 'a reason in words');
    const name = `${file}: ${before} -> ${after}`;
    assert.ok(!seen.has(name), `${name}: explained twice`);
    seen.add(name);
  }
});
