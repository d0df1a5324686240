// SPDX-License-Identifier: MIT
//
// What both entries of `./engine` share.
export { setAssetBase } from './assets.js';
export { createEngine } from './create.js';
export { Engine, isRefusal } from './engine.js';
export type { DecideOptions, Moment, Published, QuoteFault, QuoteOptions, RuleResult, SheetInput } from './engine.js';
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
