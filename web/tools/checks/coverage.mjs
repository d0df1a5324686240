// SPDX-License-Identifier: MIT
//
// `npm run coverage`: which lines and branches the tests reach, and where they do not.
//
//   src/       the Catch2 tests and the golden vectors through the native runner, counted by gcov (preset `coverage`)
// web/src/   the Node tests over a build with source maps, counted by c8; what runs in pages alone (element, inspector,
// workbench) is not counted by Node, so with --browsers Chromium's own counts of the browser tests are added
//
//   npm run coverage [-- --only core|web] [--browsers] [--gaps N]     the N files with most lines unreached, 12
//
// No threshold: it reports. Ends with 1 where a test failed or nothing was counted.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { buildNative } from '../build/modules.mjs';
import { setup } from '../build/setup.mjs';
import { root } from '../build/steps.mjs';
import { build } from '../build/build.mjs';
import { withBuildLock } from '../build/lock.mjs';
import { catchTests, filesUnder } from '../../../tests/runners.mjs';

const percent = (part, all) => (all === 0 ? '     -' : `${((100 * part) / all).toFixed(1).padStart(5)}%`);
const run = (command, args, options = {}) =>
  spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 30, ...options });

/**
 * Prints one table: a row for each folder, the sum, and the files with most lines unreached. `files`: path -> counts.
 */
function print(title, files, depth, gaps) {
  const folders = new Map();
  const sum = { lines: 0, hitLines: 0, branches: 0, hitBranches: 0 };
  for (const [path, counts] of files) {
    const folder = path.split('/').slice(0, depth).join('/');
    const row = folders.get(folder) ?? { lines: 0, hitLines: 0, branches: 0, hitBranches: 0 };
    for (const key of Object.keys(sum)) {
      row[key] += counts[key];
      sum[key] += counts[key];
    }
    folders.set(folder, row);
  }
  const row = (name, { lines, hitLines, branches, hitBranches }) =>
    `${name.padEnd(30)}${percent(hitLines, lines)} of ${String(lines).padStart(6)} lines  ${percent(hitBranches, branches)} of ${String(branches).padStart(6)} branches`;
  console.log(`\n== ${title}`);
  for (const [name, counts] of [...folders].sort(([a], [b]) => a.localeCompare(b))) console.log(row(name, counts));
  console.log(row('all', sum));
  const worst = [...files]
    .filter(([, c]) => c.hitLines < c.lines)
    .sort(([, a], [, b]) => b.lines - b.hitLines - (a.lines - a.hitLines))
    .slice(0, gaps);
  for (const [path, { lines, hitLines, missed }] of worst)
    console.log(`   gap: ${path}  ${lines - hitLines} of ${lines} lines${missed ? `: ${ranges(missed)}` : ''}`);
  return sum;
}

/** 3,4,5,9 as "3-5 9", at most twelve of them. */
function ranges(numbers) {
  const found = [];
  for (const n of numbers) {
    if (found.length > 0 && n - found.at(-1)[1] <= 1) found.at(-1)[1] = n;
    else found.push([n, n]);
  }
  return (
    found
      .slice(0, 12)
      .map(([a, b]) => (a === b ? `${a}` : `${a}-${b}`))
      .join(' ') + (found.length > 12 ? ' …' : '')
  );
}

/**
 * gcov's counts of every object file, added up by file and line: a header is in many. Branches that only exceptions
 * take are left out.
 */
function gcovCounts(folder) {
  const lines = new Map(); // path -> Map(line -> {count, branches: number[]})
  const data = readdirSync(folder, { recursive: true }).filter(
    name => name.endsWith('.gcda') && name.includes('src/encore'),
  );
  for (const name of data) {
    const { stdout } = run('gcov', ['--json-format', '--stdout', '--branch-probabilities', join(folder, name)], {
      cwd: folder,
    });
    for (const text of stdout.split('\n').filter(Boolean)) {
      for (const { file, lines: found } of JSON.parse(text).files) {
        const path = relative(root, file.startsWith('/') ? file : join(folder, file));
        if (!path.startsWith('src/encore/')) continue;
        const known = lines.get(path) ?? lines.set(path, new Map()).get(path);
        for (const { line_number: at, count, branches } of found) {
          const old = known.get(at) ?? { count: 0, branches: [] };
          old.count += count;
          // An inlined function is in a file several times: its branches are those of the fullest copy, taken in any.
          branches
            .filter(branch => !branch.throw)
            .forEach((branch, index) => {
              old.branches[index] = (old.branches[index] ?? 0) + branch.count;
            });
          known.set(at, old);
        }
      }
    }
  }
  return new Map(
    [...lines].map(([path, found]) => {
      const all = [...found].sort(([a], [b]) => a - b);
      const branches = all.flatMap(([, line]) => line.branches);
      const missed = all.filter(([, { count }]) => count === 0).map(([at]) => at);
      return [
        path,
        {
          lines: all.length,
          hitLines: all.length - missed.length,
          branches: branches.length,
          hitBranches: branches.filter(n => n > 0).length,
          missed,
        },
      ];
    }),
  );
}

async function core(gaps) {
  const folder = await withBuildLock(() => buildNative('coverage', [], line => console.log(line)));
  for (const name of readdirSync(folder, { recursive: true }).filter(name => name.endsWith('.gcda')))
    rmSync(join(folder, name));
  let failed = 0;
  for (const {
    name,
    command: [path, ...args],
  } of await catchTests(folder)) {
    if (run(path, args).status !== 0) {
      failed++;
      console.log(`FAIL ${name}`);
    }
  }
  // The vectors and the fuzzers' corpus are compared with the module, so dist/ has to be there.
  if (!existsSync(join(root, 'dist/node.js'))) await build();
  const env = { ...process.env, ENCORE_NATIVE: join(folder, 'src/native/encore_native') };
  if (run(process.execPath, ['--test', ...filesUnder('tests/vectors', /\.test\.mjs$/)], { env }).status !== 0) {
    failed++;
    console.log('FAIL tests/vectors');
  }
  const { lines } = print('src/encore, by gcov', gcovCounts(folder), 3, gaps);
  return lines > 0 && failed === 0;
}

/** c8's counts of a file: it calls every line a statement. */
function webCounts({ statementMap, s, b }) {
  const lines = Object.entries(statementMap).map(([id, { start }]) => [start.line, s[id]]);
  const missed = lines.filter(([, count]) => count === 0).map(([line]) => line);
  const branches = Object.values(b).flat();
  return {
    lines: lines.length,
    hitLines: lines.length - missed.length,
    missed,
    branches: branches.length,
    hitBranches: branches.filter(count => count > 0).length,
  };
}

async function web(gaps, browsers) {
  await build({ sourcemap: 'linked' });
  // Some Node tests compare with the native runner.
  const native = await withBuildLock(() => buildNative('coverage', ['encore_native'], line => console.log(line)));
  const environment = { ...process.env, ENCORE_NATIVE: join(native, 'src/native/encore_native') };
  const raw = join(root, 'build/coverage-web');
  rmSync(raw, { recursive: true, force: true });
  mkdirSync(raw, { recursive: true });
  const tests = [...filesUnder('tests/node', /\.test\.mjs$/), ...filesUnder('tests/vectors', /\.test\.mjs$/)];
  const { status } = run(process.execPath, ['--test', '--test-concurrency=2', ...tests], {
    env: { ...environment, NODE_V8_COVERAGE: raw },
    stdio: 'ignore',
  });
  if (status !== 0) console.log('FAIL a Node test failed while being counted');
  if (browsers) {
    const counts = join(root, 'build/coverage-browsers');
    rmSync(counts, { recursive: true, force: true });
    const env = { ...environment, ENCORE_ENGINES: 'chromium', ENCORE_BROWSER_COVERAGE: counts };
    if (
      run(process.execPath, ['--test', '--test-concurrency=1', ...filesUnder('tests/browser', /\.test\.mjs$/)], {
        env,
        stdio: 'ignore',
      }).status !== 0
    ) {
      console.log('FAIL a browser test failed while being counted');
    }
    if (existsSync(counts)) cpSync(counts, raw, { recursive: true });
  }
  const report = run(join(root, 'node_modules/.bin/c8'), [
    'report',
    '--temp-directory',
    raw,
    '--reporter',
    'json',
    '--reports-dir',
    join(raw, 'report'),
    '--exclude-after-remap',
    '--include',
    'web/src/**',
    '--exclude',
    '**/*.d.ts',
    '--all',
    '--src',
    'web/src',
    '--extension',
    '.ts',
  ]);
  const counted = join(raw, 'report/coverage-final.json');
  if (!existsSync(counted)) {
    console.log(report.stderr);
    return false;
  }
  // A file that no source map names is types alone: there is nothing in it to run.
  const built = new Set(
    readdirSync(join(root, 'dist'), { recursive: true })
      .filter(name => name.endsWith('.map'))
      .flatMap(name =>
        JSON.parse(readFileSync(join(root, 'dist', name), 'utf8')).sources.map(source =>
          relative(root, join(root, 'dist', name, '..', source)),
        ),
      ),
  );
  const files = new Map(
    Object.values(JSON.parse(readFileSync(counted, 'utf8')))
      .map(one => [relative(root, one.path), webCounts(one)])
      .filter(([path]) => built.has(path)),
  );
  const { lines } = print(`web/src, by c8${browsers ? ' and Chromium' : ' (Node alone)'}`, files, 3, gaps);
  return lines > 0 && status === 0;
}

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    browsers: { type: 'boolean', default: false },
    gaps: { type: 'string', default: '12' },
  },
});
if (values.only && !['core', 'web'].includes(values.only)) {
  console.error('usage: npm run coverage -- [--only core|web] [--browsers] [--gaps N]');
  process.exit(2);
}
await setup(['core', 'npm']);
const results = [];
if (values.only !== 'web') results.push(await core(Number(values.gaps)));
if (values.only !== 'core') results.push(await web(Number(values.gaps), values.browsers));
process.exitCode = results.every(Boolean) ? 0 : 1;
