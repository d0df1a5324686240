// SPDX-License-Identifier: MIT
//
// What is known of an offer, read back from the event table. A show counts once per order. An acceptance counts
// only where the show is on record too: acceptances reach the table from the server even when the shopper allowed
// no statistics, shows do not, and counting one without the other would flatter every offer. What was bought and taken
// back is believed of the server's own events alone; a page's are known by their id.

/** @returns {Promise<Map<string, { shows: number, accepts: number, refund_rate_bps: number }>>} by candidate id */
export async function evidenceOf(db, candidate_ids) {
  const { rows } = await db.query(
    `WITH seen AS (
       SELECT candidate_id, order_id, bool_or(type = 'shown') AS was_shown, bool_or(type = 'accepted' AND event_id NOT LIKE 'page:%') AS was_accepted,
              bool_or(type IN ('undone', 'refunded') AND event_id NOT LIKE 'page:%') AS was_returned
       FROM offer_events WHERE candidate_id = ANY($1::text[]) GROUP BY candidate_id, order_id)
     SELECT candidate_id, count(*) AS shows, count(*) FILTER (WHERE was_accepted) AS accepts, count(*) FILTER (WHERE was_accepted AND was_returned) AS returns
     FROM seen WHERE was_shown GROUP BY candidate_id`,
    [candidate_ids],
  );
  // A rate over a handful of sales says nothing; below twenty none is claimed.
  return new Map(
    rows.map(({ candidate_id, shows, accepts, returns }) => [
      candidate_id,
      { shows, accepts, refund_rate_bps: accepts >= 20 ? Math.floor((returns * 10000) / accepts) : 0 },
    ]),
  );
}

/** What this customer has refused before, newest first. */
export async function declinedBy(db, email, sinceMs) {
  const { rows } = await db.query(
    `SELECT e.candidate_id, max(e.at) AS at FROM offer_events e JOIN orders o ON o.id = e.order_id
     WHERE o.email = $1 AND e.type = 'declined' AND e.at >= $2 GROUP BY e.candidate_id ORDER BY 2 DESC LIMIT 50`,
    [email, new Date(sinceMs).toISOString()],
  );
  return rows.map(({ candidate_id, at }) => ({ candidate_id, at: at.toISOString() }));
}

/** Appends events, each once: the id an event carries is the table's key. */
export async function appendEvents(db, events) {
  const rows = events
    .filter(event => event && typeof event === 'object')
    .map(event => ({
      event_id: String(event.id ?? event.event_id),
      type: String(event.type ?? event.event ?? ''),
      order_id: String(event.order_id ?? ''),
      candidate_id: event.candidate_id ?? null,
      at: event.at ?? event.time,
      body: event,
    }))
    .filter(({ event_id, at }) => event_id !== 'undefined' && !Number.isNaN(Date.parse(at)));
  if (rows.length === 0) return 0;
  const { rowCount } = await db.query(
    `INSERT INTO offer_events SELECT * FROM jsonb_to_recordset($1::jsonb) AS t(event_id text, type text, order_id text, candidate_id text, at timestamptz, body jsonb)
     ON CONFLICT (event_id) DO NOTHING`,
    [JSON.stringify(rows)],
  );
  return rowCount;
}
