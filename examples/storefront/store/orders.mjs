// SPDX-License-Identifier: MIT
//
// Orders: placed from a cart, paid, read, and changed by accepted offers. An open order holds its stock; payment
// makes it final, a decline gives the stock back. Adding a purchase is idempotent by its id, in the database. A
// buyer is known by a secret in a cookie, of which only the digest is stored.

import { createHash, randomBytes } from 'node:crypto';
import { kCurrency, taxWithin, vatOf } from '../money.mjs';
import { priceBasket } from './carts.mjs';

/** How long packing waits for second thoughts: offers may join the parcel until then. */
export const kHoldMs = 60 * 60 * 1000;
/** A purchase begun in the last second of the hold is still let in. */
export const kGraceMs = 2 * 60 * 1000;
const kAbandonedMs = 30 * 60 * 1000;

const digest = secret => createHash('sha256').update(secret).digest('base64url');
const token = prefix => `${prefix}_${randomBytes(12).toString('base64url').replace(/[-_]/g, 'x')}`;

export class OutOfStock extends Error {
  constructor(variant_id) {
    super(`not enough of ${variant_id} in stock`);
    this.variant_id = variant_id;
  }
}

/** Takes stock, or throws. A variant that is not tracked never runs out. */
export async function takeStock(tx, variant_id, quantity) {
  const { rowCount } = await tx.query(
    'UPDATE variants SET stock = stock - $2 WHERE id = $1 AND (stock IS NULL OR stock >= $2)',
    [variant_id, quantity],
  );
  if (rowCount === 0) throw new OutOfStock(variant_id);
}
export const giveStockBack = (tx, variant_id, quantity) =>
  tx.query('UPDATE variants SET stock = stock + $2 WHERE id = $1', [variant_id, quantity]);

/** @param {{ db: import('./db.mjs').Database, now: () => number }} options */
export function createOrders({ db, now }) {
  const time = (ms = now()) => new Date(ms).toISOString();
  /** Packed, or never to be packed: no line can come or go any more. */
  const hasLeft = ({ status, hold_until }) =>
    status !== 'paid' || hold_until === null || now() >= hold_until.getTime() + kGraceMs;

  const orders = {
    /**
     * Places a cart's content as an open order, or finds the one already placed: the cart's id is unique there.
     * @throws {OutOfStock}
     */
    async place({ cart_id, rows, email, first_name, address, country, payment }) {
      const basket = priceBasket(rows, country);
      if (basket.lines.length === 0) return undefined;
      const id = token('or');
      const rate = vatOf(country);
      const isNew = await db.transaction(async tx => {
        const { rowCount } = await tx.query(
          `INSERT INTO orders (id, number, cart_id, placed_at, status, email, first_name, address, country, currency, subtotal, shipping, tax, total, payment)
           VALUES ($1, 'E' || nextval('order_numbers'), $2, $3, 'open', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (cart_id) DO NOTHING`,
          [
            id,
            cart_id,
            time(),
            email,
            first_name,
            JSON.stringify(address),
            country,
            kCurrency,
            basket.subtotal,
            basket.shipping,
            basket.tax,
            basket.total,
            JSON.stringify(payment),
          ],
        );
        if (rowCount === 0) return false;
        for (const [position, { product, variant, quantity, unit_price, paid }] of basket.lines.entries()) {
          await takeStock(tx, variant.id, quantity);
          await tx.query(
            'INSERT INTO order_lines (id, order_id, position, product_id, variant_id, title, quantity, unit_price, paid, tax) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
            [
              token('li'),
              id,
              position + 1,
              product.id,
              variant.id,
              product.title,
              quantity,
              unit_price,
              paid,
              taxWithin(paid, rate),
            ],
          );
        }
        return true;
      });
      return isNew ? orders.find(id) : orders.findByCart(cart_id);
    },

    /** The order with its lines, or undefined. Lines that were taken out again come with `removed_at`, as text. */
    async find(id, on = db) {
      const {
        rows: [order],
      } = await on.query(
        `SELECT o.*, coalesce((SELECT json_agg(l ORDER BY l.position, l.id) FROM order_lines l WHERE l.order_id = o.id), '[]') AS lines
         FROM orders o WHERE o.id = $1`,
        [id],
      );
      return order && { ...order, released: hasLeft(order) };
    },
    async findByCart(cart_id) {
      const {
        rows: [found],
      } = await db.query('SELECT id FROM orders WHERE cart_id = $1', [cart_id]);
      return found && orders.find(found.id);
    },

    /** Payment has arrived: the hold begins. Calling it again changes nothing. */
    async markPaid(id) {
      await db.query(
        `UPDATE orders SET status = 'paid', placed_at = $2, hold_until = $3 WHERE id = $1 AND status = 'open'`,
        [id, time(), time(now() + kHoldMs)],
      );
    },
    /** Payment was refused: the stock goes back, and the cart may try again. */
    async cancel(id) {
      await db.transaction(async tx => {
        const { rowCount } = await tx.query(
          `UPDATE orders SET status = 'cancelled', cart_id = NULL WHERE id = $1 AND status = 'open'`,
          [id],
        );
        if (rowCount === 0) return;
        const { rows } = await tx.query('SELECT variant_id, quantity FROM order_lines WHERE order_id = $1', [id]);
        for (const { variant_id, quantity } of rows) await giveStockBack(tx, variant_id, quantity);
      });
    },
    /** Open orders whose buyer has been gone too long to come back. */
    async abandoned() {
      const { rows } = await db.query(`SELECT id FROM orders WHERE status = 'open' AND placed_at < $1`, [
        time(now() - kAbandonedMs),
      ]);
      return rows.map(({ id }) => id);
    },

    /**
     * Makes a browser the buyer of this order, by a secret that is new: one that was there before may have been planted
     * by somebody else. Orders of the earlier secret go along, so that a customer keeps them. Returns the secret.
     */
    async admit(id, earlier) {
      const secret = randomBytes(32).toString('base64url');
      await db.query(
        `INSERT INTO order_sessions SELECT order_id, $2::text, $3::timestamptz FROM order_sessions WHERE digest = $1
         UNION SELECT $4::text, $2::text, $3::timestamptz ON CONFLICT DO NOTHING`,
        [digest(earlier ?? ''), digest(secret), time(), id],
      );
      return secret;
    },
    async isBuyer(id, secret) {
      if (!secret) return false;
      return (
        (await db.query('SELECT 1 FROM order_sessions WHERE order_id = $1 AND digest = $2', [id, digest(secret)])).rows
          .length > 0
      );
    },
    /** The secret part of the link in the confirmation mail. A new one replaces the old. */
    async issuePass(id) {
      const pass = randomBytes(24).toString('base64url');
      await db.query('UPDATE orders SET pass = $2 WHERE id = $1', [id, digest(pass)]);
      return pass;
    },
    async hasPass(id, pass) {
      if (!pass) return false;
      return (await db.query('SELECT 1 FROM orders WHERE id = $1 AND pass = $2', [id, digest(pass)])).rows.length > 0;
    },
  };
  return orders;
}
