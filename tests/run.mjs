// SPDX-License-Identifier: MIT
//
// `npm test`: sets the machine up, builds, runs every suite and closes with the line "N passed, N failed". What counts:
// a Catch2 test case, a node:test test, a file that clang-tidy has read, one verdict of a tool. The exit code is 1 for
// any failure, and for a suite that ran nothing.
//
//   npm test                                  everything
//   npm test -- --only node,browsers          some suites
//   npm test -- --only node money tokens      of those, the jobs whose names contain one of these words
//
// A run prepares only what its jobs need: dist/ is built where it is not what the sources would give, the native runner
// where a test asks it, PostgreSQL is looked for only where a test starts it.

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from '../web/tools/build/build.mjs';
import { isDistFresh } from '../web/tools/build/freshness.mjs';
import { withBuildLock } from '../web/tools/build/lock.mjs';
import { buildNative } from '../web/tools/build/modules.mjs';
import { setup } from '../web/tools/build/setup.mjs';
import { seconds } from '../web/tools/build/steps.mjs';
import { inParallel } from './runners.mjs';
import { suites } from './suites.mjs';

export { filesRun } from './suites.mjs';

const print = line => console.log(line);

/** Brings about what the jobs need. Errors: the first tool that fails. */
async function prepare(needs) {
  const stale = needs.has('dist') && !isDistFresh();
  const groups = [
    ...(needs.has('compilers') || needs.has('native') || stale ? ['core'] : []),
    ...(needs.has('clang') ? ['lint'] : []),
    ...(needs.has('browsers') ? ['browsers'] : []),
    ...(needs.has('database') ? ['database'] : []),
  ];
  await setup([...groups, 'npm']);
  if (stale) await build();
  else if (needs.has('dist')) print('dist/ is what the sources give; not built again');
  if (needs.has('native')) await withBuildLock(() => buildNative('release', ['encore_native'], print));
}

/** Runs one suite's jobs; returns its counts and the names of the jobs that failed. */
async function runSuite(name, listed, words) {
  const { title, width, expand } = suites[name];
  const start = performance.now();
  const sum = { passed: 0, failed: 0 };
  const broken = [];
  print(`\n== ${title} (${name})`);
  const report = (job, began, { passed, failed, output }) => {
    sum.passed += passed;
    sum.failed += failed;
    if (failed > 0) {
      broken.push(`${name}: ${job}`);
      print(output.trimEnd().replace(/^/gm, '   | '));
    }
    const counts = `${passed} passed${failed > 0 ? `, ${failed} failed` : ''}`;
    print(`   ${failed > 0 ? 'FAIL' : 'ok  '}  ${job}  ${counts}  ${seconds(began)}`);
  };
  try {
    const jobs = expand ? await expand(words, print) : listed;
    await inParallel(width, jobs, async job => {
      const began = performance.now();
      report(job.name, began, await job.run());
    });
    if (jobs.length === 0 && words.length === 0)
      report('anything at all', start, { passed: 0, failed: 1, output: 'this suite has no tests' });
  } catch (error) {
    report('preparation', start, { passed: 0, failed: 1, output: error.message });
  }
  return { name, sum, time: seconds(start), broken };
}

async function main() {
  const { values, positionals: words } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true });
  const chosen = values.only?.split(',') ?? Object.keys(suites);
  const unknown = chosen.filter(name => !suites[name]);
  if (unknown.length > 0) {
    console.error(`unknown suite ${unknown.join(', ')}; known: ${Object.keys(suites).join(' ')}`);
    process.exit(2);
  }
  const began = performance.now();
  const ordered = Object.keys(suites).filter(suite => chosen.includes(suite));
  const listed = new Map(ordered.map(name => [name, suites[name].jobs(words)]));
  try {
    await prepare(new Set([...listed.values()].flat().flatMap(({ needs }) => needs)));
  } catch (error) {
    console.error(error.message);
    print('0 passed, 1 failed');
    process.exit(1);
  }
  const results = [];
  for (const name of ordered) results.push(await runSuite(name, listed.get(name), words));

  print(`\n== all in ${seconds(began)}`);
  const total = { passed: 0, failed: 0 };
  for (const { name, sum, time } of results) {
    total.passed += sum.passed;
    total.failed += sum.failed;
    const passed = `${String(sum.passed).padStart(7)} passed`;
    print(`   ${name.padEnd(12)}${passed}${String(sum.failed).padStart(6)} failed  ${time.padStart(9)}`);
  }
  for (const job of results.flatMap(({ broken }) => broken)) print(`   FAIL  ${job}`);
  const failed = total.failed + (total.passed === 0 && total.failed === 0 ? 1 : 0);
  print(`${total.passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
