// SPDX-License-Identifier: MIT
// Cart, checkout, and the bank's question.

import { kTestCards } from '../gateway/cards.mjs';
import { html } from '../html.mjs';
import { kCountries, kFreeShippingFrom, money } from '../money.mjs';
import { kShopName, page, picture } from './layout.mjs';
import { offersHead, offersPlace } from './offers.mjs';

export const totals = ({ subtotal, shipping, tax, total }) => html`<dl class="totals">
  <div><dt>Goods</dt><dd data-subtotal="${subtotal}">${money(subtotal)}</dd></div>
  <div><dt>Delivery</dt><dd data-shipping="${shipping}">${shipping === 0 ? 'Free' : money(shipping)}</dd></div>
  <div class="sum"><dt>Total</dt><dd data-total="${total}">${money(total)}</dd></div>
  <div class="within"><dt>VAT included</dt><dd data-tax="${tax}">${money(tax)}</dd></div></dl>`;

const basketLines = (basket, pictures) =>
  html`<ul class="lines">${basket.lines.map(
    ({ product, variant, quantity, paid }) => html`<li data-variant="${variant.id}">
  ${picture(pictures.url(product.id), '', { size: 72, isFirst: true })}<span class="line-title">${product.title}<small>${variant.title}${quantity > 1 && ` × ${quantity}`}</small></span><span class="line-price">${money(paid)}</span></li>`,
  )}</ul>`;

/** What a little more would bring: delivery that is free, or something that comes with it. */
export function notesOf({ subtotal, shipping, reach }) {
  const missing = kFreeShippingFrom - subtotal;
  return [
    shipping > 0 && missing > 0 && `${money(missing)} more and delivery is free.`,
    reach && `${money(reach.missing)} more and the ${reach.title.toLowerCase()} is yours.`,
  ].filter(Boolean);
}

export const payLabel = total => `Order with obligation to pay · ${money(total)}`;

const offersBeside = (frame, { basket, sheetScript, surface }) =>
  sheetScript &&
  html`<p class="basket-said" role="status" tabindex="-1"></p>${offersPlace(frame, {
    sheetScript,
    surface,
    trade: basket.lines[0].product.trade,
    heading: 'Goes well with it',
  })}`;

export function cartPage(frame, { basket, reach, sheetScript, preload, pictures }) {
  return page({
    title: 'Cart',
    frame,
    narrow: true,
    head: sheetScript && offersHead(preload, frame.basket),
    main:
      basket.lines.length === 0
        ? html`<section class="trouble"><h1>Your cart is empty</h1><p>There is room for something good.</p><p><a class="button" href="/">Look around</a></p></section>`
        : html`<h1>Your cart</h1>
<ul class="lines editable">${basket.lines.map(
            ({ product, variant, quantity, paid }) => html`<li data-variant="${variant.id}">
  ${picture(pictures.url(product.id), '', { size: 72, isFirst: true })}
  <span class="line-title"><a href="/products/${product.id}">${product.title}</a><small>${variant.title}</small></span>
  <form method="post" action="/cart/set"><input type="hidden" name="variant" value="${variant.id}"><label><span class="unseen">Quantity of ${product.title} </span><input type="number" name="quantity" value="${quantity}" min="0" max="20" inputmode="numeric"></label><button class="quiet">Change</button></form>
  <span class="line-price">${money(paid)}</span></li>`,
          )}</ul>
<div class="basket-notes">${notesOf({ ...basket, reach }).map(text => html`<p class="note">${text}</p>`)}</div>
${totals(basket)}
<p class="actions"><a class="button" href="/checkout">To checkout</a> <a href="/">Keep looking</a></p>
${offersBeside(frame, { basket, sheetScript, surface: 'cart' })}`,
  });
}

const kFields = [
  ['first_name', 'First name', 'given-name'],
  ['last_name', 'Last name', 'family-name'],
  ['email', 'E-mail', 'email'],
  ['street', 'Street and number', 'address-line1'],
  ['postcode', 'Postcode', 'postal-code'],
  ['city', 'Town', 'address-level2'],
];

function field(name, label, autocomplete, values, errors, extra) {
  const problem = errors[name];
  return html`<p class="field ${name}"><label for="f-${name}">${label}</label>
<input id="f-${name}" name="${name}" value="${values[name] ?? ''}" autocomplete="${autocomplete}" required${name === 'email' && html` type="email"`}${extra}${problem && html` aria-invalid="true" aria-describedby="e-${name}"`}>
${problem && html`<span class="error" id="e-${name}">${problem}</span>`}</p>`;
}

/** @param {{ values: Record<string, string>, errors: Record<string, string>, message?: string }} options */
export function checkoutPage(frame, { basket, sheetScript, preload, pictures, values, errors, message }) {
  return page({
    title: 'Checkout',
    frame,
    head: sheetScript && offersHead(preload, frame.basket),
    main: html`<h1>Checkout</h1>
${message && html`<p class="alert" role="alert">${message}</p>`}
<form class="checkout" method="post" action="/checkout">
  <div>
    <section><h2>Where to</h2><div class="fields">${kFields.map(([name, label, autocomplete]) => field(name, label, autocomplete, values, errors))}
      <p class="field country"><label for="f-country">Country</label><select id="f-country" name="country" autocomplete="country">${kCountries.map(({ code, name }) => html`<option value="${code}"${code === (values.country ?? 'IE') && html` selected`}>${name}</option>`)}</select></p></div></section>
    <section><h2>Card</h2><div class="fields">
      ${field('number', 'Card number', 'cc-number', values, errors, html` inputmode="numeric"`)}
      ${field('expiry', 'Valid until (MM/YY)', 'cc-exp', values, errors, html` inputmode="numeric" placeholder="12/34"`)}
      ${field('cvc', 'Security code', 'cc-csc', values, errors, html` inputmode="numeric" maxlength="4"`)}</div>
      <details class="test-cards" open><summary>Test cards</summary><table><tbody>${kTestCards.map(({ number, says }) => html`<tr><td><code>${number}</code></td><td>${says}</td></tr>`)}</tbody></table><p>Any date in the future and any three digits.</p></details></section>
  </div>
  <aside class="summary"><h2>Your order</h2>${basketLines(basket, pictures)}${totals(basket)}
    <label class="check"><input type="checkbox" name="statistics" value="yes"${frame.statistics && html` checked`}> <span>You may count which offers I see after paying. No names, no other sites.</span></label>
    <button class="button pay">${payLabel(basket.total)}</button>
    <p class="note">Your card may be used once more for something you add on the next page, and only with your click.</p></aside>
</form>
${offersBeside(frame, { basket, sheetScript, surface: 'checkout' })}`,
  });
}

export function bankPage(frame, { challenge }) {
  const isOpen = challenge.state === 'open';
  return page({
    title: 'Confirm the payment',
    frame,
    narrow: true,
    main: html`<section class="bank"><p class="bank-name">Test Bank</p><h1>Is this you?</h1>
<dl class="totals"><div><dt>Shop</dt><dd>${kShopName}</dd></div><div><dt>Card</dt><dd>${challenge.brand} ending in ${challenge.last4}</dd></div><div class="sum"><dt>Amount</dt><dd>${money(challenge.amount)}</dd></div></dl>
${
  isOpen
    ? html`<form method="post" action="/bank/authenticate/${challenge.id}"><button class="button" name="answer" value="approve">Approve the payment</button> <button class="button plain" name="answer" value="refuse">Refuse it</button></form>`
    : html`<p>This payment was ${challenge.state === 'approved' ? 'approved' : 'refused'} already.</p><p><a class="button" href="${challenge.return_url}">Back to the shop</a></p>`
}</section>`,
  });
}

export const checkingPage = (frame, { order }) =>
  page({
    title: 'Checking your payment',
    frame,
    narrow: true,
    head: html`<meta http-equiv="refresh" content="5">`,
    main: html`<section class="trouble"><h1>We are asking the bank</h1><p>The answer about order ${order.number} has not come back yet. Nothing is charged twice: this page asks again every few seconds, and you may close it and come back.</p><p><a class="button" href="/checkout/return/${order.id}">Ask now</a></p></section>`,
  });
