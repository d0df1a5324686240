// SPDX-License-Identifier: MIT
//
// UTF-8 in and out. Every browser and runtime has the two classes, but the page that Jest's
// jsdom pretends to be has not; there they are Node's own, reached through `process`.

export interface TextCoders {
  encoder: TextEncoder;
  decoder: TextDecoder;
}

interface NodeProcess {
  getBuiltinModule: (name: 'node:util') => { TextEncoder: typeof TextEncoder; TextDecoder: typeof TextDecoder };
}

export function textCoders(): TextCoders {
  const classes =
    __ENCORE_PACKAGE__ && typeof TextEncoder === 'undefined'
      ? (globalThis as unknown as { process: NodeProcess }).process.getBuiltinModule('node:util')
      : { TextEncoder, TextDecoder };
  return { encoder: new classes.TextEncoder(), decoder: new classes.TextDecoder() };
}
