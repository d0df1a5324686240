// SPDX-License-Identifier: MIT
// The home page, the shelves and the product page.

import { kTrades, shelf } from '../catalogue/catalogue.mjs';
import { html } from '../html.mjs';
import { kFreeShippingFrom, money } from '../money.mjs';
import { page, picture } from './layout.mjs';

/** A struck price is the lowest of the last thirty days, as the law on price reductions asks. */
const price = ({ price: now, lowest_30d }) =>
  html`<span class="price">${money(now)}${lowest_30d > now && html` <s><span class="unseen">lowest price of the last 30 days </span>${money(lowest_30d)}</s>`}</span>`;

/** "€12.76 per kg", from the measure of a variant; rounded to the nearest cent. */
function perMeasure({ price: now, unit_price_measure: measure }) {
  if (!measure) return null;
  const { value, unit, reference } = measure;
  const per = Math.floor((2 * now * reference + value) / (2 * value));
  const name =
    unit === 'g' && reference === 1000
      ? 'kg'
      : reference === 1
        ? unit
        : `${reference} ${unit === 'piece' ? 'pieces' : unit}`;
  return html`<span class="measure">${money(per)} per ${name}</span>`;
}

const tile = (product, pictures, isFirst) => html`<li class="tile"><a href="/products/${product.id}">
  ${picture(pictures.url(product.id), '', { isFirst })}
  <span class="tile-title">${product.title}</span>
  ${product.variants.length > 1 && product.variants.some(variant => variant.price !== product.variants[0].price) ? html`<span class="price">from ${money(Math.min(...product.variants.map(variant => variant.price)))}</span>` : price(product.variants[0])}
</a></li>`;

export function homePage(frame, { pictures }) {
  const heroes = ['cam-aurora', 'dripper-cone', 'mat-cork', 'skin-serum'];
  return page({
    title: 'Things that last',
    frame,
    main: html`<section class="hero">
  <div><h1>Good things, few of them.</h1><p>Cameras, coffee, cork and a little ink. Chosen by people who use them, packed within the hour, repaired when they break.</p>
  <p><a class="button" href="/shelves/photography">Start with a camera</a> <a class="button plain" href="/shelves/coffee">Or a coffee</a></p></div>
  <div class="hero-pictures" aria-hidden="true">${heroes.map(id => picture(pictures.url(id), '', { isFirst: true }))}</div>
</section>
${kTrades.map(({ id, title, line }) => {
  const products = shelf(id);
  return html`<section class="shelf" aria-labelledby="shelf-${id}"><div class="shelf-head"><div><h2 id="shelf-${id}">${title}</h2><p>${line}</p></div><a href="/shelves/${id}">All ${products.length}<span class="unseen"> in ${title}</span></a></div>
<ul class="tiles">${products.slice(0, 4).map(product => tile(product, pictures, false))}</ul></section>`;
})}`,
  });
}

export function shelfPage(frame, { trade, pictures }) {
  return page({
    title: trade.title,
    frame,
    trade: trade.id,
    main: html`<header class="page-head"><h1>${trade.title}</h1><p>${trade.line}</p></header>
<ul class="tiles">${shelf(trade.id).map((product, i) => tile(product, pictures, i < 4))}</ul>`,
  });
}

function stockNote(left) {
  if (left === null || left === undefined) return html`<span class="stock">Available at once</span>`;
  if (left === 0) return html`<span class="stock gone">Sold out</span>`;
  return html`<span class="stock">${left < 10 ? `${left} left` : 'In stock'}, packed today</span>`;
}

export function productPage(frame, { product, stock, companions, pictures }) {
  const trade = kTrades.find(({ id }) => id === product.trade);
  const isGone = product.variants.every(({ id }) => stock.get(id) === 0);
  const firstOpen = product.variants.find(({ id }) => stock.get(id) !== 0);
  return page({
    title: product.title,
    frame,
    trade: trade.id,
    main: html`<nav class="crumbs" aria-label="Where this is"><a href="/">Home</a> <a href="/shelves/${trade.id}">${trade.title}</a></nav>
<article class="product">
  <div class="product-picture">${picture(pictures.url(product.id), product.title, { isFirst: true })}</div>
  <div class="product-text">
    <h1>${product.title}</h1>
    <p class="lead">${product.blurb}</p>
    <form method="post" action="/cart/add">
      <fieldset class="choices"><legend>${product.variants.length > 1 ? 'Choose' : 'Price'}</legend>
      ${product.variants.map(
        variant => html`<label class="choice"><input type="radio" name="variant" value="${variant.id}" required${variant === firstOpen && html` checked`}${stock.get(variant.id) === 0 && html` disabled`}>
        <span class="choice-name">${variant.title}</span><span class="choice-price">${price(variant)}${perMeasure(variant)}</span>${stockNote(stock.get(variant.id))}</label>`,
      )}
      </fieldset>
      <div class="buy"><label>Quantity <input type="number" name="quantity" value="1" min="1" max="20" inputmode="numeric"></label><button class="button"${isGone && html` disabled`}>Add to cart</button></div>
    </form>
    <ul class="details">${product.details.map(detail => html`<li>${detail}</li>`)}</ul>
    <p class="note">Prices include VAT. Delivery is free from ${money(kFreeShippingFrom)}${product.digital_only && ', and nothing is posted for this one'}. Thirty days to change your mind.</p>
  </div>
</article>
${companions.length > 0 && html`<section class="shelf" aria-labelledby="together"><div class="shelf-head"><h2 id="together">Often bought together</h2></div><ul class="tiles">${companions.slice(0, 4).map(other => tile(other, pictures, false))}</ul></section>`}`,
  });
}
