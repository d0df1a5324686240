// SPDX-License-Identifier: MIT
//
// Vendure: orders of its GraphQL APIs, and accepted offers as its own changes.
export { fromVendure } from '../platforms/vendure.js';
export type { Conversion, ConversionOptions, ConvertedCustomer, ConvertedOrder, Finding } from '../platforms/index.js';
export { toVendure } from '../platforms/changes.js';
export type { Acceptance, Mutation } from '../platforms/changes.js';
