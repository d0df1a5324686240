// SPDX-License-Identifier: MIT
//
// Each target for twelve seconds, two at a time, from the committed corpus; ENCORE_FUZZ_SECONDS gives them more or
// less. The executions and the coverage are printed: a target that does nothing is a failure, too.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readCorpus, targets } from './corpus.mjs';
import { buildTargets, fuzz, line } from './fuzz.mjs';

const seconds = Number(process.env.ENCORE_FUZZ_SECONDS ?? 12);
await buildTargets();

describe('fuzzing', { concurrency: 2 }, () => {
  for (const target of targets) {
    test(`${target} keeps its promises for ${seconds} s of changed and grown inputs`, async () => {
      const result = await fuzz(target, seconds);
      console.log(line(result));
      assert.equal(result.crash, null, result.crash && `${result.crash.path}\n${result.crash.log}`);
      assert.ok(result.executions > readCorpus(target).length, 'more was run than the corpus');
      assert.ok(result.cov > 500, `covers ${result.cov} edges`);
    });
  }
});
