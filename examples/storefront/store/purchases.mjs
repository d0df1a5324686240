// SPDX-License-Identifier: MIT
//
// What an accepted offer changes in the shop: a line more (or, for an upgrade, a line instead of another), new
// totals, less stock, perhaps a renewal. Every change is one transaction, keyed by the purchase's id and guarded
// by a constraint, so doing it twice is doing it once, and undoing it leaves the order as it was.

import { giveStockBack, kGraceMs } from './orders.mjs';

const kFields = ['subtotal', 'shipping', 'tax', 'total'];

/** Takes a quote off an order's totals again. Returns the new total. */
async function takeTotals(tx, order_id, quote) {
  const by = kFields.map(field => quote[field]);
  const {
    rows: [{ total }],
  } = await tx.query(
    'UPDATE orders SET subtotal = subtotal - $2, shipping = shipping - $3, tax = tax - $4, total = total - $5 WHERE id = $1 RETURNING total',
    [order_id, ...by],
  );
  return total;
}

/**
 * @param {{ db: import('./db.mjs').Database, orders: ReturnType<import('./orders.mjs').createOrders>, now: () => number
 * }} options
 */
export function createPurchases({ db, orders, now }) {
  const time = () => new Date(now()).toISOString();
  // The order's row is the lock: two purchases of one order change its totals one after the other.
  const lock = (tx, order_id) => tx.query('SELECT 1 FROM orders WHERE id = $1 FOR UPDATE', [order_id]);
  const added = async (tx, purchase_id) =>
    (await tx.query('SELECT * FROM order_lines WHERE purchase_id = $1', [purchase_id])).rows[0];

  const putUnitsBack = (tx, { line_id, quantity, paid }) =>
    tx.query(
      `UPDATE order_lines SET quantity = CASE WHEN removed_at IS NULL THEN quantity + $2 ELSE $2 END,
         paid = CASE WHEN removed_at IS NULL THEN paid + $3 ELSE $3 END, removed_at = NULL WHERE id = $1`,
      [line_id, quantity, paid],
    );

  return {
    /**
     * Adds the line of a purchase, or answers the one it added before. Refuses an order that has left, and a purchase
     * taken back. The work is the database's (migrations/007_add_line.sql).
     */
    async addLine({ purchase_id, order_id, candidate_id, line }) {
      const { quote, replaces, covers } = line;
      const wanted = {
        id: `li_${purchase_id.slice(0, 24)}`,
        order_id,
        product_id: line.product_id,
        variant_id: line.variant_id,
        title: line.title,
        quantity: line.quantity,
        unit_price: quote.unit_price,
        paid: quote.subtotal + (quote.credit ?? 0),
        tax: quote.tax,
        candidate_id,
        purchase_id,
        terms: {
          kind: line.kind,
          quote: Object.fromEntries(kFields.map(field => [field, quote[field]])),
          ...(replaces && { replaces }),
          ...(covers && { covers }),
          ...(quote.subscription && { subscription: quote.subscription }),
        },
      };
      const { rows } = await db.query('SELECT * FROM add_line($1, $2, $3)', [
        JSON.stringify(wanted),
        time(),
        `${kGraceMs} ms`,
      ]);
      const [{ refused, ...added }] = rows;
      return refused === null ? added : { refused };
    },

    /** Takes the line out again, for good, and puts back what it replaced. Fine if it is not there. */
    removeLine: ({ purchase_id, order_id }) =>
      db.transaction(async tx => {
        await lock(tx, order_id);
        const order = await orders.find(order_id, tx);
        const line = await added(tx, purchase_id);
        if (line && !line.removed_at && order.released) return { refused: 'order_released' };
        await tx.query('INSERT INTO purchases_undone VALUES ($1, $2) ON CONFLICT DO NOTHING', [purchase_id, time()]);
        if (!line || line.removed_at) return { order_total: order.total };
        await tx.query('UPDATE order_lines SET removed_at = $2 WHERE id = $1', [line.id, time()]);
        await tx.query('UPDATE subscriptions SET ended_at = $2 WHERE purchase_id = $1', [purchase_id, time()]);
        if (line.terms.replaces) await putUnitsBack(tx, line.terms.replaces);
        return { order_total: await takeTotals(tx, order_id, line.terms.quote) };
      }),

    /** Takes all items from stock, or none; under one hold only once, and never after it was given back. */
    async take({ hold, items }) {
      const { rows } = await db.query('SELECT take_stock($1, $2, $3) AS taken', [hold, JSON.stringify(items), time()]);
      return rows[0].taken;
    },
    giveBack: ({ hold }) =>
      db.transaction(async tx => {
        const {
          rows: [held],
        } = await tx.query(
          `INSERT INTO stock_holds VALUES ($1, '[]', 'returned', $2)
         ON CONFLICT (hold) DO UPDATE SET state = 'returned', moved_at = excluded.moved_at WHERE stock_holds.state = 'taken' RETURNING items`,
          [hold, time()],
        );
        for (const { variant_id, quantity } of held?.items ?? []) await giveStockBack(tx, variant_id, quantity);
      }),

    async subscriptionsOf(order_id) {
      return (await db.query('SELECT * FROM subscriptions WHERE order_id = $1 AND ended_at IS NULL', [order_id])).rows;
    },
  };
}
