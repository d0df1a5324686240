// SPDX-License-Identifier: MIT
//
// `npm run fuzz`: builds the libFuzzer targets with AddressSanitizer and UndefinedBehaviorSanitizer and runs each for a
// while.
//
//   npm run fuzz                               each target for 60 s
//   npm run fuzz -- --seconds 1800             for longer
//   npm run fuzz -- --only decide,rule         some targets
//   npm run fuzz -- --only decide --input FILE one input again
//   npm run fuzz -- --keep                     afterwards, keep what adds coverage as the committed corpus
//
// Prints executions, edges covered (cov) and features (ft: edges with how often, and compared values) for each target.
// What is found while running stays under build/fuzz/corpus and is used again. Ends with 1 if a promise was broken, and
// says which input did it.

import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildNative } from '../../web/tools/build/modules.mjs';
import { setup } from '../../web/tools/build/setup.mjs';
import { root } from '../../web/tools/build/steps.mjs';
import { withBuildLock } from '../../web/tools/build/lock.mjs';
import { targets, unpack, writeCorpus, writeDictionary } from './corpus.mjs';

const folder = join(root, 'build/fuzz');
/** Longer inputs repeat what shorter ones show; a visit holds a sheet and its events. */
const longest = 24_576;
/** A committed corpus is read by people; what is larger teaches little more. */
const longestKept = 2048;
const mostKept = 80;

/** Runs a target's executable to its end. */
function execute(target, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(join(folder, 'tests/fuzz', `fuzz_${target}`), args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        ASAN_OPTIONS: 'detect_leaks=1:allocator_may_return_null=0',
        UBSAN_OPTIONS: 'print_stacktrace=1',
      },
    });
    let log = '';
    child.stderr.setEncoding('utf8').on('data', chunk => {
      log = (log + chunk).slice(-200_000);
    });
    child.on('error', reject);
    child.on('close', code => resolve({ code, log }));
  });
}

/** Builds what the targets need; `print` gets the progress. */
export async function buildTargets(chosen = targets, print = () => {}) {
  await withBuildLock(() =>
    buildNative(
      'fuzz',
      chosen.map(target => `fuzz_${target}`),
      print,
    ),
  );
  writeDictionary(join(folder, 'sheet.dict'));
}

/** Runs one target. Returns {target, executions, cov, ft, inputs, seconds, crash: null | {path, log}}. */
export async function fuzz(target, seconds) {
  const corpus = unpack(target, join(folder, 'corpus', target));
  const artifacts = join(folder, 'artifacts', `${target}-`);
  mkdirSync(join(folder, 'artifacts'), { recursive: true });
  const began = performance.now();
  const { code, log } = await execute(target, [
    `-max_total_time=${seconds}`,
    `-max_len=${longest}`,
    '-timeout=25',
    '-rss_limit_mb=2048',
    `-dict=${join(folder, 'sheet.dict')}`,
    `-artifact_prefix=${artifacts}`,
    '-print_final_stats=1',
    corpus,
  ]);
  const last = [...log.matchAll(/^#(\d+)\s+\w+\s+cov: (\d+) ft: (\d+) corp: (\d+)/gm)].at(-1) ?? [];
  const executions = Number(/stat::number_of_executed_units:\s*(\d+)/.exec(log)?.[1] ?? last[1] ?? 0);
  const path = /Test unit written to (\S+)/.exec(log)?.[1];
  return {
    target,
    executions,
    cov: Number(last[2] ?? 0),
    ft: Number(last[3] ?? 0),
    inputs: Number(last[4] ?? 0),
    seconds: (performance.now() - began) / 1000,
    crash: code === 0 ? null : { path: path ?? '(no input was kept)', log: log.slice(-6000) },
  };
}

/** Keeps the inputs of a target that add coverage, the short ones, as its committed corpus. */
async function keep(target) {
  const merged = join(folder, 'merged', target);
  rmSync(merged, { recursive: true, force: true });
  mkdirSync(merged, { recursive: true });
  const { code, log } = await execute(target, [
    '-merge=1',
    `-max_len=${longestKept}`,
    merged,
    join(folder, 'corpus', target),
  ]);
  if (code !== 0) throw new Error(`merging ${target} failed: ${log.slice(-2000)}`);
  const files = readdirSync(merged)
    .map(name => join(merged, name))
    .sort((a, b) => statSync(a).size - statSync(b).size);
  // Spread over the sizes, so that long inputs are among those kept, too.
  const step = Math.max(1, files.length / mostKept);
  const kept = Array.from({ length: Math.min(files.length, mostKept) }, (_, index) => files[Math.floor(index * step)]);
  writeCorpus(
    target,
    kept.map(path => readFileSync(path)),
  );
  return kept.length;
}

export const line = ({ target, executions, cov, ft, inputs, seconds, crash }) =>
  `${target.padEnd(9)}${executions.toLocaleString('en').padStart(12)} executions  cov ${String(cov).padStart(5)}  ft ${String(ft).padStart(6)}` +
  `  ${String(inputs).padStart(5)} inputs  ${seconds.toFixed(0).padStart(5)} s  ${crash ? 'BROKEN' : 'sound'}`;

async function main() {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '60' },
      only: { type: 'string' },
      input: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  });
  const chosen = values.only?.split(',') ?? targets;
  const seconds = Number(values.seconds);
  const unknown = chosen.filter(name => !targets.includes(name));
  if (unknown.length > 0 || !Number.isInteger(seconds) || seconds < 1 || (values.input && chosen.length !== 1)) {
    console.error(`usage: npm run fuzz -- [--seconds N] [--only ${targets.join(',')}] [--input FILE] [--keep]`);
    return 2;
  }
  await setup(['core', 'npm']);
  await buildTargets(chosen, text => console.log(text));
  if (values.input) {
    const { code, log } = await execute(chosen[0], [values.input]);
    console.log(log);
    return code === 0 ? 0 : 1;
  }
  let broken = 0;
  for (const target of chosen) {
    const result = await fuzz(target, seconds);
    console.log(line(result));
    if (result.crash) {
      broken++;
      console.log(`${result.crash.log}\nreproduce: npm run fuzz -- --only ${target} --input ${result.crash.path}`);
    } else if (values.keep) {
      console.log(`${target.padEnd(9)}${await keep(target)} inputs kept`);
    }
  }
  return broken > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main();
