// SPDX-License-Identifier: MIT
//
// Whether dist/ is what a build would make now: a digest of everything the build reads, kept beside the compiler's
// output when a build ends. `npm run build` always builds; `npm test` builds only where the digest differs.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './steps.mjs';

/** What `npm run build` reads. The lock file stands for the versions of its tools. */
const inputs = [
  'CMakeLists.txt',
  'CMakePresets.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'src',
  'wasm',
  'web/schema',
  'web/src',
  'web/themes',
  'web/tools/build',
];
const memory = join(root, 'build/dist.from');

function filesOf(path) {
  const entries = existsSync(path) ? readdirSync(path, { recursive: true, withFileTypes: true }) : [];
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
}

/** The digest of all that a build with these settings would read. */
export function buildDigest(settings = {}) {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const input of inputs) {
    const path = join(root, input);
    for (const file of /\.\w+$/.test(input) ? [path] : filesOf(path))
      hash.update(`\n${relative(root, file)}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** True where dist/ was built, to its end, from exactly what stands here now. */
export const isDistFresh = () =>
  existsSync(join(root, 'dist/manifest.json')) && existsSync(memory) && readFileSync(memory, 'utf8') === buildDigest();

/** Remembers what dist/ was built from; undefined forgets it, while a build is exchanging the folder. */
export function rememberDist(digest) {
  mkdirSync(join(root, 'build'), { recursive: true });
  if (digest === undefined) rmSync(memory, { force: true });
  else writeFileSync(memory, digest);
}
