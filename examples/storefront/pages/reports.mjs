// SPDX-License-Identifier: MIT
// What merchandisers read: each offer's shows, answers and take rate, and what was added to orders.

import { html } from '../html.mjs';
import { money } from '../money.mjs';
import { auditBooks } from '../store/books.mjs';
import { page } from './layout.mjs';

/** A rate of two counts, in tenths of a percent, rounded down. */
const rate = (part, whole) => {
  if (whole === 0) return '–';
  const permille = Math.floor((part * 1000) / whole);
  return `${Math.floor(permille / 10)}.${permille % 10} %`;
};

export function reportsPage(frame, { offers, kinds, added, orders, books }) {
  return page({
    title: 'Offer report',
    frame,
    main: html`<header class="page-head"><h1>Offer report</h1><p>Counted from the event table: one show per order and offer, answers only where the show is on record. A real shop keeps this page behind a sign-in.</p></header>
<ul class="figures"><li><strong>${orders.count}</strong> paid orders</li><li><strong>${money(orders.average)}</strong> average basket before offers</li><li><strong>${added.lines}</strong> lines added by live offers</li><li><strong>${money(added.revenue)}</strong> added by them</li></ul>
<p>${books.differences.length === 0 ? `Orders placed here: ${books.orders}. Each costs exactly what the gateway captured for it.` : html`<strong>${books.differences.length}</strong> of ${books.orders} orders differ from what the gateway captured: ${books.differences.map(({ order_id }) => order_id).join(', ')}. A purchase under way looks like this for a moment.`}</p>
<section aria-labelledby="by-kind"><h2 id="by-kind">By kind</h2><div class="scroll" tabindex="0" role="region" aria-label="Table by kind"><table class="report"><thead><tr><th scope="col">Kind</th><th scope="col" class="number">Shown</th><th scope="col" class="number">Accepted</th><th scope="col" class="number">Take rate</th></tr></thead>
<tbody>${kinds.map(row => html`<tr><th scope="row">${row.kind}</th><td class="number">${row.shows}</td><td class="number">${row.accepts}</td><td class="number">${rate(row.accepts, row.shows)}</td></tr>`)}</tbody></table></div></section>
<section aria-labelledby="by-offer"><h2 id="by-offer">By offer</h2><div class="scroll" tabindex="0" role="region" aria-label="Table by offer"><table class="report"><thead><tr><th scope="col">Offer</th><th scope="col" class="number">Shown</th><th scope="col" class="number">Accepted</th><th scope="col" class="number">Declined</th><th scope="col" class="number">Undone</th><th scope="col">Take rate</th></tr></thead>
<tbody>${offers.map(row => html`<tr><th scope="row">${row.candidate_id}</th><td class="number">${row.shows}</td><td class="number">${row.accepts}</td><td class="number">${row.declines}</td><td class="number">${row.undone}</td><td><meter min="0" max="${row.shows}" value="${row.accepts}">${rate(row.accepts, row.shows)}</meter> ${rate(row.accepts, row.shows)}</td></tr>`)}</tbody></table></div></section>`,
  });
}

/** The figures of the page, in SQL. */
export async function readReport(db) {
  const seen = `seen AS (
    SELECT candidate_id, order_id, bool_or(event = 'shown') AS shown, bool_or(event = 'accepted') AS accepted, bool_or(event = 'declined') AS declined, bool_or(event = 'undone') AS undone
    FROM encore_events WHERE candidate_id IS NOT NULL GROUP BY candidate_id, order_id)`;
  const counts = `count(*) AS shows, count(*) FILTER (WHERE accepted) AS accepts, count(*) FILTER (WHERE declined) AS declines, count(*) FILTER (WHERE undone) AS undone`;
  const [offers, kinds, added, orders, books] = await Promise.all([
    db.query(
      `WITH ${seen} SELECT candidate_id, ${counts} FROM seen WHERE shown GROUP BY candidate_id ORDER BY shows DESC, candidate_id`,
    ),
    db.query(
      `WITH ${seen} SELECT split_part(candidate_id, '.', 1) AS kind, ${counts} FROM seen WHERE shown GROUP BY 1 ORDER BY shows DESC, 1`,
    ),
    db.query(
      `SELECT count(*) AS lines, coalesce(sum((l.terms->'quote'->>'total')::bigint), 0)::bigint AS revenue FROM order_lines l WHERE l.candidate_id IS NOT NULL AND l.removed_at IS NULL`,
    ),
    db.query(`SELECT count(*) AS count, coalesce(avg(subtotal)::bigint, 0) AS average FROM (
      SELECT o.id, sum(l.paid) AS subtotal FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.status = 'paid' AND l.candidate_id IS NULL GROUP BY o.id) AS baskets`),
    auditBooks(db),
  ]);
  return { offers: offers.rows, kinds: kinds.rows, added: added.rows[0], orders: orders.rows[0], books };
}
