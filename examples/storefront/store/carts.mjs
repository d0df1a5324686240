// SPDX-License-Identifier: MIT
//
// The cart: variants and quantities under an unguessable id that a cookie carries. Prices are not kept here; a
// cart is priced when it is looked at, an order when it is placed.

import { randomBytes } from 'node:crypto';
import { variantOf } from '../catalogue/catalogue.mjs';
import { shippingFor, taxWithin, vatOf } from '../money.mjs';

const kMostOfOne = 20;

/** Prices the lines of a basket, in integers. */
export function priceBasket(rows, country = 'IE') {
  const lines = rows.map(({ variant_id, quantity }) => {
    const { product, variant } = variantOf(variant_id);
    return { product, variant, quantity, unit_price: variant.price, paid: variant.price * quantity };
  });
  const subtotal = lines.reduce((sum, line) => sum + line.paid, 0);
  const shipping =
    lines.length === 0
      ? 0
      : shippingFor(
          subtotal,
          lines.some(line => !line.product.digital_only),
        );
  const rate = vatOf(country);
  // Tax is rounded once per line and once for delivery, as the order will show it.
  const tax = lines.reduce((sum, line) => sum + taxWithin(line.paid, rate), taxWithin(shipping, rate));
  return {
    lines,
    count: lines.reduce((sum, line) => sum + line.quantity, 0),
    subtotal,
    shipping,
    tax,
    total: subtotal + shipping,
  };
}

/** @param {{ db: import('./db.mjs').Database, now: () => number }} options */
export function createCarts({ db, now }) {
  const time = () => new Date(now()).toISOString();
  return {
    async open(id) {
      if (id && (await db.query('SELECT 1 FROM carts WHERE id = $1', [id])).rows.length > 0) return id;
      const fresh = `ca_${randomBytes(15).toString('base64url')}`;
      await db.query('INSERT INTO carts VALUES ($1, $2)', [fresh, time()]);
      return fresh;
    },
    async lines(id) {
      if (!id) return [];
      const { rows } = await db.query(
        'SELECT variant_id, quantity FROM cart_lines WHERE cart_id = $1 ORDER BY added_at, variant_id',
        [id],
      );
      return rows.filter(({ variant_id }) => variantOf(variant_id));
    },
    async add(id, variant_id, quantity) {
      await db.query(
        `INSERT INTO cart_lines VALUES ($1, $2, least($3::bigint, ${kMostOfOne}), $4)
         ON CONFLICT (cart_id, variant_id) DO UPDATE SET quantity = least(cart_lines.quantity + excluded.quantity, ${kMostOfOne})`,
        [id, variant_id, quantity, time()],
      );
    },
    /** Quantity 0 takes the line out. */
    async set(id, variant_id, quantity) {
      if (quantity <= 0)
        await db.query('DELETE FROM cart_lines WHERE cart_id = $1 AND variant_id = $2', [id, variant_id]);
      else
        await db.query(
          `UPDATE cart_lines SET quantity = least($3::bigint, ${kMostOfOne}) WHERE cart_id = $1 AND variant_id = $2`,
          [id, variant_id, quantity],
        );
    },
    async drop(id) {
      await db.query('DELETE FROM carts WHERE id = $1', [id]);
    },
  };
}
