// SPDX-License-Identifier: MIT
//
// The package's `./engine` under Node: the same core from the same encore.wasm, read from
// beside this file. Synchronous once loaded; use one engine per thread.
import { readFile } from 'node:fs/promises';
import { createEngine } from '../engine/public.js';
import type { Engine } from '../engine/engine.js';

let loading: Promise<Engine> | undefined;

/** The engine of this process. Errors: a rejected promise naming the file that could not be read. */
export const loadEngine = (): Promise<Engine> =>
  (loading ??= readFile(new URL('encore.wasm', import.meta.url))
    .then(wasmBinary => createEngine({ wasmBinary }))
    .catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));

/** An engine of its own, with its own memory: for worker threads and tests that compare two. */
export const createNodeEngine = async (): Promise<Engine> =>
  createEngine({ wasmBinary: await readFile(new URL('encore.wasm', import.meta.url)) });

export * from '../engine/public.js';
