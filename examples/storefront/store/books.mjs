// SPDX-License-Identifier: MIT
//
// Holds the shop's orders against the gateway's ledger: for every order placed here, what was captured and not given
// back must be what the order says it costs. A difference is money somebody has to look for.

/**
 * @param {import('./db.mjs').Database} db
 * @returns {Promise<{ orders: number, due: number, captured: number, differences: { order_id: string, status: string,
 * due: number, captured: number }[] }>}
 */
export async function auditBooks(db) {
  const { rows } = await db.query(
    `SELECT o.id AS order_id, o.status, CASE WHEN o.status IN ('open', 'cancelled') THEN 0 ELSE o.total END AS due,
            coalesce((SELECT sum(c.amount) FROM gateway_charges c WHERE c.order_id = o.id), 0)::bigint
            - coalesce((SELECT sum(r.amount) FROM gateway_refunds r JOIN gateway_charges c ON c.id = r.charge_id WHERE c.order_id = o.id), 0)::bigint AS captured
     FROM orders o WHERE NOT o.historic`,
  );
  const sum = of => rows.reduce((all, row) => all + of(row), 0);
  return {
    orders: rows.length,
    due: sum(row => row.due),
    captured: sum(row => row.captured),
    differences: rows.filter(({ due, captured }) => due !== captured),
  };
}
