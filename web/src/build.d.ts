// SPDX-License-Identifier: MIT
//
// What web/build.mjs puts in place of names: constants of one build, and the module's glue.

/** The package's version. */
declare const __ENCORE_VERSION__: string;
/** File name of the Wasm, beside the module that fetches it: `new URL(__ENCORE_WASM__, import.meta.url)`. */
declare const __ENCORE_WASM__: string;
/** Its Subresource Integrity value. */
declare const __ENCORE_WASM_INTEGRITY__: string;
/** File name of the page's element module, beside encore.js. */
declare const __ENCORE_ELEMENT__: string;

declare module 'encore:glue' {
  /** The instantiated core; the contract of its functions stands in wasm/bindings.cpp. */
  export interface EncoreModule {
    /** The address of at least `size` bytes to write to; 0 where there is no memory for them. */
    input(size: number): number;
    /** Runs an operation on head and body (bytes, in that order, at the last input address): the answer's size. */
    call(operation: number, headSize: number, bodySize: number): number;
    /** The address of the last answer. */
    output(): number;
    /** All of the module's memory. Memory may grow in `input` and `call`: read this property again after them. */
    readonly HEAPU8: Uint8Array<ArrayBuffer>;
  }

  export interface ModuleOptions {
    /** The bytes of the Wasm file. */
    wasmBinary?: ArrayBuffer | Uint8Array;
    /** Compiles and instantiates by itself (streaming, say) and hands the instance to `receive`. */
    instantiateWasm?: (
      imports: WebAssembly.Imports,
      receive: (instance: WebAssembly.Instance, module?: WebAssembly.Module) => void,
    ) => Record<string, never>;
  }

  export default function createModule(options: ModuleOptions): Promise<EncoreModule>;
}
