// SPDX-License-Identifier: MIT
//
// A thank-you page loads a module of its own that knows fewer operations. What it knows, it answers with the whole
// module's bytes: every vector that can be asked of a page, and a visit to every sheet among the vectors.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Engine, loadEngine } from 'encore-offers/engine';
import createPage from '../../build/wasm/wasm/encore_page.mjs';
import { allVectors } from './cases.mjs';

const dist = new URL('../../dist/', import.meta.url);
const { wasm } = JSON.parse(readFileSync(new URL('manifest.json', dist), 'utf8'));
const page = new Engine(await createPage({ wasmBinary: readFileSync(new URL(wasm.file, dist)) }));
const whole = await loadEngine();
const vectors = allVectors();

for (const operation of ['quote', 'advance']) {
  test(`${operation}: the page's module and the whole one answer every vector alike`, () => {
    for (const { name, operation: asked, head, body } of vectors) {
      if (asked === operation) assert.equal(page.run(operation, head, body), whole.run(operation, head, body), name);
    }
  });
}

test('a visit to each sheet of the vectors goes alike in both', () => {
  let sheets = 0;
  for (const { name, operation, head: { now, page: strict }, body } of vectors) {
    if (operation === 'rule') continue;
    sheets += 1;
    let session = null;
    for (const [at, event] of [{ type: 'start' }, { type: 'shown', slot: 0 }, { type: 'decline', slot: 0 }, { type: 'tick' }].entries()) {
      const head = { session, event, now: now + at * 1000, page: strict };
      const answer = page.run('advance', head, body);
      assert.equal(answer, whole.run('advance', head, body), `${name}: ${event.type}`);
      session = JSON.parse(answer).session ?? null;
    }
  }
  assert.ok(sheets > 100);
});

test('the page refuses the operations that it leaves out', () => {
  for (const operation of ['check', 'decide', 'rule', 'publish', 'terms']) {
    assert.deepEqual(JSON.parse(page.run(operation, {}, '{}')), { ok: false, issues: [{ code: 'type', path: '', scope: 'sheet' }] }, operation);
  }
});
