// SPDX-License-Identifier: MIT
//
// Finds the core's Wasm beside this module and compiles it while it arrives. The load is
// shared by everything on the page, and forgotten when it fails, so that a later try can
// succeed. A server that sends the wrong MIME type costs speed, not the page.
//
// A thank-you page loads the module that holds what an ordinary sheet takes, and the whole
// core where its sheet takes more, or for the inspector, which checks and decides. Everybody
// else has the whole core from `loadEngine`.
import { createEngine, Engine } from './engine.js';
import type { ModuleOptions } from './glue.js';

async function instantiate(
  imports: WebAssembly.Imports,
  file: string,
  integrity: string,
): Promise<WebAssembly.Instance> {
  const url = new URL(file, import.meta.url);
  const response = await fetch(url, { integrity, credentials: 'same-origin', referrerPolicy: 'no-referrer' });
  if (!response.ok)
    throw new Error(`encore: ${url.pathname} answered ${response.status}; serve the built files side by side`);
  const streamed = response.headers.get('content-type')?.startsWith('application/wasm');
  const { instance } = streamed
    ? await WebAssembly.instantiateStreaming(response, imports)
    : await WebAssembly.instantiate(await response.arrayBuffer(), imports);
  return instance;
}

/**
 * Loads a module once for all who ask. Errors: a rejected promise that says what was tried; nothing is left
 * half-loaded.
 */
function engineLoader(
  create: (options: ModuleOptions) => Promise<Engine>,
  file: string,
  integrity: string,
): () => Promise<Engine> {
  let loading: Promise<Engine> | undefined;
  return () =>
    (loading ??= new Promise<Engine>((resolve, reject) => {
      if (typeof WebAssembly !== 'object') throw new Error('encore: this browser has no WebAssembly');
      create({
        instantiateWasm: (imports, receive) => {
          instantiate(imports, file, integrity).then(receive, reject);
          return {};
        },
      }).then(resolve, reject);
    }).catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));
}

/** The engine of this page. */
export const loadEngine = engineLoader(createEngine, __ENCORE_WASM__, __ENCORE_WASM_INTEGRITY__);

/** Like `loadEngine`, with every operation. */
export const loadWholeEngine = engineLoader(
  async options => {
    const { default: createModule } = await import('./whole-glue.js');
    return new Engine(await createModule(options));
  },
  __ENCORE_WHOLE_WASM__,
  __ENCORE_WHOLE_WASM_INTEGRITY__,
);

/** What an ordinary sheet has not. Words in a text may look alike: that costs bytes, and nothing else. */
const more = /"(?:trigger|variations|softmax|bundle|subscription)"/;

/**
 * The engine for sessions of a page sheet: this page's where its core knows all that the sheet takes, else a whole one.
 */
export async function loadEngineFor(sheetText: string): Promise<Engine> {
  const whole = __ENCORE_WASM__ === __ENCORE_WHOLE_WASM__;
  if (whole || !more.test(sheetText)) {
    const engine = await loadEngine();
    if (whole || engine.knows(sheetText)) return engine;
  }
  return loadWholeEngine();
}
