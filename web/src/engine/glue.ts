// SPDX-License-Identifier: MIT
//
// The shape of the instantiated core, as wasm/bindings.cpp promises it. The code itself comes from the build under the
// name 'encore:glue' (see ../build.d.ts); these types stand here so that published declarations can name them.

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
  instantiateWasm?: (imports: ModuleImports, receive: (instance: ModuleInstance) => void) => Record<string, never>;
}

/** A `WebAssembly.Imports`, as programs without the `dom` library's declarations can name it. */
export type ModuleImports = Record<string, Record<string, never>>;

/** A `WebAssembly.Instance`. */
export interface ModuleInstance {
  readonly exports: object;
}
