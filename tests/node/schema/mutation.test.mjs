// SPDX-License-Identifier: MIT
//
// Thousands of spoilt example sheets on which the schema and `check` must find the same,
// and the native build and the WebAssembly module must answer alike. ENCORE_SEED repeats a
// run.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';
import { nativeAnswers } from '../../native.mjs';
import { read, root, schema, schemaFindings, sharedFindings } from './agreement.mjs';
import { Mutator } from './mutate.mjs';

const seed = Number(process.env.ENCORE_SEED ?? 20261121);
const count = 4000;

const sheets = ['examples/sheets/', 'examples/sheets/shapes/'].flatMap(folder =>
  readdirSync(new URL(folder, root))
    .filter(name => name.endsWith('.json') && name !== 'b2b.json')
    .map(name => JSON.parse(read(folder + name))),
);

test(`schema and check agree on ${count} spoilt sheets (seed ${seed})`, async t => {
  const engine = await loadEngine();
  const mutator = new Mutator(schema, seed);
  const texts = Array.from({ length: count }, () => mutator.spoil(mutator.pick(sheets)));
  const native = nativeAnswers(texts.map(body => ({ operation: 'check', head: {}, body })));
  let faulty = 0;
  const met = new Set();
  texts.forEach((text, at) => {
    const answer = engine.run('check', {}, text);
    assert.equal(answer, native[at], `native and WebAssembly differ: seed ${seed}, document ${at}`);
    const { issues } = JSON.parse(answer);
    const found = schemaFindings(JSON.parse(text));
    assert.deepEqual(sharedFindings(issues), found, `seed ${seed}, document ${at}`);
    if (found.length > 0) faulty++;
    issues.forEach(issue => met.add(issue.code));
  });
  t.diagnostic(`${count} documents, ${faulty} faulty, codes met: ${[...met].sort().join(' ')}`);
  assert.ok(faulty > count / 2 && faulty < count, 'the mutations neither miss nor hit every time');
});
