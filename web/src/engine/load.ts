// SPDX-License-Identifier: MIT
//
// Finds the core's Wasm beside this module and compiles it while it arrives. The load is
// shared by everything on the page, and forgotten when it fails, so that a later try can
// succeed. A server that sends the wrong MIME type costs speed, not the page.
//
// A thank-you page loads the module that holds what an ordinary sheet takes, and the whole
// core where its sheet takes more, or for the inspector, which checks and decides. Everybody
// else has the whole core from `loadEngine`.
//
// Bundlers emit a file only for an address they can read: `new URL('./name', import.meta.url)`
// must stand in one expression, as it does once the build has put the names in.
import createPageModule from 'encore:glue/page';
import { assetBase } from './assets.js';
import { createEngine } from './create.js';
import { Engine } from './engine.js';
import type { ModuleOptions } from './glue.js';
import { readLocalFile } from './local-file.js';

/** One of the two Wasm files: its name, where it lies beside this module, and its Subresource Integrity value. */
interface WasmFile {
  file: string;
  beside: () => URL;
  integrity: string;
}

/** Where a file is: in the folder that the page named, else beside this module. */
function locate({ file, beside }: WasmFile): URL {
  const folder = __ENCORE_PACKAGE__ ? assetBase() : undefined;
  if (folder === undefined) return beside();
  const page = typeof document === 'undefined' ? self.location.href : document.baseURI;
  return new URL(file, new URL(folder, page));
}

async function instantiate(imports: WebAssembly.Imports, wasm: WasmFile): Promise<WebAssembly.Instance> {
  const url = locate(wasm);
  if (__ENCORE_PACKAGE__ && url.protocol === 'file:')
    return (await WebAssembly.instantiate(await readLocalFile(url), imports)).instance;
  const response = await fetch(url, {
    integrity: wasm.integrity,
    credentials: 'same-origin',
    referrerPolicy: 'no-referrer',
  });
  if (!response.ok) throw new Error(`encore: ${url.pathname} answered ${response.status}; ${remedy()}`);
  const streamed = response.headers.get('content-type')?.startsWith('application/wasm');
  const { instance } = streamed
    ? await WebAssembly.instantiateStreaming(response, imports)
    : await WebAssembly.instantiate(await response.arrayBuffer(), imports);
  return instance;
}

/** What to do where the Wasm is not found. */
const remedy = (): string =>
  __ENCORE_PACKAGE__ && assetBase() === undefined
    ? "run 'npx encore assets DIR' and call setAssetBase(url) with the address DIR is served at"
    : 'serve the built files side by side';

/**
 * Loads a module once for all who ask. Errors: a rejected promise that says what was tried; nothing is left
 * half-loaded.
 */
function engineLoader(create: (options: ModuleOptions) => Promise<Engine>, wasm: WasmFile): () => Promise<Engine> {
  let loading: Promise<Engine> | undefined;
  return () =>
    (loading ??= new Promise<Engine>((resolve, reject) => {
      if (typeof WebAssembly !== 'object') throw new Error('encore: this browser has no WebAssembly');
      create({
        instantiateWasm: (imports, receive) => {
          instantiate(imports, wasm).then(receive, reject);
          return {};
        },
      }).then(resolve, reject);
    }).catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));
}

/** The engine for sessions of ordinary page sheets; see `loadEngineFor`. */
export const loadPageEngine = engineLoader(async options => new Engine(await createPageModule(options)), {
  file: __ENCORE_PAGE_WASM__,
  beside: () => new URL(__ENCORE_PAGE_WASM__, import.meta.url),
  integrity: __ENCORE_PAGE_WASM_INTEGRITY__,
});

/** The engine with every operation. */
export const loadEngine = engineLoader(createEngine, {
  file: __ENCORE_WASM__,
  beside: () => new URL(__ENCORE_WASM__, import.meta.url),
  integrity: __ENCORE_WASM_INTEGRITY__,
});

/** What an ordinary sheet has not. Words in a text may look alike: that costs bytes, and nothing else. */
const more = /"(?:trigger|variations|softmax|bundle|subscription)"/;

/** The engine for sessions of a page sheet: the page's where its core has all that the sheet takes, or the whole. */
export async function loadEngineFor(sheetText: string): Promise<Engine> {
  if (!more.test(sheetText)) {
    const engine = await loadPageEngine();
    if (engine.knows(sheetText)) return engine;
  }
  return loadEngine();
}
