// SPDX-License-Identifier: MIT
//
// The package's `./engine` for Cloudflare Workers and Vercel's edge: runtimes that compile no
// WebAssembly while they run, but take it as an import, compiled when the worker was put
// there. The build writes the import as each of them spells it (web/src/build.d.ts).
import wasm from 'encore:compiled';
import { createEngine } from '../engine/public.js';
import type { Engine } from '../engine/engine.js';

let loading: Promise<Engine> | undefined;

/** The engine of this worker, made once. */
export const loadEngine = (): Promise<Engine> =>
  (loading ??= new Promise<Engine>((resolve, reject) => {
    createEngine({
      instantiateWasm: (imports, receive) => {
        WebAssembly.instantiate(wasm, imports).then(receive, reject);
        return {};
      },
    }).then(resolve, reject);
  }).catch((error: unknown) => {
    loading = undefined;
    throw error;
  }));

export * from '../engine/public.js';
