// SPDX-License-Identifier: MIT
//
// An engine over the whole core. Its glue is an import of its own, because a page whose sheet
// is ordinary never needs it.
import { Engine } from './engine.js';
import type { ModuleOptions } from './glue.js';

/** An engine with every operation, over the Wasm that `options` says how to find: dist/encore.wasm. */
export async function createEngine(options: ModuleOptions): Promise<Engine> {
  const { default: createModule } = await import('./whole-glue.js');
  return new Engine(await createModule(options));
}
