// SPDX-License-Identifier: MIT
//
// `npm run simulate`: worlds on all cores, a summary, and for a violation the seed, what is
// left of it after shrinking, and what happened in it.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { addTotals, simulator } from './batch.mjs';

const HELP = `npm run simulate -- [--worlds N] [--seed S] [--seconds T] [--json] [--replay]

Runs N worlds (default 10000) from seed S (default 1), each with its own shopper, tabs, clocks, network, server,
gateway and faults, and checks every invariant after every step.

  --seconds T   stops after T seconds, however many worlds that were
  --replay      runs only seed S, and tells everything that happens in it
  --json        prints {"worlds", "events", "faults": {kind: count}, "violations"} and nothing else

Exit code: 0 no violation, 1 violations (the smallest form of the first is printed), 2 usage.
`;

/** Runs the seeds on all cores. Returns the totals of batch.mjs. */
export async function simulate({
  worlds,
  seed,
  seconds = Infinity,
  threads = availableParallelism(),
  each = () => {},
}) {
  const until = Date.now() + seconds * 1000;
  const sum = { worlds: 0, events: 0, advances: 0, faults: {}, failing: [] };
  const share = Math.ceil(worlds / threads);
  const running = Array(threads).fill(0);
  await Promise.all(
    running.map(
      (_, i) =>
        new Promise((resolve, reject) => {
          const from = seed + i * share;
          const simulate = { from, to: Math.min(from + share, seed + worlds), until };
          const worker = new Worker(new URL('batch.mjs', import.meta.url), { workerData: { simulate } });
          worker.on('message', message => {
            if (message.totals) addTotals(sum, message.totals);
            else
              each(
                running.reduce(
                  (total, _count, at) => total + (at === i ? (running[i] = message.worlds) : running[at]),
                  0,
                ),
              );
          });
          worker.on('error', reject);
          worker.on('exit', code => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
        }),
    ),
  );
  sum.failing.sort((a, b) => a.seed - b.seed);
  return sum;
}

export function describeViolation({ seed, message, sheet, actions, faults, before, log }) {
  return [
    `seed ${seed}: ${message}`,
    `  sheet: ${sheet}; ${actions} of ${before.actions} clicks and ${faults.length} of ${before.faults} faults are enough: ${faults.join(', ') || 'none'}`,
    `  again: npm run simulate -- --seed ${seed} --replay`,
    ...log.map(line => `  ${line}`),
  ].join('\n');
}

const natural = (text, name) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new TypeError(`--${name} takes a positive integer`);
  return value;
};

async function main() {
  const { values } = parseArgs({
    options: {
      worlds: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '1' },
      seconds: { type: 'string' },
      json: { type: 'boolean' },
      replay: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const seed = natural(values.seed, 'seed');
  if (values.replay) {
    const { run } = await simulator();
    const { violation } = run(seed, { log: line => process.stdout.write(`${line}\n`) });
    return violation ? 1 : 0;
  }
  const begun = Date.now();
  const worlds = natural(values.worlds, 'worlds');
  const progress = process.stderr.isTTY && !values.json;
  const sum = await simulate({
    worlds,
    seed,
    ...(values.seconds && { seconds: natural(values.seconds, 'seconds') }),
    ...(progress && { each: done => process.stderr.write(`\r${done} of ${worlds} worlds`) }),
  });
  if (progress) process.stderr.write('\r');
  const { events, faults, failing } = sum;
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ worlds: sum.worlds, events, faults, violations: failing.length })}\n`);
  } else {
    const kinds = Object.entries(faults)
      .sort(([, a], [, b]) => b - a)
      .map(([kind, count]) => `  ${String(count).padStart(9)}  ${kind}`);
    process.stdout.write(
      `${sum.worlds} worlds from seed ${seed}: ${events} events, ${sum.advances} session steps, ${((Date.now() - begun) / 1000).toFixed(1)} s\nfaults\n${kinds.join('\n')}\n${failing.length} violations\n`,
    );
  }
  if (failing.length === 0) return 0;
  const { explain } = await simulator();
  process.stderr.write(`${describeViolation(explain(failing[0].seed))}\n`);
  return 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().then(
    code => {
      process.exitCode = code;
    },
    error => {
      process.stderr.write(`${error instanceof TypeError ? `${error.message}\n\n${HELP}` : error.stack}\n`);
      process.exitCode = 2;
    },
  );
}
