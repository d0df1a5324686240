// SPDX-License-Identifier: MIT
// The thank-you page with its offers, and the order page with every line and every charge.

import { html } from '../html.mjs';
import { productOf, variantOf } from '../catalogue/catalogue.mjs';
import { kLocale, money } from '../money.mjs';
import { totals } from './checkout.mjs';
import { page, picture } from './layout.mjs';
import { offersHead, offersPlace } from './offers.mjs';

const clock = new Intl.DateTimeFormat(kLocale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Dublin' });
const hour = new Intl.DateTimeFormat(kLocale, { timeStyle: 'short', timeZone: 'Europe/Dublin' });
const when = date => html`<time datetime="${date.toISOString()}">${clock.format(date)}</time>`;

const wordsFor = line => {
  if (line.terms?.subscription) {
    const { interval, recurring_charge } = line.terms.subscription;
    return `then ${money(recurring_charge)} every ${interval.count > 1 ? `${interval.count} ${interval.unit}s` : interval.unit}`;
  }
  if (line.terms?.covers) return `${line.terms.covers.term_months} months`;
  return variantOf(line.variant_id)?.variant.title;
};

const lineList = (lines, pictures) =>
  html`<ul class="lines">${lines.map(
    line => html`<li data-line="${line.id}" data-product="${line.product_id}"${line.candidate_id && html` data-candidate="${line.candidate_id}"`}>
  ${picture(pictures.url(line.product_id), '', { size: 72 })}<span class="line-title">${line.title}<small>${wordsFor(line)}${line.quantity > 1 && ` × ${line.quantity}`}</small>${line.candidate_id && html`<small class="added">Added after checkout</small>`}</span><span class="line-price">${line.paid === 0 ? 'Free' : money(line.paid)}</span></li>`,
  )}</ul>`;

const tradeOf = lines => productOf(lines[0]?.product_id)?.trade;

/** What a page sheet offers; null where it offers nothing: then the page holds no room for it. */
function candidatesOf(sheetScript) {
  const [, json] = /^<script[^>]*>([^]*)<\/script>$/.exec(sheetScript ?? '') ?? [];
  const { candidates = [] } = json ? JSON.parse(json) : {};
  return candidates.length > 0 ? candidates : null;
}

/**
 * @param {{ order: any, isBuyer: boolean, sheetScript: string | null, preload: { integrity?: string, hints: { href:
 * string, rel: string, integrity: string, as?: string, crossorigin?: string }[] } }} view
 *   sheetScript: the page sheet as an inline JSON element, or null where no offers are made
 *   preload: what the build's manifest says, see preloadHints
 */
export function thankYouPage(frame, { order, isBuyer, sheetScript, preload, pictures }) {
  const lines = order.lines.filter(line => !line.removed_at);
  const offers = candidatesOf(sheetScript);
  return page({
    title: `Thank you for order ${order.number}`,
    frame,
    order: order.number,
    head: offers && offersHead(preload, frame.receipt),
    main: html`<div class="confirmation">
<section class="thanks"><h1>${isBuyer ? `Thank you, ${order.first_name}.` : 'This order is on its way.'}</h1>
<p>Your order is paid.${isBuyer && html` The confirmation goes to ${order.email}.`}${order.released && ' It is being packed.'}</p></section>
${
  offers &&
  offersPlace(frame, {
    sheetScript,
    trade: tradeOf(lines),
    isRoomHeld: true,
    heading: offers.every(({ delivery }) => delivery?.ships_with_order)
      ? 'Goes in the same parcel'
      : 'To go with your order',
  })
}
<section class="receipt" aria-labelledby="receipt"><h2 id="receipt">Your order</h2>${lineList(lines, pictures)}${totals(order)}
<p class="note">${isBuyer && html`Paid with ${order.payment.label}. `}${order.hold_until && !order.released && html`We start packing at <time datetime="${order.hold_until.toISOString()}">${hour.format(order.hold_until)}</time>. `}<a href="/orders/${order.id}">See the order and its charges</a></p></section>
</div>`,
  });
}

const kStatus = {
  open: 'Waiting for payment',
  paid: 'Paid',
  cancelled: 'Cancelled',
  returned: 'Returned',
  partially_returned: 'Partly returned',
};

export function orderPage(frame, { order, isBuyer, charges, subscriptions, sheetScript, preload, pictures }) {
  const lines = order.lines.filter(line => !line.removed_at);
  const gone = order.lines.filter(line => line.removed_at);
  const captured = charges.reduce((sum, { amount, refunded }) => sum + amount - refunded, 0);
  return page({
    title: `Order ${order.number}`,
    frame,
    narrow: true,
    head: sheetScript && offersHead(preload, frame.receipt),
    main: html`<header class="page-head"><h1>Order ${order.number}</h1><p>${when(order.placed_at)} · ${order.status === 'paid' && order.released ? 'Being packed' : kStatus[order.status]}</p></header>
<section class="lines-and-sum" aria-labelledby="lines"><h2 id="lines">Lines</h2>${lineList(lines, pictures)}${totals(order)}</section>
${gone.length > 0 && html`<section class="gone" aria-labelledby="gone"><h2 id="gone">Taken out again</h2><ul class="plain-list">${gone.map(line => html`<li>${line.title}, ${money(line.paid)}</li>`)}</ul></section>`}
<section aria-labelledby="charges"><h2 id="charges">Charges</h2>
<table class="charges"><thead><tr><th scope="col">When</th><th scope="col">Card</th><th scope="col">For</th><th scope="col" class="number">Amount</th></tr></thead>
<tbody>${charges.map(charge => html`<tr data-charge="${charge.id}" data-amount="${charge.amount}" data-refunded="${charge.refunded}"><td>${when(charge.captured_at)}</td><td>${isBuyer ? `${charge.brand} •• ${charge.last4}` : 'Card'}</td><td>${charge.key.startsWith('order:') ? 'The order' : 'An added line'}${charge.refunded > 0 && html` <small>${money(charge.refunded)} given back</small>`}</td><td class="number">${money(charge.amount)}</td></tr>`)}</tbody>
<tfoot><tr><th scope="row" colspan="3">Charged in all</th><td class="number" data-captured="${captured}">${money(captured)}</td></tr></tfoot></table></section>
${subscriptions.length > 0 && html`<section aria-labelledby="renewals"><h2 id="renewals">Renewals</h2><ul class="plain-list">${subscriptions.map(s => html`<li>${money(s.recurring_price)} every ${s.interval_count > 1 ? `${s.interval_count} ${s.interval_unit}s` : s.interval_unit}, first on ${s.first_renewal.slice(0, 10)}</li>`)}</ul></section>`}
${isBuyer && html`<section class="address" aria-labelledby="to"><h2 id="to">To</h2><p>${order.first_name} ${order.address.last_name}<br>${order.address.street}<br>${order.address.postcode} ${order.address.city}, ${order.country}</p></section>`}
<p class="actions"><a class="button plain" href="/orders/${order.id}/thank-you">Back to the confirmation</a> <a href="/orders/${order.id}/tracking">Where is it?</a></p>
${offersPlace(frame, { sheetScript, trade: tradeOf(lines), heading: order.released ? 'To go with your order' : 'Can still go in the parcel' })}`,
  });
}

/** Where the parcel is; what can still be added stands below it, and after packing only what the shop has besides. */
export function trackingPage(frame, { order, sheetScript, preload }) {
  const steps = [
    ['Paid', when(order.placed_at), true],
    ['Packed', order.hold_until ? html`from ${when(order.hold_until)}` : 'today', order.released],
    ['On its way', 'tomorrow', false],
  ];
  return page({
    title: `Where order ${order.number} is`,
    frame,
    narrow: true,
    order: order.number,
    head: sheetScript && offersHead(preload),
    main: html`<header class="page-head"><h1>${order.released ? 'Your order is being packed' : 'Your order is waiting to be packed'}</h1></header>
<ol class="steps">${steps.map(([name, at, isDone]) => html`<li${isDone && html` class="done" aria-current="step"`}><strong>${name}</strong> ${at}</li>`)}</ol>
<p class="actions"><a class="button plain" href="/orders/${order.id}">See the order and its charges</a></p>
${offersPlace(frame, { sheetScript, trade: tradeOf(order.lines), heading: order.released ? 'From the shop' : 'Can still go in the parcel' })}`,
  });
}
