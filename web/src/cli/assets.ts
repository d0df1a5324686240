// SPDX-License-Identifier: MIT
//
// `encore assets`: copies the package's Wasm files into a folder of a site, for bundlers that
// emit none by themselves (esbuild, Rollup). What bundlers do emit needs no copy.
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from './index.js';
import { readArguments, UsageError } from './usage.js';

const help = `encore assets DIR

Copies the package's WebAssembly files into DIR, which is made where it is missing. Run it at every build, so that
they are of the same version as the scripts, and name the address DIR is served at before anything is loaded:

  import { setAssetBase } from 'encore-offers';
  setAssetBase('/encore/');

Vite, webpack, Parcel, Next, Nuxt, SvelteKit and Astro find the files by themselves and need neither.
Exit code: 0 copied, 2 usage.
`;

const files = [new URL('page.wasm', import.meta.url), new URL('encore.wasm', import.meta.url)];

export const run: Command = async args => {
  const given = readArguments(args, help, {}, 1);
  if (!given) return 0;
  const [folder = ''] = given.positionals;
  for (const file of files) {
    const target = join(folder, file.pathname.split('/').pop() ?? '');
    try {
      await mkdir(folder, { recursive: true });
      await copyFile(file, target);
    } catch (error) {
      throw new UsageError(`cannot write ${target}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
    }
    process.stdout.write(`${target}\n`);
  }
  return 0;
};
