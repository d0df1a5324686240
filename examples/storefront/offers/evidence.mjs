// SPDX-License-Identifier: MIT
//
// What is known of an offer, read back from the events that the server kit's collector keeps. A show counts once per
// order. An acceptance counts only where the show is on record too: acceptances reach the table from the server even
// when the shopper allowed no statistics, shows do not, and counting one without the other would flatter every offer.
// What was bought and taken back is believed of the server's own events alone.

const kReturnDays = 30;

/** @returns {Promise<Map<string, { shows: number, accepts: number }>>} by candidate id */
export async function evidenceOf(db, candidate_ids) {
  const { rows } = await db.query(
    `WITH seen AS (
       SELECT candidate_id, order_id, bool_or(event = 'shown') AS was_shown,
              bool_or(event = 'accepted' AND body->>'source' = 'server') AS was_accepted
       FROM encore_events WHERE candidate_id = ANY($1::text[]) GROUP BY candidate_id, order_id)
     SELECT candidate_id, count(*) AS shows, count(*) FILTER (WHERE was_accepted) AS accepts
     FROM seen WHERE was_shown GROUP BY candidate_id`,
    [candidate_ids],
  );
  return new Map(rows.map(({ candidate_id, shows, accepts }) => [candidate_id, { shows, accepts }]));
}

/**
 * Sales that can no longer come back, and how many of them did. What was undone was never sold.
 *
 * @returns {Promise<Map<string, { sold: number, returned: number, window_days: number, last_sale: string }>>} by
 *   candidate id
 */
export async function refundsOf(db, candidate_ids, nowMs) {
  const { rows } = await db.query(
    `WITH sale AS (
       SELECT candidate_id, order_id, max(at) FILTER (WHERE event = 'accepted') AS sold_at,
              bool_or(event = 'undone') AS was_undone, bool_or(event = 'refunded') AS was_returned
       FROM encore_events WHERE candidate_id = ANY($1::text[]) AND body->>'source' = 'server' GROUP BY candidate_id, order_id)
     SELECT candidate_id, max(sold_at) AS last_sale, count(*) FILTER (WHERE sold_at <= $2) AS sold,
            count(*) FILTER (WHERE sold_at <= $2 AND was_returned) AS returned
     FROM sale WHERE sold_at IS NOT NULL AND NOT was_undone GROUP BY candidate_id`,
    [candidate_ids, new Date(nowMs - kReturnDays * 86_400_000).toISOString()],
  );
  return new Map(
    rows.map(({ candidate_id, sold, returned, last_sale }) => [
      candidate_id,
      { sold, returned, window_days: kReturnDays, last_sale: last_sale.toISOString() },
    ]),
  );
}

/** What this customer has refused before, newest first. */
export async function declinedBy(db, email, sinceMs) {
  const { rows } = await db.query(
    `SELECT e.candidate_id, max(e.at) AS at FROM encore_events e JOIN orders o ON o.id = e.order_id
     WHERE o.email = $1 AND e.event = 'declined' AND e.at >= $2 GROUP BY e.candidate_id ORDER BY 2 DESC LIMIT 50`,
    [email, new Date(sinceMs).toISOString()],
  );
  return rows.map(({ candidate_id, at }) => ({ candidate_id, at: at.toISOString() }));
}

/** Shown so often on one order's pages without an answer, an offer is left out. */
const kShownEnough = 6;

/** The offers that this order's pages have shown often enough without an answer. */
export async function shownEnough(db, order_id) {
  const { rows } = await db.query(
    `SELECT candidate_id FROM encore_events WHERE order_id = $1 AND event IN ('shown', 'accepted', 'declined')
     GROUP BY candidate_id HAVING count(*) FILTER (WHERE event = 'shown') >= $2
       AND count(*) FILTER (WHERE event <> 'shown') = 0`,
    [order_id, kShownEnough],
  );
  return new Set(rows.map(({ candidate_id }) => candidate_id));
}
