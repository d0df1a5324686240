// SPDX-License-Identifier: MIT
//
// Finds the core's Wasm beside this module and compiles it while it arrives. The load is
// shared by everything on the page, and forgotten when it fails, so that a later try can
// succeed. A server that sends the wrong MIME type costs speed, not the page.
import { createEngine, type Engine } from './engine.js';

let loading: Promise<Engine> | undefined;

const instantiate = async (imports: WebAssembly.Imports): Promise<WebAssembly.Instance> => {
  const url = new URL(__ENCORE_WASM__, import.meta.url);
  const response = await fetch(url, { integrity: __ENCORE_WASM_INTEGRITY__, credentials: 'same-origin', referrerPolicy: 'no-referrer' });
  if (!response.ok) throw new Error(`encore: ${url.pathname} answered ${response.status}; serve the built files side by side`);
  const streamed = response.headers.get('content-type')?.startsWith('application/wasm');
  const { instance } = streamed
    ? await WebAssembly.instantiateStreaming(response, imports)
    : await WebAssembly.instantiate(await response.arrayBuffer(), imports);
  return instance;
};

/** The engine of this page. Errors: a rejected promise that says what was tried; nothing is left half-loaded. */
export const loadEngine = (): Promise<Engine> =>
  (loading ??= new Promise<Engine>((resolve, reject) => {
    if (typeof WebAssembly !== 'object') throw new Error('encore: this browser has no WebAssembly');
    createEngine({
      instantiateWasm: (imports, receive) => {
        instantiate(imports).then(receive, reject);
        return {};
      },
    }).then(resolve, reject);
  }).catch((error: unknown) => {
    loading = undefined;
    throw error;
  }));
