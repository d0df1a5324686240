// SPDX-License-Identifier: MIT
//
// How tests/run.mjs runs one thing and counts what was in it: a Catch2 executable, a node:test file, a tool that finds
// faults or does not. Each returns { passed, failed, output }, and never less than one failure for a process that ended
// badly, or that had nothing to say: a suite that cannot fail is not a suite.

import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root, run } from '../web/tools/build/steps.mjs';
import { countsMark } from './reporter.mjs';

const limitMs = 15 * 60_000;

/** Runs a process to its end; one that takes longer than the limit is ended and has failed. */
function finish(command, args, options = {}) {
  return new Promise(resolve => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', chunk => {
        output += chunk;
      });
    const timer = setTimeout(() => {
      output += `\nended after ${limitMs / 60_000} minutes\n`;
      child.kill('SIGKILL');
    }, limitMs);
    child.on('error', error => {
      clearTimeout(timer);
      resolve({ ok: false, output: String(error) });
    });
    child.on('close', code => {
      clearTimeout(timer);
      resolve({ ok: code === 0, output });
    });
  });
}

const settle = ({ ok, output }, passed, failed) => {
  const silent = passed + failed === 0;
  return {
    passed,
    failed: failed + ((!ok && failed === 0) || (ok && silent) ? 1 : 0),
    output: silent && ok ? `${output}\nran no test` : output,
  };
};

/** The tests that CTest knows in a build folder: name and command line, which is undefined before it is built. */
export async function catchTests(folder) {
  const { tests } = JSON.parse(await run('ctest', ['--test-dir', folder, '--show-only=json-v1']));
  return tests.map(({ name, command }) => ({ name, command }));
}

/**
 * A Catch2 executable: its test cases are counted from the console reporter's last lines (v2 and v3 print the same).
 */
export async function runCatch([command, ...args]) {
  const result = await finish(command, args);
  // Compiled to Wasm, Catch2 takes every output for a terminal and colours it.
  result.output = stripVTControlCharacters(result.output);
  const all = /All tests passed \([\d,]+ assertions? in (\d+) test cases?\)/.exec(result.output);
  const some = /^test cases: .*$/m.exec(result.output)?.[0] ?? '';
  const count = word => Number(new RegExp(`(\\d+) ${word}`).exec(some)?.[1] ?? 0);
  return settle(result, all ? Number(all[1]) : count('passed'), count('failed'));
}

/** A file of node:test tests. */
export async function runNodeTests(file) {
  const result = await finish(process.execPath, ['--test-reporter', './tests/reporter.mjs', file], {
    env: { ...process.env, FORCE_COLOR: '0' },
  });
  const at = result.output.lastIndexOf(countsMark);
  if (at < 0) return { passed: 0, failed: 1, output: result.output };
  const [line] = result.output.slice(at + countsMark.length).split('\n', 1);
  const { passed, failed } = JSON.parse(line);
  return settle(
    { ...result, output: result.output.slice(0, at) + result.output.slice(at + countsMark.length + line.length) },
    passed,
    failed,
  );
}

/** A tool that is content or not: one check. */
export async function runTool(command, args) {
  const { ok, output } = await finish(command, args);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, output };
}

/**
 * Files under `folder` whose names match, in order. Errors: no such folder; a suite whose tests have moved away shall
 * not pass.
 */
export function filesUnder(folder, name) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && name.test(entry.name) && !entry.parentPath.includes('node_modules'))
    .map(entry => join(entry.parentPath, entry.name).slice(root.length))
    .sort();
}

/** Works through `jobs` with `width` of them at a time. */
export async function inParallel(width, jobs, work) {
  const rest = [...jobs];
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (rest.length > 0) await work(rest.shift());
    }),
  );
}
