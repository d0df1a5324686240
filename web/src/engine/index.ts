// SPDX-License-Identifier: MIT
//
// The package's `./engine` for browsers and bundlers: `loadEngine()` and every type that
// crosses the border. Node has its own entry with the same names (src/node).
export { loadEngine, loadEngineFor } from './load.js';
export * from './public.js';
