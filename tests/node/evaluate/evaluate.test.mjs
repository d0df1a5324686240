// SPDX-License-Identifier: MIT
//
// evaluate tells what another policy would have earned, or why the log cannot say: intervals hold the truth in logs
// where it is known (`npm run evaluate-coverage` for a thousand of each), refusals name their reason, and the command
// reads a simulated shop's files.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bundled } from '../../bundled.mjs';
import { uniform } from '../../random.mjs';
import { coverageOf } from './coverage.mjs';
import { KINDS, logOf, worldOf } from './worlds.mjs';

const { evaluateCases } = await bundled('evaluate/estimate.ts');
const { fitChoice } = await bundled('evaluate/choice.ts');
const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
let folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'encore-evaluate-'));
  const { writeShop } = await bundled('simulate/files.ts', { platform: 'node' });
  writeShop(folder, 4000, 5);
});
after(() => rmSync(folder, { recursive: true, force: true }));

const run = (policy, ...more) => {
  const path = join(folder, 'policy.json');
  writeFileSync(path, JSON.stringify(policy));
  const args = ['evaluate', '--log', join(folder, 'events.ndjson'), '--policy', path, '--json', ...more];
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' });
  assert.ok(status === 0 || status === 1, stderr);
  return { status, ...JSON.parse(stdout) };
};

test('95 % intervals of what is not refused hold the truth about that often, and without bias', () => {
  for (const kind of KINDS.slice(2, 3)) {
    const { evaluated, covered, bias } = coverageOf(kind, { logs: 40, orders: 1500, seed: 7 });
    assert.ok(evaluated >= 36, `${evaluated} evaluated`);
    assert.ok(covered.doubly_robust / evaluated >= 0.85, `${kind.name}: ${covered.doubly_robust} of ${evaluated}`);
    assert.ok(Math.abs(bias / evaluated) < 0.05, `bias ${bias / evaluated}`);
  }
});

test('the choice model finds the numbers that a log was drawn with', () => {
  const next = uniform(3);
  const truth = { intercept: 0.3, slope: 0.8, beside: Math.log(0.7) };
  const data = Array.from({ length: 40_000 }, () => {
    const cards = Array.from({ length: next() < 0.5 ? 1 : 2 }, () => ({ logOdds: -2 + 2 * next(), contribution: 100 }));
    const odds = cards.map(({ logOdds }) =>
      Math.exp(truth.intercept + truth.slope * logOdds + (cards.length > 1 ? truth.beside : 0)),
    );
    const all = odds.reduce((sum, v) => sum + v, 1);
    let left = next();
    const bought = odds.findIndex(v => (left -= v / all) < 0);
    return { cards, accepted: cards.map((_, i) => i === bought), reward: bought >= 0 && next() < 0.9 ? 100 : 0 };
  });
  const model = fitChoice(data);
  for (const [name, value] of Object.entries(truth))
    assert.ok(Math.abs(model[name] - value) < 0.15, `${name} ${model[name]}`);
  assert.ok(Math.abs(model.kept - 0.9) < 0.02);
});

test('what a log cannot say is refused with the reason', () => {
  const next = uniform(11);
  const world = worldOf(KINDS[2], next);
  const log = logOf(world, 2000, next);
  assert.equal(evaluateCases([]).refused.code, 'no_orders');
  assert.equal(evaluateCases(log.slice(0, 150)).refused.code, 'effective_size');
  const pairs = log.filter(({ cards }) => cards.length === 2);
  const { refused, value } = evaluateCases(pairs.map(one => ({ ...one, setProbability: one.setProbability * 2 })));
  assert.equal(refused.code, 'support_missing');
  assert.match(refused.message, /hardly ever showed one offer alone/);
  assert.equal(value, null);
});

test('the command: the policy of the log itself earns what it earned, another has its own interval', () => {
  const same = run({ id: 'same', max_offers: 1 }, '--refunds', join(folder, 'refunds.ndjson'));
  assert.ok(same.refused === null || same.refused.code === 'effective_size', JSON.stringify(same.refused));
  assert.ok(same.orders > 3000 && same.visitors < same.orders);
  const records = readFileSync(join(folder, 'events.ndjson'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
  const known = records.filter(({ event, holdout }) => event === 'published' && !holdout).length;
  assert.ok(same.orders + same.unusable <= known);
});

test('the command refuses what no record holds, and other successors', () => {
  const band = run({ id: 'p', price_band_bps: { min: 0, max: 5000 } });
  assert.equal(band.status, 1);
  assert.equal(band.refused.code, 'not_recorded');
  assert.match(band.refused.message, /price_band_bps/);
  const model = join(folder, 'model.json');
  writeFileSync(
    model,
    JSON.stringify({ version: 1, model_id: 'm', dilution_bps: { value: 1000 }, rows: ['base|||0|0|0|0'] }),
  );
  assert.match(run({ id: 'p' }, '--model', model).refused.message, /no factors/);
  const log = join(folder, 'events.ndjson');
  const lines = readFileSync(log, 'utf8').split('\n').filter(Boolean);
  const follow = lines.map(line => {
    const event = JSON.parse(line);
    const last = event.considered?.at(-1);
    return JSON.stringify(
      last ? { ...event, considered: [...event.considered.slice(0, -1), { ...last, step: 2 }] } : event,
    );
  });
  writeFileSync(log, `${follow.join('\n')}\n`);
  assert.equal(run({ id: 'p', max_steps: 1 }).refused.code, 'successors_change');
  assert.notEqual(run({ id: 'p', max_steps: 3 }).refused?.code, 'successors_change');
  writeFileSync(log, `${lines.join('\n')}\n`);
  const nothing = spawnSync(process.execPath, [cli, 'evaluate', '--log', join(folder, 'none.ndjson'), '--policy', 'x']);
  assert.equal(nothing.status, 2);
});
