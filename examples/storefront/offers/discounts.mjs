// SPDX-License-Identifier: MIT
//
// What the shop takes off an offer's price.

/** A tenth off where the margin bears it, rounded down to whole euros so that the price stays a round one. */
export function discountFor(product) {
  const { price, unit_cost } = product.variants[0];
  const value = Math.floor(price / 1000) * 100;
  const bearsIt = product.variants.every(variant => variant.unit_cost * 10 <= variant.price * 5);
  return bearsIt && value >= 100 && unit_cost > 0 ? { type: 'amount', value, per: 'unit' } : { type: 'none' };
}
