// SPDX-License-Identifier: MIT
//
// `npm run scale`: how long the commands that read whole logs take, and how much memory, on a simulated shop: learning
// from a million shows, mining a million order lines, a report over ten million events. Each command runs in a
// process of its own, whose memory and processor time are read from /proc where there is one. Prints what was measured
// beside the goals, and never fails for being slow.
//
//   npm run scale                            all three, some minutes and 10 GB of disk
//   npm run scale -- --only learn,mine       some
//   npm run scale -- --share 0.01            a hundredth of the size: does it work at all
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { only: { type: 'string', default: 'learn,mine,report' }, share: { type: 'string', default: '1' } },
});
const share = Number(values.share);
if (!(share > 0 && share <= 1)) throw new Error(`--share takes a number from 0 to 1, not "${values.share}"`);
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'encore-scale-'));

/** Megabytes at most and seconds of processor time so far; null where the system does not say. */
function usedBy(pid) {
  try {
    const [, peak] = /VmHWM:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    const times = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return { peak: Number(peak) / 1024, cpu: (Number(times[11]) + Number(times[12])) / 100 };
  } catch {
    return null;
  }
}

const run = (...args) =>
  new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
    let used = null;
    const looking = setInterval(() => (used = usedBy(child.pid) ?? used), 50);
    child.on('error', reject);
    child.on('exit', code => {
      clearInterval(looking);
      if (code === 0) resolve({ seconds: (performance.now() - start) / 1000, used });
      else reject(new Error(`encore ${args[0]} ended with ${code}`));
    });
  });

/** A simulated shop of so many orders. */
async function shop(orders) {
  const out = join(folder, `shop-${orders}`);
  await run('simulate-shop', '--orders', String(Math.round(share * orders)), '--seed', '7', '--out', out);
  return name => join(out, `${name}.ndjson`);
}

// Orders of the simulated shop that bring a million shows, a million lines, ten million events.
const jobs = {
  learn: {
    what: 'learn, a million shows',
    goal: '60 s, 1024 MB',
    orders: 600_000,
    args: file => [
      ...['learn', '--events', file('events'), '--orders', file('orders'), '--catalogue', file('catalogue')],
      ...['-o', join(folder, 'model.json')],
    ],
  },
  mine: { what: 'mine, a million order lines', goal: '20 s', orders: 500_000, args: file => ['mine', file('orders')] },
  report: {
    what: 'report, ten million events',
    goal: '90 s, 2048 MB',
    orders: 2_680_000,
    args: file => [
      ...['report', file('events'), '--orders', file('orders'), '--refunds', file('refunds')],
      ...['--json'],
    ],
  },
};

try {
  for (const name of values.only.split(',')) {
    const job = jobs[name];
    if (!job) throw new Error(`there is no "${name}"; there are ${Object.keys(jobs).join(', ')}`);
    const file = await shop(job.orders);
    const { seconds, used } = await run(...job.args(file));
    const more = used
      ? `${used.cpu.toFixed(1)} s of processor time, ${used.peak.toFixed(0)} MB`
      : 'not measured further';
    console.log(`${job.what.padEnd(28)} ${seconds.toFixed(1)} s, ${more}   (goal ${job.goal})`);
    rmSync(file('x').replace(/\/x\.ndjson$/, ''), { recursive: true });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
