// SPDX-License-Identifier: MIT
//
// Stripe: completed Checkout Sessions, and accepted offers as its own changes.
export { fromStripe } from '../platforms/stripe.js';
export type { Conversion, ConversionOptions, ConvertedCustomer, ConvertedOrder, Finding } from '../platforms/index.js';
export { toStripe } from '../platforms/changes.js';
export type { Acceptance, Request, SavedMethod } from '../platforms/changes.js';
