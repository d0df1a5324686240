// SPDX-License-Identifier: MIT
//
// The merchant's page: today's figures, why an order saw what it saw, the report, the experiment that runs, what is
// paused, and what was learned last night.

import { html } from '../html.mjs';
import { money } from '../money.mjs';
import { page } from '../pages/layout.mjs';

/** A rate of two counts, in tenths of a percent, rounded down. */
const rate = (part, whole) => {
  if (whole === 0) return '–';
  const permille = Math.floor((part * 1000) / whole);
  return `${Math.floor(permille / 10)}.${permille % 10} %`;
};

const table = (name, heads, rows) =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table class="report"><thead><tr>${heads.map((head, i) => html`<th scope="col"${i > 0 && html` class="number"`}>${head}</th>`)}</tr></thead>
<tbody>${rows.map(row => html`<tr>${row.map((cell, i) => (i === 0 ? html`<th scope="row">${cell}</th>` : html`<td class="number">${cell}</td>`))}</tr>`)}</tbody></table></div>`;

const words = reason => reason.replaceAll('_', ' ');

/** Why an order's page showed nothing, in one sentence; null where it showed something. */
function whyNothing({ order, record }) {
  if (order.status === 'open') return 'It is not paid yet: offers begin when it is.';
  if (!record) return 'Its thank-you page was never opened by its buyer, so no offer was ever considered.';
  if (record.holdout)
    return 'Its customer is in the holdout, who see nothing, so that what offers earn can be measured. This is what they would have seen.';
  return record.slots.length === 0 ? 'No offer was fit to be shown. Each has its reasons below.' : null;
}

function orderAnswer({ order, record, times, events }, reasonFix) {
  const why = whyNothing({ order, record });
  const left = record?.left_out ?? [];
  return html`<h3>Order ${order.number}</h3>
<p>${why ? html`<strong>${why}</strong>` : `It was offered ${record.slots.map(({ candidate_id }) => candidate_id).join(' and ')}.`} ${times > 1 && `Its page was rendered ${times} times; the first one counts.`}</p>
${
  record?.slots.length > 0 &&
  table(
    'Chosen',
    ['Chosen', 'Price', 'Take rate', 'Margin'],
    record.slots.map(one => [
      one.candidate_id,
      one.total === undefined ? '' : money(one.total),
      one.take_rate_ppm === undefined ? '' : rate(one.take_rate_ppm, 1_000_000),
      one.contribution === undefined ? '' : money(one.contribution),
    ]),
  )
}
${events.length > 0 && html`<p>Afterwards: ${events.map(({ event, candidate_id }) => `${candidate_id ?? ''} ${event}`.trim()).join(', ')}.</p>`}
${left.length > 0 && html`<ul class="plain-list reasons">${left.map(({ candidate_id, reasons, withheld }) => html`<li><strong>${candidate_id}</strong>: ${reasons.map(words).join(', ')}${withheld > 0 && ` (${money(withheld)} of expected margin)`}. <small>${reasonFix(reasons[0])}</small></li>`)}</ul>`}`;
}

function orderSection({ asked, found, reasonFix }) {
  return html`<section class="merchant" aria-labelledby="why"><h2 id="why">Why did an order see nothing?</h2>
<form class="ask" method="get" action="/merchant"><label for="order">Order number</label> <input id="order" name="order" value="${asked}" placeholder="E15201" autocomplete="off"><button class="button">Look it up</button></form>
${found === null && html`<p>There is no order ${asked}.</p>`}${found && orderAnswer(found, reasonFix)}</section>`;
}

function pausedSection(paused) {
  const rows = paused.map(({ candidate_id, paused_at, shown, accepted, because }) => [
    candidate_id,
    shown,
    accepted,
    rate(accepted, shown),
    because,
    paused_at.toISOString().slice(0, 10),
    html`<form method="post" action="/merchant/resume"><input type="hidden" name="candidate_id" value="${candidate_id}"><button class="quiet">Show it again</button></form>`,
  ]);
  return html`<section class="merchant" aria-labelledby="paused"><h2 id="paused">Paused</h2>
${rows.length > 0 ? table('Paused offers', ['Offer', 'Shown', 'Accepted', 'Take rate', 'Earned', 'Since', ''], rows) : html`<p>Nothing is paused. An offer is, by night, once it is certain that it earns too little for its place.</p>`}</section>`;
}

function learnedSection(model) {
  return html`<section class="merchant" aria-labelledby="learned"><h2 id="learned">Learned</h2>
${model ? html`<p>Offers are chosen by model <code>${model.id.slice(0, 12)}</code> of ${model.learned_at.toISOString().slice(0, 16).replace('T', ' ')} UTC.</p><details><summary>What it has learned</summary><pre class="scroll" tabindex="0">${model.summary}</pre></details>` : html`<p>No model yet: offers are chosen by their own counts.</p>`}
<form method="post" action="/merchant/nightly"><button class="button">Do the nightly work now</button></form></section>`;
}

const experimentSection = experiments =>
  html`<section class="merchant" aria-labelledby="experiment"><h2 id="experiment">Experiments</h2>
${experiments.length > 0 ? html`<ul class="plain-list">${experiments.map(({ key, about, variations }) => html`<li><strong>${key}</strong> runs with ${variations.length} variations. ${about} What it has found so far stands in the report, under Experiments.</li>`)}</ul>` : html`<p>None is running.</p>`}</section>`;

export function merchantPage(frame, { offers, today, counts, paused, model, books, experiments, ...order }) {
  const differing = books.differences.map(({ order_id }) => order_id).join(', ');
  return page({
    title: 'For the merchant',
    frame,
    main: html`<header class="page-head"><h1>For the merchant</h1><p>Counted from the shop's own tables at this moment. One show per order and offer.</p></header>
<ul class="figures"><li><strong>${today.orders}</strong> orders in the last day</li><li><strong>${rate(today.with_offer, today.orders)}</strong> of them took an offer</li><li><strong>${money(today.added)}</strong> added to them</li><li><strong>${counts.published ?? 0}</strong> pages with a record</li><li><strong>${counts.shown ?? 0}</strong> shows reported</li><li><strong>${counts.undone ?? 0}</strong> undone</li></ul>
<p>${differing === '' ? `Orders placed here: ${books.orders}. Each costs exactly what the gateway captured for it.` : `Of ${books.orders} orders these differ from what the gateway captured: ${differing}. A purchase under way looks like this for a moment.`}</p>
${orderSection(order)}
<section class="merchant" aria-labelledby="earned"><h2 id="earned">What the offers earned</h2><iframe class="report-frame" src="/merchant/report" title="The report" loading="lazy"></iframe></section>
${experimentSection(experiments)}${pausedSection(paused)}${learnedSection(model)}
<section class="merchant" aria-labelledby="by-offer"><h2 id="by-offer">By offer</h2>${table(
      'By offer',
      ['Offer', 'Shown', 'Accepted', 'Declined', 'Undone', 'Take rate'],
      offers.map(row => [
        row.candidate_id,
        row.shows,
        row.accepts,
        row.declines,
        row.undone,
        rate(row.accepts, row.shows),
      ]),
    )}</section>`,
  });
}
