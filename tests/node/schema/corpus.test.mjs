// SPDX-License-Identifier: MIT
//
// The corpus of documents, good and bad, and every example: on each the schema and `check`
// find the same, `check` finds exactly what the document says it should, and the native
// build and the WebAssembly module answer with the same bytes.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';
import { nativeAnswers } from '../../native.mjs';
import { allFindings, read, root, schemaFindings, sharedFindings } from './agreement.mjs';

const listed = folder =>
  readdirSync(new URL(folder, root))
    .filter(name => name.endsWith('.json'))
    .sort()
    .map(name => folder + name);

const corpus = listed('tests/vectors/sheets/').map(path => {
  const { name, why, page = false, text, document, expect } = JSON.parse(read(path));
  return {
    path,
    name,
    why,
    page,
    text: text ?? JSON.stringify(document),
    expect: expect.map(e => `${e.path} ${e.keyword}`).sort(),
  };
});
const examples = [...listed('examples/sheets/'), ...listed('examples/sheets/shapes/')].map(path => ({
  path,
  page: false,
  text: read(path),
  expect: [],
}));
const all = [...corpus, ...examples];

const engine = await loadEngine();
const native = nativeAnswers(all.map(({ page, text }) => ({ operation: 'check', head: { page }, body: text })));

test('the corpus has at least sixty documents, each with a name of its own and a reason', () => {
  assert.ok(corpus.length >= 60, `${corpus.length} documents`);
  assert.equal(new Set(corpus.map(c => c.name)).size, corpus.length);
  assert.ok(corpus.every(c => c.why.length > 0));
  assert.ok(corpus.some(c => c.expect.length === 0) && corpus.some(c => c.expect.length > 1));
});

all.forEach(({ path, page, text, expect }, at) => {
  test(path, () => {
    const answer = engine.run('check', { page }, text);
    assert.equal(answer, native[at], 'native and WebAssembly differ');
    const { ok, issues } = JSON.parse(answer);
    assert.deepEqual(allFindings(issues), expect);
    assert.equal(ok, expect.length === 0);
    const ofText = issues.some(i => i.line !== undefined || i.code === 'number_range');
    const bare = text.replace(/^\ufeff/, ''); // JSON.parse takes no byte order mark
    if (!ofText) assert.deepEqual(sharedFindings(issues), schemaFindings(JSON.parse(bare)));
  });
});

test('an issue of the text says where: line and column', () => {
  const { issues } = JSON.parse(engine.run('check', {}, '{\n  "version": 1,\n}'));
  assert.deepEqual(issues, [{ code: 'syntax', path: '', scope: 'sheet', line: 3, column: 1 }]);
});
