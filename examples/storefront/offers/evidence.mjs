// SPDX-License-Identifier: MIT
//
// What is known of an offer, read back from the events that the server kit's collector keeps. A show counts once per
// order. An acceptance counts only where the show is on record too: acceptances reach the table from the server even
// when the shopper allowed no statistics, shows do not, and counting one without the other would flatter every offer.
// What was bought and taken back is believed of the server's own events alone.

/** @returns {Promise<Map<string, { shows: number, accepts: number, refund_rate_bps: number }>>} by candidate id */
export async function evidenceOf(db, candidate_ids) {
  const { rows } = await db.query(
    `WITH seen AS (
       SELECT candidate_id, order_id, bool_or(event = 'shown') AS was_shown,
              bool_or(event = 'accepted' AND body->>'source' = 'server') AS was_accepted,
              bool_or(event IN ('undone', 'refunded') AND body->>'source' = 'server') AS was_returned
       FROM encore_events WHERE candidate_id = ANY($1::text[]) GROUP BY candidate_id, order_id)
     SELECT candidate_id, count(*) AS shows, count(*) FILTER (WHERE was_accepted) AS accepts, count(*) FILTER (WHERE was_accepted AND was_returned) AS returns
     FROM seen WHERE was_shown GROUP BY candidate_id`,
    [candidate_ids],
  );
  // A rate over a handful of sales says nothing; below fifty none is claimed.
  return new Map(
    rows.map(({ candidate_id, shows, accepts, returns }) => [
      candidate_id,
      { shows, accepts, refund_rate_bps: accepts >= 50 ? Math.floor((returns * 10000) / accepts) : 0 },
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
