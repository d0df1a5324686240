// SPDX-License-Identifier: MIT
//
// The core as WebAssembly answers each of the price vectors; Catch2 asks the native core the same. That the vectors are
// what the cases and the reference make, tests/node/generated.test.mjs holds.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';
import { files } from './cases.mjs';

const engine = await loadEngine();

for (const file of Object.keys(files)) {
  const text = readFileSync(new URL(`../../vectors/price/${file}.json`, import.meta.url), 'utf8');

  test(`${file}: every vector comes out of the engine`, () => {
    for (const {
      name,
      input: { sheet, now, ...options },
      expect,
    } of JSON.parse(text)) {
      // As the native core is asked; the method `quote` refuses a quantity that is none.
      const answer = JSON.parse(engine.run('quote', { ...options, now: Date.parse(now) }, sheet));
      if (!expect.fault) {
        assert.equal(JSON.stringify(answer), JSON.stringify(expect), name);
      } else if (answer.fault) {
        for (const [key, value] of Object.entries(expect)) assert.equal(answer[key], value, `${name}: ${key}`);
      } else {
        // What dangles or cannot fit is found while decoding: the candidate is refused, with an issue that says where.
        assert.equal(answer.ok, false, name);
        assert.ok(
          answer.issues.some(({ path }) => path.startsWith('/candidates/0')),
          name,
        );
      }
    }
  });
}
