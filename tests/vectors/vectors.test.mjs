// SPDX-License-Identifier: MIT
//
// Every golden vector through the native core and through the module: what it promises,
// and from both the same bytes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';
import { nativeAnswers } from '../native.mjs';
import { allVectors } from './cases.mjs';

const engine = await loadEngine();
const vectors = allVectors();
const native = nativeAnswers(vectors);

const byFile = new Map();
vectors.forEach(({ folder, file }, at) =>
  byFile.set(`${folder}/${file}`, [...(byFile.get(`${folder}/${file}`) ?? []), at]),
);

/** `expect` as a part of `answer`: every member it names, nothing about the others. */
const holds = (answer, expect) => {
  if (expect === '(absent)') return answer === undefined;
  if (Array.isArray(expect))
    return (
      Array.isArray(answer) && answer.length === expect.length && expect.every((item, i) => holds(answer[i], item))
    );
  if (expect !== null && typeof expect === 'object') {
    return (
      answer !== null &&
      typeof answer === 'object' &&
      Object.entries(expect).every(([key, value]) => holds(answer[key], value))
    );
  }
  return answer === expect;
};

for (const [file, indices] of byFile) {
  test(`${file}: ${indices.length} vectors`, () => {
    for (const at of indices) {
      const { name, operation, head, body, expect } = vectors[at];
      const wasm = engine.run(operation, head, body);
      assert.equal(wasm, native[at], `${name}: native and Wasm differ`);
      const answer = JSON.parse(wasm);
      // What dangles or cannot fit is a fault to pricing, but the decoder finds it first and says where.
      if (operation === 'quote' && expect.fault && answer.issues) {
        assert.ok(
          answer.issues.some(({ path }) => path.startsWith('/candidates/0')),
          name,
        );
        continue;
      }
      // A rule's value or a quote is all of the answer; faults and decisions may be described in part.
      if (operation === 'rule' || (operation === 'quote' && !expect.fault)) assert.deepEqual(answer, expect, name);
      else assert.ok(holds(answer, expect), `${name}: expected ${JSON.stringify(expect)}\n got ${wasm}`);
    }
  });
}

test('no vector folder is empty', () => {
  console.log(`vectors: ${vectors.length} equal in native and Wasm`);
  assert.ok(vectors.length > 100);
});
