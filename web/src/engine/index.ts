// SPDX-License-Identifier: MIT
//
// The package's `./engine` for browsers and bundlers: `loadEngine()` and every type that
// crosses the border. Node has its own entry with the same names (src/node).
import { speaking } from './check.js';
import type { Engine } from './engine.js';
import { loadEngine as load, loadEngineFor as loadFor } from './load.js';

/** The engine with every operation. */
export const loadEngine = async (): Promise<Engine> => speaking(await load());

/** The engine for sessions of a page sheet: the page's where its core has all that the sheet takes, or the whole. */
export const loadEngineFor = async (sheetText: string): Promise<Engine> => speaking(await loadFor(sheetText));

export * from './public.js';
