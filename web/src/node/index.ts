// SPDX-License-Identifier: MIT
//
// The package's `./engine` under Node: the same core from the same encore.wasm, read from
// beside this file. Synchronous once loaded; use one engine per thread.
import { readFile } from 'node:fs/promises';
import { createEngine } from '../engine/public.js';
import { withSuggest, type SuggestingEngine } from './suggest.js';

let loading: Promise<SuggestingEngine> | undefined;

/** The engine of this process. Errors: a rejected promise naming the file that could not be read. */
export const loadEngine = (): Promise<SuggestingEngine> =>
  (loading ??= readFile(new URL('encore.wasm', import.meta.url))
    .then(async wasmBinary => withSuggest(await createEngine({ wasmBinary })))
    .catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));

/** An engine of its own, with its own memory: for worker threads and tests that compare two. */
export const createNodeEngine = async (): Promise<SuggestingEngine> =>
  withSuggest(await createEngine({ wasmBinary: await readFile(new URL('encore.wasm', import.meta.url)) }));

export * from '../engine/public.js';
export type * from './suggest.js';
