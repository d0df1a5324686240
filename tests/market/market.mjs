// SPDX-License-Identifier: MIT
//
// `npm run market`: how much of the best possible margin Encore earns where the truth is known, beside what a shop
// could use instead. Worlds are drawn from seeds (worlds.mjs); everything else is the product: lifts as `mine` finds
// them, a model as `learn` fits it, sheets decided by the core.
//
//   npm run market                         all worlds, about five minutes on two cores
//   npm run market -- --json               {"worlds": [{"name", "unkind", "shares": {contender: {"0", …, "loop"}}}]}
//   npm run market -- --world steady --seeds 1 --orders 300 --loop 4000        a quick look
//   npm run market -- --from 101           other worlds of the same kinds
//   npm run market -- --worlds mine.json   worlds of your own: [{"name", "unkind", …}], what is absent as in worlds.mjs
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { contenders } from './contenders.mjs';
import { difference, shareOf } from './shares.mjs';
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

/** Runs the market. -> {[world]: {[point]: runs}}, each run {oracle: number[], [contender]: number[]}. */
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
      return [name, Object.fromEntries(points.map(point => [point, own.map(({ values }) => values[point])]))];
    }),
  );
}

const seedsFrom = (from, count) => Array.from({ length: count }, (_, i) => from + i);
const names = ['oracle', ...Object.keys(contenders)];

const asJson = (outcome, kinds) => ({
  worlds: Object.entries(outcome).map(([name, points]) => ({
    name,
    unkind: kinds.find(one => one.name === name).unkind,
    shares: Object.fromEntries(
      names.map(contender => [
        contender,
        Object.fromEntries(Object.entries(points).map(([point, runs]) => [point, shareOf(runs, contender)])),
      ]),
    ),
  })),
});

const percent = share => (100 * share).toFixed(1).padStart(6);

function worldTable({ name, unkind, why }, points) {
  const lines = [`\n${name}${unkind ? ' (unkind)' : ''}: ${why}`];
  lines.push(
    `  ${''.padEnd(16)}${Object.keys(points)
      .map(point => point.padStart(18))
      .join('')}`,
  );
  for (const contender of Object.keys(contenders)) {
    const cells = Object.values(points).map(runs => {
      if (contender === 'encore') return `${percent(shareOf(runs, contender))}`.padStart(18);
      const { mean, error } = difference(runs, 'encore', contender);
      return `${percent(shareOf(runs, contender))} (${(-100 * mean).toFixed(1)} ±${(100 * error).toFixed(1)})`.padStart(
        18,
      );
    });
    lines.push(`  ${contender.padEnd(16)}${cells.join('')}`);
  }
  return lines;
}

function asText(outcome, kinds) {
  const lines = [
    'Share of the oracle’s margin, in per cent; in brackets, the difference from encore ± its standard error.',
  ];
  for (const kind of kinds) lines.push(...worldTable(kind, outcome[kind.name]));
  const kind = asJson(outcome, kinds).worlds.filter(({ unkind }) => !unkind);
  if (kind.length > 1) {
    const means = Object.keys(kind[0].shares.encore).map(point =>
      percent(kind.reduce((sum, { shares }) => sum + shares.encore[point], 0) / kind.length).padStart(18),
    );
    lines.push('', `  ${'encore, mean of the kind worlds'.padEnd(16)}`, `  ${''.padEnd(16)}${means.join('')}`);
  }
  return lines.join('\n');
}

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
  console.log(values.json ? JSON.stringify(asJson(outcome, worlds), null, 2) : asText(outcome, worlds));
}

if (import.meta.main ?? process.argv[1] === new URL(import.meta.url).pathname) await main();
