// SPDX-License-Identifier: MIT
//
// The measurements behind `npm run bench`. Everything runs in this process and in turn, so that a noisy minute strikes
// all alike; figures are medians. Each decide meets another text than the one before, because the core keeps the last
// document it read and would otherwise be measured without reading.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { loadEngine } from 'encore-offers/engine';
import { root } from '../../web/tools/build/steps.mjs';
import { operations } from '../native.mjs';
import { median } from './median.mjs';
import { decideWithPeers } from './peers.mjs';
import { benchNow, benchSheet } from './sheets.mjs';

export const counts = [2, 20, 200, 2000];

const micro = value => Math.round(value * 10) / 10;

/** Median microseconds of each function over `rounds` turns, all functions in every turn. */
function race(functions, rounds) {
  const times = Object.fromEntries(Object.keys(functions).map(name => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, work] of Object.entries(functions)) {
      const start = performance.now();
      work(round);
      times[name].push((performance.now() - start) * 1000);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
}

const texts = count => [0, 1].map(edition => JSON.stringify(benchSheet(count, edition)));
const roundsFor = (count, seconds) => Math.max(6, Math.min(2000, Math.round((seconds * 20_000) / count)));

function nativeMicroseconds(bodies, rounds) {
  const head = JSON.stringify({ now: benchNow });
  const input = Buffer.concat(
    bodies.map(body =>
      Buffer.from(`${operations.indexOf('decide')} ${head.length} ${Buffer.byteLength(body)}\n${head}${body}`),
    ),
  );
  const { status, stdout, stderr } = spawnSync(join(root, 'build/release/src/native/encore_timing'), [String(rounds)], {
    input,
  });
  if (status !== 0) throw new Error(`encore_timing: ${stderr}`);
  return Number(String(stdout).split(' ')[0]) / 1000;
}

/** One row of the table for a number of candidates. `seconds`: about how long to measure. */
export async function measureDecide(count, { seconds = 1, native = true } = {}) {
  const engine = await loadEngine();
  const bodies = texts(count);
  const rounds = roundsFor(count, seconds);
  const work = {
    json_parse_us: round => JSON.parse(bodies[round % 2]),
    decide_us: round => engine.decideText(bodies[round % 2], { now: benchNow }),
    peers_us: round => decideWithPeers(bodies[round % 2], benchNow),
  };
  race(work, Math.ceil(rounds / 5));
  const { json_parse_us, decide_us, peers_us } = race(work, rounds);
  return {
    candidates: count,
    json_parse_us: micro(json_parse_us),
    decide_us: micro(decide_us),
    native_us: native ? micro(nativeMicroseconds(bodies, rounds)) : null,
    peers_us: micro(peers_us),
  };
}

/** The ids that the core and the peers would show for a sheet. */
export async function choices(count, seed) {
  const engine = await loadEngine();
  const text = JSON.stringify(benchSheet(count, 0, seed));
  const ids = answer => JSON.parse(answer).slots.map(({ candidate_id, quote }) => [candidate_id, quote.subtotal]);
  return { core: ids(engine.decideText(text, { now: benchNow })), peers: ids(decideWithPeers(text, benchNow)) };
}

/**
 * Microseconds of one `advance`: the session's text in and out and a tick, on a page's sheet that the core has read.
 */
export async function measureAdvance(rounds = 2000) {
  const engine = await loadEngine();
  const text = JSON.stringify(benchSheet(20));
  const { session } = engine.advance(text, null, { type: 'start' }, benchNow);
  const work = { advance_us: round => engine.advance(text, session, { type: 'tick' }, benchNow + round) };
  race(work, 200);
  return micro(race(work, rounds).advance_us);
}
