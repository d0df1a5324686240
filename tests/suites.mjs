// SPDX-License-Identifier: MIT
//
// The suites of `npm test`, in the order in which they run, and the jobs of each. A job is {name, file?, needs, run}:
// `needs` says what must be there before it runs (tests/needs.mjs), so that a run of few jobs prepares little. Jobs are
// listed for the words of the command line: only the jobs whose names contain one of them, all if there are none.

import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { withBuildLock } from '../web/tools/build/lock.mjs';
import { buildNative, configure, targetsOf } from '../web/tools/build/modules.mjs';
import { root } from '../web/tools/build/steps.mjs';
import { tidyJobs } from '../web/tools/checks/tidy.mjs';
import { needsOf } from './needs.mjs';
import { catchTests, filesUnder, runCatch, runNodeTests, runTool } from './runners.mjs';

const cpp = () => ['src', 'wasm', 'tests'].flatMap(folder => filesUnder(folder, /\.[ch]pp$/));
const testFiles = folder => filesUnder(folder, /\.test\.mjs$/);
const chosen = (jobs, words) =>
  jobs.filter(({ name }) => words.length === 0 || words.some(word => name.includes(word)));

const tool = (name, command, ...args) => ({ name, needs: [], run: () => runTool(command, args) });
const node = (name, file, ...args) => ({ ...tool(name, process.execPath, file, ...args), file });

/** One job for each node:test file of a folder. */
const nodeTests = (folder, also = []) => ({
  folder,
  jobs: words =>
    chosen(
      testFiles(folder).map(file => ({
        name: file,
        file,
        needs: [...also, ...needsOf(file)],
        run: () => runNodeTests(file),
      })),
      words,
    ),
});

/** One job for each Catch2 executable of a preset; `prepare` compiles those that were chosen and no others. */
const compiled = preset => ({
  jobs: () => [{ name: preset, needs: ['compilers'] }],
  expand: async (words, print) => {
    const folder = await configure(preset);
    const names = chosen(await catchTests(folder), words).map(({ name }) => name);
    const known = await targetsOf(folder);
    const targets = names.map(name => `test_${name}`);
    // A test that is no program of its own (one that tries to compile) may need any target.
    const some = words.length > 0 && targets.every(target => known.has(target));
    await withBuildLock(() => buildNative(preset, some ? targets : [], print));
    // CTest alone knows by which words a mistake must be refused.
    const byCTest = name => runTool('ctest', ['--test-dir', folder, '--no-tests=error', '-R', `^${name}$`]);
    return chosen(await catchTests(folder), words).map(({ name, command }) => ({
      name,
      needs: [],
      run: () => (name.startsWith('refused_') ? byCTest(name) : runCatch(command)),
    }));
  },
});

export const suites = {
  lint: {
    title: 'lint and types',
    width: 2,
    jobs: words =>
      chosen(
        [
          node('eslint', 'node_modules/eslint/bin/eslint.js', '.'),
          node('prettier', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
          node('tsc', 'node_modules/typescript/bin/tsc', '-p', '.'),
          { ...tool('clang-format', 'clang-format', '--dry-run', '-Werror', ...cpp()), needs: ['clang'] },
          node('layers', 'web/tools/checks/layers.mjs'),
          node('house', 'web/tools/checks/house.mjs'),
          node('licences', 'web/tools/checks/licences.mjs', '--offline'),
        ],
        words,
      ),
  },
  tidy: {
    title: 'clang-tidy',
    width: 2,
    jobs: () => [{ name: 'tidy', needs: ['clang', 'compilers'] }],
    expand: async words => chosen(await tidyJobs(), words),
  },
  native: { title: 'C++, native with sanitizers', width: 2, ...compiled('asan') },
  wasm: { title: 'C++, as WebAssembly', width: 2, ...compiled('wasm') },
  vectors: { title: 'native against WebAssembly', width: 2, ...nodeTests('tests/vectors') },
  node: { title: 'Node', width: 2, ...nodeTests('tests/node') },
  guides: { title: 'the guides', width: 1, ...nodeTests('tests/guides') },
  package: { title: 'the package', width: 1, ...nodeTests('tests/package') },
  simulation: { title: 'simulation', width: 1, ...nodeTests('tests/simulation') },
  bench: { title: 'weight and speed', width: 1, ...nodeTests('tests/bench') },
  fuzz: { title: 'fuzzing', width: 1, ...nodeTests('tests/fuzz', ['compilers']) },
  browsers: { title: 'browsers', width: 2, ...nodeTests('tests/browser') },
};

/**
 * The files that a run of everything runs, by path: node:test files, the Catch2 files that a layer's CMakeLists.txt
 * compiles, and the tools. A test that no suite reaches is none, and tests/node/security.test.mjs accepts none as
 * proof.
 */
export function filesRun() {
  const compiledFrom = list =>
    [...readFileSync(join(root, list), 'utf8').matchAll(/\b\w+_test\.cpp\b/g)].map(([name]) =>
      posix.join(posix.dirname(list), name),
    );
  return new Set([
    ...suites.lint.jobs([]).flatMap(({ file }) => file ?? []),
    ...filesUnder('tests/core', /^CMakeLists\.txt$/).flatMap(compiledFrom),
    ...Object.values(suites).flatMap(({ folder }) => (folder ? testFiles(folder) : [])),
  ]);
}
