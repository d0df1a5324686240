// SPDX-License-Identifier: MIT
//
// What is bought with what, by lift: how much more often two products share an order than chance would have it,
// lift(a, b) = P(a and b) / (P(a) P(b)). Counted in SQL over the orders people placed themselves; lines that an
// offer added are left out, or the shop would come to believe its own suggestions.

const kWindowDays = 365;

/** Counts again. Cheap enough (a few thousand orders, well under a second) to run at start and now and then. */
export async function countCompanions(db, nowMs) {
  const since = new Date(nowMs - kWindowDays * 86_400_000).toISOString();
  await db.transaction(async tx => {
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('storefront companions'))");
    await tx.query('DELETE FROM companions');
    await tx.query(
      // Each order becomes one array, unfolded twice: linear in orders, whatever the planner knows about the tables.
      `WITH baskets AS (
         SELECT array_agg(DISTINCT l.product_id) AS ids FROM order_lines l JOIN orders o ON o.id = l.order_id
         WHERE l.candidate_id IS NULL AND o.status IN ('paid', 'returned', 'partially_returned') AND o.placed_at >= $1 GROUP BY l.order_id),
       everything AS (SELECT count(*) AS n FROM baskets),
       singles AS (SELECT a.id, count(*) AS n FROM baskets, unnest(ids) AS a(id) GROUP BY a.id),
       pairs AS (SELECT a.id, b.id AS other, count(*) AS n FROM baskets, unnest(ids) AS a(id), unnest(ids) AS b(id) WHERE a.id <> b.id GROUP BY a.id, b.id)
       INSERT INTO companions
       SELECT p.id, p.other, p.n, p.n * 10000 / a.n, p.n * e.n * 10000 / (a.n * b.n)
       FROM pairs p CROSS JOIN everything e JOIN singles a ON a.id = p.id JOIN singles b ON b.id = p.other`,
      [since],
    );
  });
}

const kFewestOrders = 8;
const kLeastLiftBps = 15_000;

/**
 * The companions of a basket, best first: those lifted well above chance by at least a few orders.
 * @returns {Promise<{ companion_id: string, pairs_with: string[], orders_both: number, confidence_bps: number,
 * lift_bps: number }[]>}
 */
export async function companionsOf(db, product_ids, limit = 10) {
  const { rows } = await db.query(
    `SELECT companion_id, array_agg(product_id ORDER BY product_id) AS pairs_with, sum(orders_both)::bigint AS orders_both,
            max(confidence_bps) AS confidence_bps, max(lift_bps) AS lift_bps
     FROM companions WHERE product_id = ANY($1::text[]) AND NOT companion_id = ANY($1::text[]) AND orders_both >= ${kFewestOrders} AND lift_bps >= ${kLeastLiftBps}
     GROUP BY companion_id ORDER BY max(confidence_bps) DESC, max(lift_bps) DESC, companion_id LIMIT $2`,
    [product_ids, limit],
  );
  return rows;
}
