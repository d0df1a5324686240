// SPDX-License-Identifier: MIT
//
// A run prepares what its tests need and nothing else: the needs are read from the files themselves.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildDigest } from '../../web/tools/build/freshness.mjs';
import { needsOf, reachedFrom } from '../needs.mjs';
import { suites } from '../suites.mjs';

const needs = file => [...needsOf(file)].sort().join(' ');

test('a test of scripts alone needs no build and no database', () => {
  assert.equal(needs('tests/node/layers.test.mjs'), '');
  assert.equal(needs('tests/node/lock/lock.test.mjs'), '');
});

test('a test needs what the files it names need, however deep they lie', () => {
  assert.equal(needs('tests/vectors/vectors.test.mjs'), 'dist native');
  assert.equal(needs('tests/node/storefront/database.test.mjs'), 'database dist');
  assert.equal(needs('tests/node/storefront/checkout.test.mjs'), 'dist');
  assert.equal(needs('tests/browser/storefront/road.test.mjs'), 'browsers dist');
  assert.ok(reachedFrom('tests/node/lock/lock.test.mjs').has('tests/node/lock/contender.mjs'), 'a child process');
});

test('one word of a suite chooses its jobs, and only they are prepared for', () => {
  const jobs = suites.node.jobs(['layers', 'lock']);
  assert.deepEqual(
    jobs.map(({ name }) => name),
    ['tests/node/layers.test.mjs', 'tests/node/lock/lock.test.mjs'],
  );
  assert.deepEqual(
    jobs.flatMap(job => job.needs),
    [],
  );
  assert.ok(suites.fuzz.jobs([]).every(job => job.needs.includes('compilers')));
});

test('a build with other settings is another build', () => {
  assert.equal(buildDigest(), buildDigest({}));
  assert.notEqual(buildDigest(), buildDigest({ sourcemap: 'linked' }));
});
