// SPDX-License-Identifier: MIT
//
// The bounds on what comes in, each at its edge: the last document allowed, and the first
// refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';
import { read, schemaFindings, sharedFindings } from './agreement.mjs';

const engine = await loadEngine();
const sheet = JSON.parse(read('examples/sheets/shapes/kind-cross_sell.json'));
const text = JSON.stringify(sheet);
const codes = (document, options) => engine.check(document, options).issues.map(i => `${i.path} ${i.code}`);

test('a page sheet has at most 1 MiB of text, another at most 16 MiB', () => {
  for (const [limit, options] of [
    [2 ** 20, { page: true }],
    [2 ** 24, {}],
  ]) {
    assert.deepEqual(codes(text + ' '.repeat(limit - text.length), options), []);
    const { issues } = JSON.parse(engine.run('check', options ?? {}, text + ' '.repeat(limit - text.length + 1)));
    assert.deepEqual(issues, [{ code: 'size', path: '', scope: 'sheet', limit, actual: limit + 1 }]);
  }
});

test('values nest at most 64 deep', () => {
  const nested = depth =>
    JSON.stringify({ ...sheet, candidates: [{ ...sheet.candidates[0], trigger: 0 }] }).replace(
      '"trigger":0',
      `"trigger":${'['.repeat(depth)}${']'.repeat(depth)}`,
    );
  assert.deepEqual(codes(nested(61)), []); // the sheet, its candidates and the candidate are three
  const [{ message, ...issue }] = engine.check(nested(62)).issues;
  assert.deepEqual(issue, { code: 'depth', path: '', scope: 'sheet', limit: 64 });
  assert.match(message, /64 deep/);
});

test('a sheet has at most 10,000 candidates and 1,000 lines, as its schema says', () => {
  const candidates = count => Array.from({ length: count }, (_, i) => ({ ...sheet.candidates[0], id: `c${i}` }));
  assert.deepEqual(codes({ ...sheet, candidates: candidates(10_000) }), []);
  const many = { ...sheet, candidates: candidates(10_001) };
  assert.deepEqual(codes(many), ['/candidates maxItems']);
  assert.deepEqual(sharedFindings(engine.check(many).issues), schemaFindings(many));

  const lines = count => ({
    ...sheet,
    order: {
      ...sheet.order,
      lines: Array.from({ length: count }, (_, i) => ({ ...sheet.order.lines[0], id: `l${i}` })),
    },
  });
  assert.deepEqual(codes(lines(1_000)), []);
  assert.deepEqual(codes(lines(1_001)), ['/order/lines maxItems']);
});

test('a bomb of brackets is refused before it fills the memory', () => {
  assert.deepEqual(codes(`[${'0,'.repeat(2_200_000)}0]`), [' too_many_values']);
  assert.deepEqual(codes('['.repeat(1_000_000)), [' depth']);
});

test('at most a thousand issues are listed', () => {
  const bad = { ...sheet, candidates: Array.from({ length: 2_000 }, () => 0) };
  const { ok, issues } = engine.check(bad);
  assert.equal(ok, false);
  assert.equal(issues.length, 1_000);
});
