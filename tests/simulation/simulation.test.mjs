// SPDX-License-Identifier: MIT
//
// The simulation itself: no world breaks an invariant, a seed is a world, and every planted
// bug is found, which is what makes the first result worth anything.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addTotals, runBatch, simulator } from './batch.mjs';
import { MUTANTS, mutate } from './mutants.mjs';
import { simulate, told } from './simulate.mjs';

/** How long the search for a violation may take here; more on demand by `npm run simulate`. */
const SECONDS = 100;
const MOST_WORLDS = 100_000;
/** A planted bug that needs more worlds than this has not been found. */
const MUTANT_WORLDS = 3_000;
const SEED = 1;

test(`no violation in as many worlds as fit into ${SECONDS} seconds, at most ${MOST_WORLDS}`, async (t) => {
  const sum = await simulate({ worlds: MOST_WORLDS, seed: SEED, seconds: SECONDS });
  t.diagnostic(JSON.stringify({ worlds: sum.worlds, events: sum.events, faults: sum.faults, violations: sum.failing.length, seed: SEED }));
  if (sum.failing.length > 0) {
    const { explain } = await simulator();
    assert.fail(told(explain(sum.failing[0].seed)));
  }
  assert.ok(sum.worlds > 0);
  for (const kind of ['crash before a step', 'crash after a step', 'request lost', 'request duplicated', 'reply lost', 'reply truncated', 'long delay', 'partition',
    'gateway timeout after success', 'gateway unreachable', 'clock step', 'cached page', 'sleep', 'slow step', 'slow answer', 'busy server', 'rate limited', 'port failure', 'order released', 'change at a click', 'card withdrawn', 'buyer signed out', 'storage full', 'broadcast lost', 'no broadcast', 'reload after the bank']) {
    assert.ok(sum.faults[kind] > 0, `the fault "${kind}" never happened`);
  }
});

test('a seed is a world: the same events in the same order every time', async () => {
  const { run } = await simulator();
  for (const seed of [3, 77, 123456789012]) {
    const logs = [0, 1].map(() => {
      const log = [];
      const { events, fired } = run(seed, { log: (line) => log.push(line) });
      return { log, events, fired };
    });
    assert.deepEqual(logs[0], logs[1]);
  }
});

test('batches add up, whatever their borders', async () => {
  const one = await simulator();
  const whole = runBatch(one, { from: 1, to: 41 });
  const parts = [[1, 14], [14, 41]].map(([from, to]) => runBatch(one, { from, to })).reduce(addTotals);
  assert.deepEqual(parts, whole);
});

for (const [name, mutant] of Object.entries(MUTANTS)) {
  test(`found: ${name}`, async (t) => {
    const { run } = await simulator({ ...(mutant.source.length > 0 && { module: await mutate(mutant) }), alter: mutant.page ?? null });
    let seed = SEED;
    let violation = null;
    for (; seed < SEED + MUTANT_WORLDS && !violation; seed++) ({ violation } = run(seed));
    assert.ok(violation, `not found in ${MUTANT_WORLDS} worlds`);
    assert.ok(mutant.finds.includes(violation.invariant), `found by another invariant: ${violation.message}`);
    t.diagnostic(`world ${seed - 1}: ${violation.message}`);
  });
}

test('a violating world is shrunk to what it needs, and its report reproduces it', async () => {
  const mutant = MUTANTS['an unknown outcome is called a decline'];
  const { run, explain } = await simulator({ module: await mutate(mutant) });
  let seed = SEED;
  while (!run(seed).violation) seed += 1;
  const small = explain(seed);
  assert.ok(small.faults.length <= 3, `faults left: ${small.faults.join(', ')}`);
  assert.ok(small.actions <= small.before.actions);
  assert.ok(mutant.finds.includes(small.invariant));
  assert.ok(told(small).includes(`VIOLATION ${small.message}`), 'the log ends with it');
  assert.ok(small.faults.some((fault) => fault.startsWith('gateway timeout after success')), 'the fault that matters is left');
});
