// SPDX-License-Identifier: MIT
//
// commercetools: orders of the HTTP API, and accepted offers as its own changes.
export { fromCommercetools } from '../platforms/commercetools.js';
export type { Conversion, ConversionOptions, ConvertedCustomer, ConvertedOrder, Finding } from '../platforms/index.js';
export { toCommercetools } from '../platforms/changes.js';
export type { Acceptance, Request } from '../platforms/changes.js';
