// SPDX-License-Identifier: MIT
//
// The package's main entry: defines <encore-offers>, and exports its class, its events, and
// the headless session for pages with markup of their own.

import './define.js';

export { EncoreOffers } from './encore-offers.js';
export type { OfferSession } from './opening.js';
export * from './events.js';
export type { Catalogue, Plural } from '../messages/catalogue.js';
export * from '../host/index.js';
export { setAssetBase } from '../engine/assets.js';
export { isRefusal } from '../engine/engine.js';
export { loadEngine } from '../engine/load.js';
export { moneyFormat } from '../engine/money.js';
export type { SlotState, SlotView, View, Quote } from '../engine/wire.js';
