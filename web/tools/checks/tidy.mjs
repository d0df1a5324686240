// SPDX-License-Identifier: MIT
//
// clang-tidy over the core, one job per file. It is slow, so a file is read again only when it, any header, the rules
// or
// the compiler's flags have changed since it was last found clean; build/tidy.json remembers that by digest.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../build/steps.mjs';
import { filesUnder, runTool } from '../../../tests/runners.mjs';

const memory = join(root, 'build/tidy.json');
const digest = paths => {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(path).update(readFileSync(join(root, path)));
  return hash.digest('hex');
};

/** The jobs of the suite: every .cpp file of src. Uses clang's own compile commands (the fuzz preset), not g++'s. */
export async function tidyJobs() {
  await run('cmake', ['--preset', 'fuzz']);
  const known = existsSync(memory) ? JSON.parse(readFileSync(memory, 'utf8')) : {};
  const shared = digest(['.clang-tidy', 'CMakeLists.txt', ...filesUnder('src', /\.hpp$/)]);
  return filesUnder('src', /\.cpp$/).map(file => {
    const now = `${shared}:${digest([file])}`;
    return {
      name: file,
      run: async () => {
        if (known[file] === now) return { passed: 1, failed: 0, output: '' };
        const result = await runTool('clang-tidy', ['--quiet', '-p', 'build/fuzz', file]);
        if (result.failed === 0) {
          known[file] = now;
          writeFileSync(memory, JSON.stringify(known));
        }
        return result;
      },
    };
  });
}
