// SPDX-License-Identifier: MIT
//
// clang-tidy over the core, one job per file. It is the slowest check, so it reads a file only where that can tell
// something new:
//
//   - a file found clean is read again only when it, a header it includes, the rules or the flags have changed since;
//     build/tidy.json remembers that by digest;
//   - outside continuous integration, only files that differ from the main branch, or include one that does, are read.
//     CI=true, as .ci/run sets it, or ENCORE_TIDY=all reads all; so does a change of the rules or the flags.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, runTool } from '../../../tests/runners.mjs';
import { root, run } from '../build/steps.mjs';

const memory = join(root, 'build/tidy.json');
/** What every verdict depends on. */
const rules = ['.clang-tidy', 'CMakeLists.txt', 'CMakePresets.json'];
const text = path => readFileSync(join(root, path), 'utf8');

/** The file and every header of the core that it includes, directly or not (all includes begin with encore/). */
function withHeaders(file, known = new Map()) {
  if (!known.has(file)) {
    const included = [...text(file).matchAll(/^\s*#\s*include\s*"(encore\/[^"]+)"/gm)].map(([, name]) => `src/${name}`);
    known.set(
      file,
      included.filter(path => existsSync(join(root, path))),
    );
  }
  const reached = new Set();
  const open = [file];
  while (open.length > 0) {
    const path = open.pop();
    if (reached.has(path)) continue;
    reached.add(path);
    if (path !== file) withHeaders(path, known);
    open.push(...known.get(path));
  }
  return [...reached].sort();
}

/** The paths that differ from where this branch left the main one, uncommitted ones too; null where git cannot say. */
function changedPaths() {
  const git = (...args) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  for (const main of ['origin/main', 'main']) {
    try {
      const base = git('merge-base', main, 'HEAD');
      const untracked = git('ls-files', '--others', '--exclude-standard');
      return new Set(`${git('diff', '--name-only', base)}\n${untracked}`.split('\n').filter(Boolean));
    } catch {
      // no such branch here: a clone of another one, or no repository at all
    }
  }
  return null;
}

/** Those of all files that this run reads. */
function chosenFiles(all, headersOf) {
  if (process.env.CI === 'true' || process.env.ENCORE_TIDY === 'all') return all;
  const changed = changedPaths();
  if (changed === null || rules.some(path => changed.has(path))) return all;
  return all.filter(file => headersOf(file).some(path => changed.has(path)));
}

/** The jobs of the suite. Uses clang's own compile commands (the fuzz preset), not g++'s. */
export async function tidyJobs() {
  const all = filesUnder('src', /\.cpp$/);
  const known = new Map();
  const headersOf = file => withHeaders(file, known);
  const files = chosenFiles(all, headersOf);
  if (files.length === 0)
    return [
      {
        name: `nothing differs from the main branch (ENCORE_TIDY=all reads all ${all.length} files)`,
        needs: [],
        run: () => ({ passed: 1, failed: 0, output: '' }),
      },
    ];
  await run('cmake', ['--preset', 'fuzz']);
  const clean = existsSync(memory) ? JSON.parse(readFileSync(memory, 'utf8')) : {};
  return files.map(file => {
    const hash = createHash('sha256');
    for (const path of [...rules, ...headersOf(file)]) hash.update(`${path}\n${text(path)}\n`);
    const digest = hash.digest('hex');
    return {
      name: file,
      needs: [],
      run: async () => {
        if (clean[file] === digest) return { passed: 1, failed: 0, output: '' };
        const result = await runTool('clang-tidy', ['--quiet', '-p', 'build/fuzz', file]);
        if (result.failed === 0) {
          clean[file] = digest;
          writeFileSync(memory, JSON.stringify(clean));
        }
        return result;
      },
    };
  });
}
