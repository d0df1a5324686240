// SPDX-License-Identifier: MIT
//
// The glue of the page's module, in the shape of the one that Emscripten makes for the whole core
// (web/src/engine/glue.ts).
// That module exports its three functions as they are, so nothing of Embind's glue is needed: 3 KB that every thank-you
// page would download.

const imports = {
  env: { emscripten_notify_memory_growth() {} }, // HEAPU8 below is always of the present memory
  wasi_snapshot_preview1: {
    proc_exit() {
      throw new Error('encore: the core gave up');
    },
  },
};

/** Instantiates `wasmBinary`, or whatever `instantiateWasm` compiles by itself. */
export default ({ wasmBinary, instantiateWasm }) =>
  new Promise((resolve, reject) => {
    const receive = ({ exports: { _initialize, memory, input, call, output } }) => {
      _initialize();
      resolve({
        input,
        call,
        output,
        get HEAPU8() {
          return new Uint8Array(memory.buffer);
        },
      });
    };
    if (instantiateWasm) instantiateWasm(imports, receive);
    else
      WebAssembly.instantiate(wasmBinary, imports)
        .then(({ instance }) => receive(instance))
        .catch(reject);
  });
