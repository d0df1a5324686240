// SPDX-License-Identifier: MIT
//
// A module of web/src as Node can import it, bundled with all that it imports: for tests of what no entry of the
// package exports. The page's own builds are web/tools/build/build.mjs's.

import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The module at `path` in web/src as an address that can be imported; `settings` are esbuild's. */
export async function bundledUrl(path, settings = {}) {
  const {
    outputFiles: [bundle],
  } = await build({
    entryPoints: [fileURLToPath(new URL(`../web/src/${path}`, import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'error',
    ...settings,
  });
  return `data:text/javascript;base64,${Buffer.from(bundle.contents).toString('base64')}`;
}

/** The module itself. */
export const bundled = async (path, settings) => import(await bundledUrl(path, settings));
