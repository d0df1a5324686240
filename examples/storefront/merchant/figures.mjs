// SPDX-License-Identifier: MIT
//
// What the merchant's page shows, read from the shop's tables: today's figures, each offer's counts, what is paused,
// what was learned, and what became of one order's offers.

import { auditBooks } from '../store/books.mjs';

const kDayMs = 86_400_000;

/** Each offer's shows and answers, one show per order. */
const kOffers = `WITH seen AS (
    SELECT candidate_id, order_id, bool_or(event = 'shown') AS shown, bool_or(event = 'accepted') AS accepted,
      bool_or(event = 'declined') AS declined, bool_or(event = 'undone') AS undone
    FROM encore_events WHERE candidate_id IS NOT NULL GROUP BY candidate_id, order_id)
  SELECT candidate_id, count(*) AS shows, count(*) FILTER (WHERE accepted) AS accepts,
    count(*) FILTER (WHERE declined) AS declines, count(*) FILTER (WHERE undone) AS undone
  FROM seen WHERE shown GROUP BY candidate_id ORDER BY shows DESC, candidate_id`;

/** The last day: orders, those an offer was added to, and what was added. */
const kToday = `SELECT count(DISTINCT o.id) AS orders,
    count(DISTINCT o.id) FILTER (WHERE l.id IS NOT NULL) AS with_offer,
    coalesce(sum((l.terms->'quote'->>'total')::bigint), 0)::bigint AS added
  FROM orders o LEFT JOIN order_lines l ON l.order_id = o.id AND l.candidate_id IS NOT NULL AND l.removed_at IS NULL
  WHERE o.placed_at >= $1 AND o.status <> 'open' AND o.status <> 'cancelled'`;

export async function readFigures(db, nowMs) {
  const since = new Date(nowMs - kDayMs).toISOString();
  const [offers, today, events, paused, models, books] = await Promise.all([
    db.query(kOffers),
    db.query(kToday, [since]),
    db.query('SELECT event, count(*) AS count FROM encore_events WHERE at >= $1 GROUP BY event', [since]),
    db.query('SELECT * FROM paused_offers ORDER BY paused_at DESC, candidate_id'),
    db.query('SELECT id, learned_at, summary FROM learned_models ORDER BY learned_at DESC LIMIT 1'),
    auditBooks(db),
  ]);
  return {
    offers: offers.rows,
    today: today.rows[0],
    counts: Object.fromEntries(events.rows.map(({ event, count }) => [event, count])),
    paused: paused.rows,
    model: models.rows[0],
    books,
  };
}

/**
 * What the record says of an order, by its number: what was chosen, or why nothing was. Null: there is no such order.
 * The first record decides, as in the report; `times` says how often the page was rendered.
 */
export async function readOrder(db, number) {
  const { rows: orders } = await db.query('SELECT id, number, status, placed_at FROM orders WHERE upper(number) = $1', [
    number.trim().toUpperCase(),
  ]);
  if (orders.length === 0) return null;
  const { rows } = await db.query(`SELECT event, body FROM encore_events WHERE order_id = $1 ORDER BY at, id`, [
    orders[0].id,
  ]);
  const records = rows.filter(({ event }) => event === 'published').map(({ body }) => body);
  const events = rows.filter(({ event }) => event !== 'published').map(({ body }) => body);
  return { order: orders[0], record: records[0], times: records.length, events };
}
