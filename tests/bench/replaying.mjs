// SPDX-License-Identifier: MIT
//
// What `encore replay` makes of two cores: sheets a second by two threads, beside one core that decides the same sheets
// alone and beside JSON.parse of the same file. The command's own start is taken out: it is timed on one line first.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../web/tools/build/steps.mjs';
import { median } from './median.mjs';
import { benchNow, benchSheet } from './sheets.mjs';

const candidates = 6;
const editions = 200;

/** Seconds of one run of `work`: the median of `rounds`. */
function secondsOf(work, rounds) {
  const taken = [];
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    work();
    taken.push((performance.now() - begin) / 1000);
  }
  return median(taken);
}

/** @returns {Record<string, number>} sheets a second: replay on two threads, one core alone, and JSON.parse */
export function measureReplay(engine, { sheets = 16_000, rounds = 3 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'encore-bench-'));
  const texts = Array.from({ length: editions }, (_, edition) => JSON.stringify(benchSheet(candidates, edition)));
  const lines = Array.from({ length: sheets }, (_, index) => texts[index % editions]);
  const file = (name, content) => {
    writeFileSync(join(folder, name), `${content.join('\n')}\n`);
    return join(folder, name);
  };
  const now = new Date(benchNow).toISOString();
  const replay = path => {
    const words = ['dist/cli.js', 'replay', path, '--threads', '2', '--now', now, '--out', join(folder, 'out')];
    const { status, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };
  try {
    const one = file('one.ndjson', lines.slice(0, 1));
    const all = file('all.ndjson', lines);
    const start = secondsOf(() => replay(one), rounds);
    return {
      replay_per_s: sheets / (secondsOf(() => replay(all), rounds) - start),
      alone_per_s: sheets / secondsOf(() => lines.forEach(line => engine.decide(line, { now: benchNow })), rounds),
      json_parse_per_s: sheets / secondsOf(() => lines.forEach(line => JSON.parse(line)), rounds),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
