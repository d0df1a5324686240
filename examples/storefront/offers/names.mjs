// SPDX-License-Identifier: MIT
//
// The names of offers. An offer is a kind of proposal about a product, and keeps its name from order to order, so
// that what was learned about it stays with it. `protection` is named after the product it covers.

/** @param {string} kind a kind of the offer sheet, or `downsell` @param {string} product_id */
export const offerId = (kind, product_id) => `${kind.replaceAll('_', '-')}.${product_id}`;
