// SPDX-License-Identifier: MIT
//
// Shopify: orders of the Admin REST and GraphQL APIs and a post-purchase extension's inputData, and accepted offers as
// its own changes.
export { fromShopify, fromShopifyGraphql, fromShopifyPostPurchase } from '../platforms/shopify.js';
export type { Conversion, ConversionOptions, ConvertedCustomer, ConvertedOrder, Finding } from '../platforms/index.js';
export { toShopifyChangeset, toShopifyOrderEdit } from '../platforms/changes.js';
export type { Acceptance, Mutation } from '../platforms/changes.js';
