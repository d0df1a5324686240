// SPDX-License-Identifier: MIT
//
// WooCommerce: orders of the REST API v3, and accepted offers as its own changes.
export { fromWooCommerce } from '../platforms/woocommerce.js';
export type { Conversion, ConversionOptions, ConvertedCustomer, ConvertedOrder, Finding } from '../platforms/index.js';
export { toWooCommerce } from '../platforms/changes.js';
export type { Acceptance, Request } from '../platforms/changes.js';
