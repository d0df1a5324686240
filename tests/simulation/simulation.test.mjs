// SPDX-License-Identifier: MIT
//
// The simulation itself: no world breaks an invariant, a seed is a world, and every planted
// bug is found, which is what makes the first result worth anything.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addTotals, runBatch, simulator } from './batch.mjs';
import { LEDGER_MUTANTS } from './ledger-mutants.mjs';
import { MUTANTS, mutate } from './mutants.mjs';
import { simulate, describeViolation } from './simulate.mjs';

/**
 * So many worlds are always run, however slow the machine: every kind of fault has happened within the first 150 or
 * so.
 */
const WORLDS = 1_000;
/** How long the search goes on beyond them; more on demand by `npm run simulate`. */
const SECONDS = 90;
const MOST_WORLDS = 100_000;
/** A planted bug that needs more worlds than this has not been found. */
const MUTANT_WORLDS = 3_000;
/** A third of all worlds have a shop behind webhooks; of these, all. */
const WEBHOOK_WORLDS = 500;
const SEED = 1;
const KINDS = [
  'crash before a step',
  'crash after a step',
  'request lost',
  'request duplicated',
  'reply lost',
  'reply truncated',
  'long delay',
  'partition',
  'gateway timeout after success',
  'gateway unreachable',
  'clock step',
  'cached page',
  'sleep',
  'slow step',
  'slow answer',
  'busy server',
  'rate limited',
  'port failure',
  'order released',
  'change at a click',
  'card withdrawn',
  'buyer signed out',
  'storage full',
  'broadcast lost',
  'no broadcast',
  'reload after the bank',
  'forged requests',
  'line taken out',
  'webhook lost',
  'webhook late',
  'webhook duplicated',
  'webhook reply lost',
];

/** No violation among the worlds of a run; the smallest form of the first is printed. */
async function holds(t, seed, { worlds, events, faults, failing }) {
  t.diagnostic(JSON.stringify({ worlds, events, faults, violations: failing.length, seed }));
  if (failing.length === 0) return;
  const { explain } = await simulator();
  assert.fail(describeViolation(explain(failing[0].seed)));
}

/**
 * The first world that breaks an invariant: {seed, violation}. Errors: none among the worlds a planted bug may take.
 */
function firstViolation(run) {
  for (let seed = SEED; seed < SEED + MUTANT_WORLDS; seed++) {
    const { violation } = run(seed);
    if (violation) return { seed, violation };
  }
  return assert.fail(`not found in ${MUTANT_WORLDS} worlds from seed ${SEED}`);
}

test(`no violation in ${WORLDS} worlds, in which every kind of fault happens`, async t => {
  const sum = await simulate({ worlds: WORLDS, seed: SEED });
  await holds(t, SEED, sum);
  assert.equal(sum.worlds, WORLDS);
  assert.deepEqual(
    KINDS.filter(kind => !(sum.faults[kind] > 0)),
    [],
    'faults that never happened',
  );
});

test(`nor in as many further ones as fit into ${SECONDS} seconds, at most ${MOST_WORLDS}`, async t => {
  const seed = SEED + WORLDS;
  await holds(t, seed, await simulate({ worlds: MOST_WORLDS, seed, seconds: SECONDS }));
});

test('a seed is a world: the same events in the same order every time', async () => {
  const { run } = await simulator();
  for (const seed of [3, 77, 123456789012]) {
    const logs = [0, 1].map(() => {
      const log = [];
      const { events, fired } = run(seed, { log: line => log.push(line) });
      return { log, events, fired };
    });
    assert.deepEqual(logs[0], logs[1]);
  }
});

test('batches add up, whatever their borders', async () => {
  const one = await simulator();
  const whole = runBatch(one, { from: 1, to: 41 });
  const parts = [
    [1, 14],
    [14, 41],
  ]
    .map(([from, to]) => runBatch(one, { from, to }))
    .reduce(addTotals);
  assert.deepEqual(parts, whole);
});

for (const [name, mutant] of Object.entries({ ...MUTANTS, ...LEDGER_MUTANTS })) {
  test(`found: ${name}`, async t => {
    const { run } = await simulator({
      ...(mutant.source.length > 0 && { module: await mutate(mutant) }),
      alter: mutant.page ?? null,
      webhooks: false,
    });
    const { seed, violation } = firstViolation(run);
    assert.ok(mutant.finds.includes(violation.invariant), `found by another invariant: ${violation.message}`);
    t.diagnostic(`world ${seed}: ${violation.message}`);
  });
}

test('no violation where every shop is behind webhooks', async t => {
  const { run } = await simulator({ webhooks: true });
  for (let seed = SEED; seed < SEED + WEBHOOK_WORLDS; seed++) {
    const { violation } = run(seed);
    if (violation) assert.fail(`world ${seed}: ${violation.message}`);
  }
  t.diagnostic(`${WEBHOOK_WORLDS} worlds`);
});

for (const [name, [shopDefects, invariant]] of Object.entries({
  'a shop that keeps no record of its answers': [{ forgetful: true }, 'one charge per token'],
  'a shop that repeats that it does not know': [{ stubborn: true }, 'every purchase rests'],
})) {
  test(`found: ${name}`, async t => {
    const { run } = await simulator({ webhooks: true });
    const { seed, violation } = firstViolation(one => run(one, { shopDefects }));
    assert.equal(violation.invariant, invariant, violation.message);
    t.diagnostic(`world ${seed}: ${violation.message}`);
  });
}

test('a violating world is shrunk to what it needs, and its report reproduces it', async () => {
  const mutant = MUTANTS['an unknown outcome is called a decline'];
  const { run, explain } = await simulator({ module: await mutate(mutant), webhooks: false });
  const small = explain(firstViolation(run).seed);
  assert.ok(small.faults.length <= 3, `faults left: ${small.faults.join(', ')}`);
  assert.ok(small.actions <= small.before.actions);
  assert.ok(mutant.finds.includes(small.invariant));
  assert.ok(describeViolation(small).includes(`VIOLATION ${small.message}`), 'the log ends with it');
  assert.ok(
    small.faults.some(fault => fault.startsWith('gateway timeout after success')),
    'the fault that matters is left',
  );
});
