// SPDX-License-Identifier: MIT
//
// What a test file needs before it can run, read from the file itself and from every file it names: the built package
// (`dist`), the native runner (`native`), PostgreSQL (`database`), the three engines (`browsers`). A test declares
// nothing, so no declaration can be forgotten, and a test of one module starts without a build.
//
// A file is named by a string that ends with .mjs, wherever it stands: an import, a URL, the script of a child process.
// What is built is named by the package's own name or by a path through dist/.

import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root } from '../web/tools/build/steps.mjs';

const named = /['"`]([\w./-]+\.mjs)['"`]/g;
/** The package `ajv` has a folder of this name, too. */
const built = /['"`]encore-offers['"`/]|(?<!ajv\/)\bdist['"`/]/;
/** Files that stand for something a machine may lack. */
const providers = {
  'tests/native.mjs': 'native',
  'tests/package/library.test.mjs': 'native',
  'tests/node/storefront/cluster.mjs': 'database',
  'tests/browser/engines.mjs': 'browsers',
  'tests/compatibility/visit.mjs': 'browsers',
  'tests/guides/first-offer.mjs': 'browsers',
};

/** The files that `file` (a path from the root) reaches, itself among them. */
export function reachedFrom(file) {
  const reached = new Set();
  const open = [file];
  while (open.length > 0) {
    const path = open.pop();
    if (reached.has(path) || !existsSync(join(root, path))) continue;
    reached.add(path);
    // What the tools name, they name in order to build it.
    if (path.startsWith('web/tools/')) continue;
    for (const [, target] of readFileSync(join(root, path), 'utf8').matchAll(named))
      open.push(posix.join(posix.dirname(path), target), posix.normalize(target));
  }
  return reached;
}

/** What has to be there before `file` runs: some of dist, native, database, browsers. */
export function needsOf(file) {
  const needs = new Set();
  for (const path of reachedFrom(file)) {
    if (providers[path]) needs.add(providers[path]);
    else if (!path.startsWith('web/tools/') && built.test(readFileSync(join(root, path), 'utf8'))) needs.add('dist');
  }
  return needs;
}
