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
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { contenders } from './contenders.mjs';
import { difference, shareOf } from './shares.mjs';
import { WORLDS } from './worlds.mjs';

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
  const jobs = seedsFrom(from, seeds).flatMap(seed => worlds.map(({ name }) => ({ name, seed, sizes, orders, loop })));
  const results = [];
  await inThreads(jobs, Math.min(availableParallelism(), 2), result => {
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

const asJson = outcome => ({
  worlds: Object.entries(outcome).map(([name, points]) => ({
    name,
    unkind: WORLDS.find(one => one.name === name).unkind,
    shares: Object.fromEntries(
      names.map(contender => [
        contender,
        Object.fromEntries(Object.entries(points).map(([point, runs]) => [point, shareOf(runs, contender)])),
      ]),
    ),
  })),
});

const percent = share => (100 * share).toFixed(1).padStart(6);

function worldTable(name, points) {
  const { unkind, why } = WORLDS.find(one => one.name === name);
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

function asText(outcome) {
  const lines = [
    'Share of the oracle’s margin, in per cent; in brackets, the difference from encore ± its standard error.',
  ];
  for (const [name, points] of Object.entries(outcome)) lines.push(...worldTable(name, points));
  const kind = asJson(outcome).worlds.filter(({ unkind }) => !unkind);
  if (kind.length > 1) {
    const means = Object.keys(kind[0].shares.encore).map(point =>
      percent(kind.reduce((sum, { shares }) => sum + shares.encore[point], 0) / kind.length).padStart(18),
    );
    lines.push('', `  ${'encore, mean of the kind worlds'.padEnd(16)}`, `  ${''.padEnd(16)}${means.join('')}`);
  }
  return lines.join('\n');
}

async function main() {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      world: { type: 'string', multiple: true },
      seeds: { type: 'string', default: '3' },
      from: { type: 'string', default: '1' },
      orders: { type: 'string', default: '1000' },
      loop: { type: 'string', default: '20000' },
    },
  });
  const worlds = WORLDS.filter(({ name }) => !values.world || values.world.includes(name));
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
  console.log(values.json ? JSON.stringify(asJson(outcome), null, 2) : asText(outcome));
}

if (import.meta.main ?? process.argv[1] === new URL(import.meta.url).pathname) await main();
