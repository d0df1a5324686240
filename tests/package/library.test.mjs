// SPDX-License-Identifier: MIT
//
// The C++ library as its users get it: installed under a prefix of its own, found by find_package and by pkg-config
// from a project that has nothing else of ours, deciding the same bytes as the WebAssembly module.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { loadEngine } from 'encore-offers/engine';
import { withBuildLock } from '../../web/tools/build/lock.mjs';
import { buildNative } from '../../web/tools/build/modules.mjs';
import { root } from '../../web/tools/build/steps.mjs';

const stranger = join(root, 'tests/package/stranger');
const sheet = readFileSync(join(root, 'examples/sheets/camera.json'), 'utf8');
const now = Date.parse('2026-11-21T10:05:00Z');
let folder;
let prefix;
let expected;

const run = (command, args, options = {}) =>
  execFileSync(command, args, { encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'], ...options });

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'encore-library-'));
  prefix = join(folder, 'prefix');
  const built = await withBuildLock(() => buildNative('release', ['encore']));
  run('cmake', ['--install', built, '--prefix', prefix]);
  expected = (await loadEngine()).decideText(sheet, { now });
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('one library and one header with what it includes are installed, and no header names the JSON library', () => {
  const files = readdirSync(prefix, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  const headers = files.filter(({ name }) => name.endsWith('.hpp'));
  assert.deepEqual(headers.map(({ name }) => name).sort(), [
    'api.hpp',
    'enum_array.hpp',
    'operations.hpp',
    'words.hpp',
  ]);
  assert.deepEqual(
    files.map(({ name }) => name).filter(name => name.endsWith('.a')),
    ['libencore.a'],
  );
  for (const { name, path } of headers) assert.doesNotMatch(readFileSync(join(path, name), 'utf8'), /nlohmann/);
});

test('a project that finds it with find_package decides a sheet', () => {
  const build = join(folder, 'build');
  run('cmake', ['-S', stranger, '-B', build, `-DCMAKE_PREFIX_PATH=${prefix}`]);
  run('cmake', ['--build', build]);
  assert.equal(run(join(build, 'decide'), [String(now)], { input: sheet }).trimEnd(), expected);
});

test('a program that finds it with pkg-config decides a sheet', () => {
  const [found] = readdirSync(prefix, { recursive: true }).filter(name => name.endsWith('encore.pc'));
  const env = { ...process.env, PKG_CONFIG_PATH: dirname(join(prefix, found)) };
  const flags = run('pkg-config', ['--cflags', '--libs', 'encore'], { env }).trim().split(/\s+/);
  const program = join(folder, 'decide');
  run('g++', [join(stranger, 'main.cpp'), '-o', program, ...flags]);
  assert.equal(run(program, [String(now)], { input: sheet }).trimEnd(), expected);
});
