// SPDX-License-Identifier: MIT
//
// The pages before payment: what is put beside a cart and under a checkout. Nothing is charged there, so every offer is
// added to the cart, at the shop's own price; ids are those of the thank-you page, so that one memory serves all pages.

import { createHash } from 'node:crypto';
import { productOf } from '../catalogue/catalogue.mjs';
import { kCurrency, kLocale, taxWithin, vatOf } from '../money.mjs';
import { candidatesFor, kGiftFrom } from './candidates.mjs';
import { kPolicy } from './sheet.mjs';

const kCountry = 'IE';
/** What can lie in a cart like anything else. */
const kKinds = new Set(['cross_sell', 'refill']);

/** A cart's name for the sheet: a script that reads the page must not learn the cookie's value. */
const nameOf = cart_id => `cart_${createHash('sha256').update(cart_id).digest('base64url').slice(0, 22)}`;

const asCartOffer = ({ id, kind, product, taxes, pairs_with, affinity_bps, copy, returns, evidence }) => ({
  id,
  kind,
  product,
  taxes,
  ...(pairs_with && { pairs_with }),
  ...(affinity_bps !== undefined && { affinity_bps }),
  copy: { headline: copy.headline, body: copy.body, accept: 'Add to cart', decline: copy.decline },
  ...(returns && { returns }),
  ...(evidence && { evidence }),
  accept: { mode: 'add_to_cart', url: `/products/${product.id}` },
});

/**
 * @param {{ db: import('../store/db.mjs').Database, nowMs: number, cart_id: string, basket: any, surface: 'cart' |
 *   'checkout', pictureUrl: (id: string) => string, visitor: string }} context
 * @returns {Promise<object>} a private sheet, version 1
 */
export async function cartSheet({ db, nowMs, cart_id, basket, surface, pictureUrl, visitor }) {
  const { rows } = await db.query('SELECT id, stock FROM variants');
  const rate = vatOf(kCountry);
  const lines = basket.lines.map(({ product, variant, quantity, unit_price, paid }) => ({
    id: variant.id,
    product_id: product.id,
    variant_id: variant.id,
    title: product.title,
    quantity,
    unit_price,
    paid,
    tax: taxWithin(paid, rate),
    family: product.family,
    categories: [product.trade],
    tags: product.tags ?? [],
  }));
  const { subtotal, shipping, tax, total } = basket;
  const candidates = await candidatesFor({
    db,
    nowMs,
    order: { lines, country: kCountry, total },
    isBuyer: false,
    stock: new Map(rows.map(({ id, stock }) => [id, stock])),
    pictureUrl,
  });
  return {
    version: 1,
    id: `sh_${nameOf(cart_id)}_${nowMs.toString(36)}`,
    issued_at: new Date(nowMs).toISOString(),
    locale: kLocale,
    currency: kCurrency,
    surface,
    order: {
      id: nameOf(cart_id),
      placed_at: null,
      status: 'open',
      currency: kCurrency,
      lines,
      subtotal,
      shipping,
      tax,
      total,
      tax_included: true,
      shipping_country: kCountry,
    },
    visitor: { id: visitor },
    policy: kPolicy,
    candidates: candidates.filter(({ kind, funnel_only }) => kKinds.has(kind) && !funnel_only).map(asCartOffer),
  };
}

/** What is still missing until something comes free with the cart, in minor units. */
export function withinReach({ lines, total }) {
  const gift = lines.map(({ product }) => productOf(product.gift)).find(Boolean);
  return gift && total < kGiftFrom ? { missing: kGiftFrom - total, title: gift.title } : null;
}
