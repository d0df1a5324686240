// SPDX-License-Identifier: MIT
//
// A TypeScript module of the package as generators need it: loaded as it stands, before anything is built.

import { join } from 'node:path';
import esbuild from 'esbuild';
import { root } from '../build/steps.mjs';

/** The exports of the module at `path`, from the repository's root. */
export async function moduleOf(path) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [join(root, path)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    // What the build writes into the modules; no table depends on it.
    define: { __ENCORE_PACKAGE__: 'true', __ENCORE_VERSION__: '""' },
    logLevel: 'warning',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
