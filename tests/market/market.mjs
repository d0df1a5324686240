// SPDX-License-Identifier: MIT
//
// `npm run market`: how much of the best possible margin Encore earns where the truth is known, beside what a shop
// could use instead. Worlds are drawn from seeds (worlds.mjs); everything else is the product: lifts as `mine` finds
// them, a model as `learn` fits it, sheets decided by the core.
//
//   npm run market                         all worlds, about five minutes on two cores
//   npm run market -- --json               {"worlds": [{"name", "unkind", "shares": {contender: {"0", …, "loop"}}, …}]}
//   npm run market -- --from 1301 --write  also writes web/reference/market.md and its pictures
//   npm run market -- --world steady --seeds 1 --orders 300 --loop 4000        a quick look
//   npm run market -- --from 101           other worlds of the same kinds
//   npm run market -- --worlds mine.json   worlds of your own: [{"name", "unkind", …}], what is absent as in worlds.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { calibrationChart, chart } from './chart.mjs';
import { asPage, asText, summary } from './print.mjs';
import { BASE, WORLDS } from './worlds.mjs';

const SIZES = [0, 1000, 10_000, 100_000];

/** Runs the jobs on `width` threads; each message is one finished world. */
async function inThreads(jobs, width, done) {
  const waiting = [...jobs];
  const runOne = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('worker.mjs', import.meta.url));
      const next = () => {
        const job = waiting.shift();
        if (job) worker.postMessage(job);
        else void worker.terminate().then(resolve);
      };
      worker.on('message', result => {
        done(result);
        next();
      });
      worker.on('error', reject);
      next();
    });
  await Promise.all(Array.from({ length: Math.min(width, jobs.length) }, runOne));
}

/**
 * Runs the market. -> {[world]: {points: {[point]: runs}, results}}, each run {oracle: number[], [contender]:
 * number[]}, each result a world's calibration and what floors cost.
 */
export async function market({ worlds, seeds, from, orders, loop, sizes = SIZES, print = () => {} }) {
  const jobs = seedsFrom(from, seeds).flatMap(seed => worlds.map(kind => ({ kind, seed, sizes, orders, loop })));
  const results = [];
  await inThreads(jobs, availableParallelism(), result => {
    results.push(result);
    print(`${results.length} of ${jobs.length}: ${result.name} ${result.seed}`);
  });
  results.sort((a, b) => a.seed - b.seed);
  const points = [...sizes.map(String), ...(loop > 0 ? ['loop'] : [])];
  return Object.fromEntries(
    worlds.map(({ name }) => {
      const own = results.filter(result => result.name === name);
      const runs = Object.fromEntries(points.map(point => [point, own.map(({ values }) => values[point])]));
      return [name, { points: runs, results: own }];
    }),
  );
}

const seedsFrom = (from, count) => Array.from({ length: count }, (_, i) => from + i);

/** Worlds from a file; each says what differs from BASE, a number or a range of it. */
function worldsFrom(file) {
  const given = JSON.parse(readFileSync(file, 'utf8'));
  if (!Array.isArray(given))
    throw new Error(`${file}: give a list of worlds, such as [{"name": "mine", "drift": 0.3}]`);
  return given.map((one, i) => {
    if (typeof one?.name !== 'string') throw new Error(`${file}: world ${i} has no "name"`);
    const known = ['name', 'unkind', 'why', ...Object.keys(BASE)];
    const unknown = Object.keys(one).find(key => !known.includes(key));
    if (unknown !== undefined)
      throw new Error(`${file}: world "${one.name}" has no "${unknown}"; there are ${known.join(', ')}`);
    return { ...BASE, unkind: false, why: 'from a file', ...one };
  });
}

const write = (name, text) => writeFileSync(new URL(`../../web/reference/${name}`, import.meta.url), text);

async function main() {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      world: { type: 'string', multiple: true },
      worlds: { type: 'string' },
      seeds: { type: 'string', default: '3' },
      from: { type: 'string', default: '1' },
      orders: { type: 'string', default: '1000' },
      loop: { type: 'string', default: '20000' },
      write: { type: 'boolean', default: false },
    },
  });
  const all = values.worlds === undefined ? WORLDS : worldsFrom(values.worlds);
  const unknown = values.world?.find(wanted => !all.some(({ name }) => name === wanted));
  if (unknown !== undefined)
    throw new Error(`there is no world "${unknown}"; there are ${all.map(({ name }) => name).join(', ')}`);
  const worlds = all.filter(({ name }) => !values.world || values.world.includes(name));
  const number = name => {
    if (/^\d+$/.test(values[name])) return Number(values[name]);
    throw new Error(`--${name} takes a whole number, not "${values[name]}"`);
  };
  const outcome = await market({
    worlds,
    seeds: number('seeds'),
    from: number('from'),
    orders: number('orders'),
    loop: number('loop'),
    print: text => process.stderr.write(`${text}\n`),
  });
  const found = summary(outcome, worlds);
  console.log(values.json ? JSON.stringify(found, null, 2) : asText(found));
  if (!values.write) return;
  const command = `npm run market -- --from ${values.from} --seeds ${values.seeds} --write`;
  write('market.md', asPage(found, command));
  write('market.svg', chart(found));
  write('market-calibration.svg', calibrationChart(found));
}

if (import.meta.main ?? process.argv[1] === new URL(import.meta.url).pathname) await main();
