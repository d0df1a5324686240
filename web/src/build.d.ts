// SPDX-License-Identifier: MIT
//
// What web/tools/build/build.mjs puts in place of names: constants of one build, and the module's glue.

/** The package's version. */
declare const __ENCORE_VERSION__: string;
/** File name of the Wasm, beside the module that fetches it: `new URL(__ENCORE_WASM__, import.meta.url)`. */
declare const __ENCORE_WASM__: string;
/** Its Subresource Integrity value. */
declare const __ENCORE_WASM_INTEGRITY__: string;
/** The same of the module that knows every operation; in the package's builds both are the one. */
declare const __ENCORE_WHOLE_WASM__: string;
declare const __ENCORE_WHOLE_WASM_INTEGRITY__: string;
/** File name of the page's element module, beside encore.js. */
declare const __ENCORE_ELEMENT__: string;

/** The module's JavaScript, as Emscripten made it. */
declare module 'encore:glue' {
  export default function createModule(
    options: import('./engine/glue.js').ModuleOptions,
  ): Promise<import('./engine/glue.js').EncoreModule>;
}

/** The same for the module that knows every operation. */
declare module 'encore:glue/whole' {
  export default function createModule(
    options: import('./engine/glue.js').ModuleOptions,
  ): Promise<import('./engine/glue.js').EncoreModule>;
}
