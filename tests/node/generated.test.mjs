// SPDX-License-Identifier: MIT
//
// A committed file that a script makes is what the script makes now: `npm run update` on a clean tree changes nothing.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../web/tools/build/steps.mjs';
import { generators, goldenTests } from '../../web/tools/generate/files.mjs';

for (const { name, files } of generators) {
  test(`${name}: as committed`, async () => {
    const made = Object.entries(await files());
    assert.ok(made.length > 0);
    for (const [path, text] of made)
      assert.ok(
        existsSync(join(root, path)) && readFileSync(join(root, path), 'utf8') === text,
        `${path} is not what its generator makes; run: npm run update -- generated`,
      );
  });
}

test('every golden test that the update command runs is there, and writes on UPDATE_GOLDEN alone', () => {
  for (const { file } of goldenTests.node) assert.match(readFileSync(join(root, file), 'utf8'), /UPDATE_GOLDEN/);
  for (const { folder } of goldenTests.native) {
    const list = readFileSync(join(root, folder, 'CMakeLists.txt'), 'utf8');
    const sources = [...list.matchAll(/\b\w+_test\.cpp\b/g)].map(([file]) => file);
    assert.ok(sources.some(file => readFileSync(join(root, folder, file), 'utf8').includes('UPDATE_GOLDEN')));
  }
});
