// SPDX-License-Identifier: MIT
//
// The page keeps its budget, the command says what the page requests, and the budget can be broken.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../web/tools/build/steps.mjs';
import { overBudget, pageFiles, total, weigh } from '../../web/tools/build/weight.mjs';
import { initialMemory } from './memory.mjs';

const budget = JSON.parse(readFileSync(new URL('budget.json', import.meta.url), 'utf8'));
const dist = join(root, 'dist');

test('a page downloads no more than its budget', () => {
  assert.deepEqual(overBudget(weigh(dist), budget), []);
});

test('the loader alone stays under 2 KiB', () => {
  const loader = weigh(dist).find(({ role }) => role === 'loader');
  assert.ok(loader.brotli <= 2048, `${loader.brotli} bytes`);
});

test('one byte over the budget is named', () => {
  const files = [
    { role: 'loader', brotli: 700 },
    { role: 'core', brotli: 301 },
  ];
  assert.deepEqual(overBudget(files, { total_brotli: 1001, loader_brotli: 700 }), []);
  assert.match(overBudget(files, { total_brotli: 1000, loader_brotli: 700 })[0], /1 over its budget/);
  assert.match(overBudget(files, { total_brotli: 1001, loader_brotli: 699 })[0], /loader/);
});

test('a page loads the loader, the element, the core, and its language; a theme where it asks for one', () => {
  const modules = {
    'element.A.js': { role: 'element/define' },
    'en.D.js': { role: 'messages/en' },
    'de.E.js': { role: 'messages/de' },
    'soft.F.js': { role: '../themes/soft.css' },
  };
  const manifest = { loader: 'encore.js', element: 'element.A.js', wasm: { file: 'encore.W.wasm' }, modules };
  const paths = options => pageFiles(manifest, options).map(({ path }) => path);
  assert.deepEqual(paths(), ['encore.js', 'element.A.js', 'encore.W.wasm', 'en.D.js']);
  assert.deepEqual(paths({ language: 'de', theme: 'soft' }).slice(-2), ['de.E.js', 'soft.F.js']);
  assert.throws(() => paths({ language: 'tlh' }), /no messages\/tlh/);
});

test('the command prints the files and their sum as JSON, and no more', () => {
  const { status, stdout } = spawnSync(process.execPath, ['tests/bench/size.mjs', '--json'], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.equal(status, 0);
  const report = JSON.parse(stdout);
  assert.deepEqual(Object.keys(report), ['files', 'total_brotli']);
  for (const file of report.files) assert.deepEqual(Object.keys(file), ['path', 'raw', 'gzip', 'brotli']);
  assert.equal(report.total_brotli, total(report.files));
});

test('the core asks for at most 2 MiB of memory', () => {
  assert.ok(initialMemory(readFileSync(join(dist, 'encore.wasm'))) <= 2 * 1024 * 1024);
});
