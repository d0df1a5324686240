// SPDX-License-Identifier: MIT
//
// What all entries of `./engine` share: their engines speak (check.ts).
import { speaking } from './check.js';
import { createEngine as create } from './create.js';
import type { Engine } from './engine.js';
import type { ModuleOptions } from './glue.js';

/** An engine with every operation, over the Wasm that `options` says how to find: dist/encore.wasm. */
export const createEngine = async (options: ModuleOptions): Promise<Engine> => speaking(await create(options));
export { setAssetBase } from './assets.js';
export { Engine, isRefusal } from './engine.js';
export { issueSentence } from './issues.js';
export { reasonFix, reasonSentence } from './reasons.js';
export { warningSentence } from './warnings.js';
export type {
  CheckOptions,
  DecideOptions,
  Moment,
  Published,
  QuoteFault,
  QuoteOptions,
  RuleResult,
  SheetInput,
} from './engine.js';
export type * from './wire.js';
export type * from './session.js';
export type {
  Candidate,
  Discount,
  Endpoints,
  Experiment,
  OfferSheet,
  Order,
  Policy,
  Product,
  Variant,
} from './sheet.js';
