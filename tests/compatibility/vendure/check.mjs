// SPDX-License-Identifier: MIT
//
// The Vendure shop of examples/vendure, as its shopper meets it, and as Vendure's own Admin API sees the order then.
import { shopAndShopper } from './shopper.mjs';

/** Its package and lock file are the example's. */
export const source = 'examples/vendure';

export default {
  'bought, taken back, declined, and a kill between charge and modification': { database: true, run: shopAndShopper },
};
