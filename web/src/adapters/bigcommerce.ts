// SPDX-License-Identifier: MIT
//
// BigCommerce: orders of the V2 API and of the Storefront API, and accepted offers as its own changes.
export { fromBigCommerce, fromBigCommerceStorefront } from '../platforms/bigcommerce.js';
export type { Conversion, ConversionOptions, ConvertedCustomer, ConvertedOrder, Finding } from '../platforms/index.js';
export { toBigCommerce } from '../platforms/changes.js';
export type { Acceptance, Request } from '../platforms/changes.js';
