// SPDX-License-Identifier: MIT
//
// `encore replay`: the same decisions as one by one, in the input's order, however many
// threads; what cannot be read is refused in its place; the summary adds up.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadEngine } from 'encore-offers/engine';
import { generator } from '../../random.mjs';
import { randomSheet } from './random-sheets.mjs';

const cli = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'encore-replay-'));
after(() => rmSync(folder, { recursive: true }));

const random = generator(5);
const cases = Array.from({ length: 300 }, (_, i) => randomSheet(random, i));
const lines = cases.map((one, i) => (i % 3 === 0 ? JSON.stringify(one.sheet) : JSON.stringify(one)));
lines.splice(100, 0, '{"broken": ', '', JSON.stringify({ sheet: { version: 1 }, now: 0 }));
const input = join(folder, 'sheets.ndjson');
writeFileSync(input, `${lines.join('\n')}\n`);

const replay = (...args) =>
  spawnSync(process.execPath, [cli, 'replay', ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });

test('one thread and three print the same bytes, those of deciding one by one', async () => {
  const one = replay(input, '--threads', '1');
  const three = replay(input, '--threads', '3');
  assert.equal(one.status, 1, one.stderr); // two lines are refused
  assert.equal(three.stdout, one.stdout);
  const engine = await loadEngine();
  const wanted = cases.map((given, i) => {
    const { sheet, ...moment } = given;
    return engine.decideText(sheet, i % 3 === 0 ? { now: Date.parse(sheet.issued_at) } : moment);
  });
  const answers = one.stdout.trimEnd().split('\n');
  const refused = answers.splice(100, 2).map(text => JSON.parse(text));
  assert.deepEqual(
    refused.map(({ ok, line }) => ({ ok, line })),
    [
      { ok: false, line: 101 },
      { ok: false, line: 103 },
    ],
  );
  assert.ok(refused[1].issues.length > 3);
  assert.deepEqual(answers, wanted);
});

test('the summary counts what was printed', () => {
  const { stdout, stderr } = replay(input, '--threads', '2');
  const decisions = stdout
    .trimEnd()
    .split('\n')
    .map(text => JSON.parse(text))
    .filter(({ slots }) => slots);
  const count = name => Number(new RegExp(`^ +${name} +(\\d+)`, 'm').exec(stderr)?.[1]);
  assert.match(stderr, /^302 sheets in \d+\.\d\d s on 2 threads: \d+ a second$/m);
  assert.equal(count('two offers'), decisions.filter(({ slots }) => slots.length === 2).length);
  assert.equal(count('refused'), 2);
  const outranked = decisions
    .flatMap(({ left_out }) => left_out.flatMap(({ reasons }) => reasons))
    .filter(({ reason }) => reason === 'outranked').length;
  assert.equal(count('outranked'), outranked);
});

test('a file of its own, a progress bar when asked for, and usage errors', () => {
  const out = join(folder, 'decisions.ndjson');
  const asked = replay(input, '--out', out, '--progress', '--threads', '2', '--now', '2026-11-21T10:05:00Z');
  assert.equal(asked.stdout, '');
  assert.equal(readFileSync(out, 'utf8').trimEnd().split('\n').length, 302);
  assert.match(asked.stderr, /\[#{30}\] 100 % {2}302 sheets\n/);
  assert.equal(replay(join(folder, 'absent.ndjson')).status, 2);
  assert.equal(replay(input, '--threads', 'many').status, 2);
});
