// SPDX-License-Identifier: MIT
//
// The core with every operation, on a page whose own module has only those it needs: the
// inspector checks and decides, and only a developer's page pays for that.
import createModule from 'encore:glue/whole';
import { Engine } from './engine.js';
import { engineLoader } from './load.js';

/** Like `loadEngine`, with every operation. */
export const loadWholeEngine = engineLoader(
  async options => new Engine(await createModule(options)), __ENCORE_WHOLE_WASM__, __ENCORE_WHOLE_WASM_INTEGRITY__);
