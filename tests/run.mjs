// SPDX-License-Identifier: MIT
//
// `npm test`: sets the machine up, builds, runs every suite and closes with the line "N passed, N failed". What counts:
// a Catch2 test case, a node:test test, a file that clang-tidy has read, one verdict of a tool. The exit code is 1 for
// any
// failure, and for a suite that ran nothing.
//
//   npm test                                  everything
//   npm test -- --only node,browsers          some suites
//   npm test -- --only node money tokens      of those, the jobs whose names contain one of these words

import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildNative } from '../web/tools/build/modules.mjs';
import { setup } from '../web/tools/build/setup.mjs';
import { root, seconds } from '../web/tools/build/steps.mjs';
import { withBuildLock } from '../web/tools/build/lock.mjs';
import { build } from '../web/tools/build/build.mjs';
import { catchTests, filesUnder, inParallel, runCatch, runNodeTests, runTool } from './runners.mjs';
import { tidyJobs } from '../web/tools/checks/tidy.mjs';

const cpp = () => [
  ...filesUnder('src', /\.[ch]pp$/),
  ...filesUnder('wasm', /\.cpp$/),
  ...filesUnder('tests', /\.[ch]pp$/),
];
const tool = (name, command, ...args) => ({ name, run: () => runTool(command, args) });
const node = (name, file, ...args) => ({ ...tool(name, process.execPath, file, ...args), file });
const testFiles = folder => filesUnder(folder, /\.test\.mjs$/);
const nodeTests = folder => ({
  folder,
  jobs: () => testFiles(folder).map(file => ({ name: file, run: () => runNodeTests(file) })),
});
const compiled = preset => async print => {
  const folder = await withBuildLock(() => buildNative(preset, [], print));
  return (await catchTests(folder)).map(({ name, command }) => ({ name, run: () => runCatch(command) }));
};

/**
 * In this order. `needs`: groups of setup beyond core and npm; `dist`: whether it tests what is built; `width`: jobs at
 * a time;
 * `folder`: where its node:test files are; `runner`: whether they ask the native core, too.
 */
const suites = {
  lint: {
    title: 'lint and types',
    needs: ['lint'],
    width: 2,
    jobs: () => [
      node('eslint', 'node_modules/eslint/bin/eslint.js', '.'),
      node('prettier', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
      node('tsc', 'node_modules/typescript/bin/tsc', '-p', '.'),
      tool('clang-format', 'clang-format', '--dry-run', '-Werror', ...cpp()),
      node('layers', 'web/tools/checks/layers.mjs'),
      node('house', 'web/tools/checks/house.mjs'),
      node('licences', 'web/tools/checks/licences.mjs', '--offline'),
    ],
  },
  tidy: { title: 'clang-tidy', needs: ['lint'], width: 2, jobs: tidyJobs },
  native: { title: 'C++, native with sanitizers', width: 2, jobs: compiled('asan') },
  wasm: { title: 'C++, as WebAssembly', width: 2, jobs: compiled('wasm') },
  vectors: { title: 'native against WebAssembly', dist: true, runner: true, width: 2, ...nodeTests('tests/vectors') },
  node: { title: 'Node', dist: true, runner: true, needs: ['database'], width: 2, ...nodeTests('tests/node') },
  package: { title: 'the package', dist: true, width: 1, ...nodeTests('tests/package') },
  simulation: { title: 'simulation', dist: true, width: 1, ...nodeTests('tests/simulation') },
  bench: { title: 'weight and speed', dist: true, width: 1, ...nodeTests('tests/bench') },
  fuzz: { title: 'fuzzing', width: 1, ...nodeTests('tests/fuzz') },
  browsers: { title: 'browsers', dist: true, needs: ['browsers', 'database'], width: 1, ...nodeTests('tests/browser') },
};

/**
 * The files that a run of everything runs, by path: node:test files, the Catch2 files that a layer's CMakeLists.txt
 * compiles,
 * and the tools. A test that no suite reaches is none, and tests/node/security.test.mjs lets nobody rely on one.
 */
export function filesRun() {
  const compiledFrom = list =>
    [...readFileSync(join(root, list), 'utf8').matchAll(/\b\w+_test\.cpp\b/g)].map(([name]) =>
      posix.join(posix.dirname(list), name),
    );
  return new Set([
    ...suites.lint.jobs().flatMap(({ file }) => file ?? []),
    ...filesUnder('tests/core', /^CMakeLists\.txt$/).flatMap(compiledFrom),
    ...Object.values(suites).flatMap(({ folder }) => (folder ? testFiles(folder) : [])),
  ]);
}

async function main() {
  const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true });
  const chosen = values.only?.split(',') ?? Object.keys(suites);
  const unknown = chosen.filter(name => !suites[name]);
  if (unknown.length > 0) {
    console.error(`unknown suite ${unknown.join(', ')}; known: ${Object.keys(suites).join(' ')}`);
    process.exit(2);
  }

  const total = { passed: 0, failed: 0 };
  const table = [];
  const broken = [];

  async function runSuite(name) {
    const { title, runner, jobs: list, width } = suites[name];
    const start = performance.now();
    const sum = { passed: 0, failed: 0 };
    console.log(`\n== ${title} (${name})`);
    const report = (job, began, { passed, failed, output }) => {
      sum.passed += passed;
      sum.failed += failed;
      if (failed > 0) {
        broken.push(`${name}: ${job}`);
        console.log(output.trimEnd().replace(/^/gm, '   | '));
      }
      console.log(
        `   ${failed > 0 ? 'FAIL' : 'ok  '}  ${job}  ${passed} passed${failed > 0 ? `, ${failed} failed` : ''}  ${seconds(began)}`,
      );
    };
    try {
      const print = line => console.log(line);
      if (runner) await withBuildLock(() => buildNative('release', ['encore_native'], print));
      const all = await list(print);
      const jobs = positionals.length > 0 ? all.filter(job => positionals.some(word => job.name.includes(word))) : all;
      await inParallel(width, jobs, async job => {
        const began = performance.now();
        report(job.name, began, await job.run());
      });
      if (all.length === 0)
        report('anything at all', start, { passed: 0, failed: 1, output: 'this suite has no tests' });
    } catch (error) {
      report('preparation', start, { passed: 0, failed: 1, output: error.message });
    }
    total.passed += sum.passed;
    total.failed += sum.failed;
    table.push([name, sum, seconds(start)]);
  }

  const began = performance.now();
  try {
    const needs = chosen.flatMap(name => suites[name].needs ?? []);
    await setup([...new Set(['core', ...needs, 'npm'])]);
    if (chosen.some(name => suites[name].dist)) await build();
  } catch (error) {
    console.error(error.message);
    console.log('0 passed, 1 failed');
    process.exit(1);
  }
  for (const name of Object.keys(suites).filter(suite => chosen.includes(suite))) await runSuite(name);

  console.log(`\n== all in ${seconds(began)}`);
  for (const [name, { passed, failed }, time] of table) {
    console.log(
      `   ${name.padEnd(12)}${String(passed).padStart(7)} passed${String(failed).padStart(6)} failed  ${time.padStart(9)}`,
    );
  }
  for (const job of broken) console.log(`   FAIL  ${job}`);
  const failed = total.failed + (total.passed === 0 && total.failed === 0 ? 1 : 0);
  console.log(`${total.passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
