// SPDX-License-Identifier: MIT
//
// What web/tools/build/build.mjs puts in place of names: constants of one build, and the module's glue.

/** The package's version. */
declare const __ENCORE_VERSION__: string;
/** Whether this is the package's build, which other people's tools bundle again, and not the script tag's. */
declare const __ENCORE_PACKAGE__: boolean;
/** File name of the whole core's Wasm, beside the module that fetches it: './encore.wasm'. */
declare const __ENCORE_WASM__: string;
/** Its Subresource Integrity value. */
declare const __ENCORE_WASM_INTEGRITY__: string;
/** The same of the module that holds what an ordinary thank-you page asks for. */
declare const __ENCORE_PAGE_WASM__: string;
declare const __ENCORE_PAGE_WASM_INTEGRITY__: string;
/** File name of the page's element module, beside encore.js. */
declare const __ENCORE_ELEMENT__: string;

/** The JavaScript of the whole core's module, as Emscripten made it. */
declare module 'encore:glue' {
  export default function createModule(
    options: import('./engine/glue.js').ModuleOptions,
  ): Promise<import('./engine/glue.js').EncoreModule>;
}

/** The same of the page's module. */
declare module 'encore:glue/page' {
  export default function createModule(
    options: import('./engine/glue.js').ModuleOptions,
  ): Promise<import('./engine/glue.js').EncoreModule>;
}

/** The whole core, compiled by the runtime: './encore.wasm' for workerd, './encore.wasm?module' for Vercel's edge. */
declare module 'encore:compiled' {
  const module: WebAssembly.Module;
  export default module;
}
