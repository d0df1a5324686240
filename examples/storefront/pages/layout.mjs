// SPDX-License-Identifier: MIT
//
// The frame of every page: head, masthead, footer. No script and no inline style; the one stylesheet is named by
// its hash. Pages are functions from plain data to markup and know nothing of requests.

import { html } from '../html.mjs';
import { kTrades } from '../catalogue/catalogue.mjs';

export const kShopName = 'Fern & Field';

const mark = html`<svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true"><path d="M16 30V9" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"/><path d="M16 10C16 5 19 2 23 2c0 5-2.600 8-7 8Zm0 8c0-5 4-8 9-8 0 5-4 8-9 8Zm0 0c0-5-4-8-9-8 0 5 4 8 9 8Zm0 9c0-5 4-8 9-8 0 5-4 8-9 8Zm0 0c0-5-4-8-9-8 0 5 4 8 9 8Z" fill="currentColor"/></svg>`;

/**
 * @typedef {{ styles: string, receipt?: string, basket?: string, cartCount: number,
 * statistics: boolean, path: string }} Frame
 * what every page needs of the request
 * @param {{ title: string, frame: Frame, main: unknown, head?: unknown, trade?: string, narrow?: boolean,
 * order?: string }} page `order`: a page about that order alone, without shelves and cart in its way
 */
export function page({ title, frame, main, head, trade, narrow, order }) {
  return html`<!doctype html>
<html lang="en-IE">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${kShopName}</title>
<meta name="description" content="A small shop for things that last: cameras, phones, coffee, skin care, yoga and printing.">
<meta name="color-scheme" content="light">
<link rel="stylesheet" href="${frame.styles}">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
${head}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="masthead${order && ' plain'}">
  <div class="wide">
    <a class="brand" href="/">${mark}<span>${kShopName}</span></a>
    ${
      order
        ? html`<span>Order ${order}</span>`
        : html`<nav aria-label="Shelves"><ul>${kTrades.map(({ id, title: name }) => html`<li><a href="/shelves/${id}"${id === trade && html` aria-current="page"`}>${name}</a></li>`)}</ul></nav>
    <a class="cart-link" href="/cart">Cart<span class="count${frame.cartCount === 0 && ' empty'}">${frame.cartCount}<span class="unseen"> items</span></span></a>`
    }
  </div>
</header>
<main id="main" class="${narrow ? 'narrow' : 'wide'}">
${main}
</main>
<footer class="colophon">
  <div class="wide">
    <p><strong>${kShopName}</strong> is the example shop of Encore. Nothing here is sold, no card is charged.</p>
    <ul><li><a href="/terms">Delivery, returns and terms</a></li><li><a href="/merchant">For the merchant</a></li></ul>
    <form method="post" action="/statistics">
      <input type="hidden" name="back" value="${frame.path}">
      <input type="hidden" name="allow" value="${frame.statistics ? 'no' : 'yes'}">
      <button class="quiet">${frame.statistics ? 'Stop counting which offers I see' : 'Allow counting which offers I see'}</button>
    </form>
  </div>
</footer>
</body>
</html>`;
}

/** A picture with its size, so that nothing moves when it arrives. */
export const picture = (url, alt, { size = 400, isFirst = false } = {}) =>
  html`<img src="${url}" alt="${alt}" width="${size}" height="${size}"${isFirst ? null : html` loading="lazy"`}>`;

/** A page that says what went wrong and where to go from here. */
export const trouble = (frame, { title, says, link = { href: '/', text: 'To the shop' } }) =>
  page({
    title,
    frame,
    narrow: true,
    main: html`<section class="trouble"><h1>${title}</h1><p>${says}</p><p><a class="button" href="${link.href}">${link.text}</a></p></section>`,
  });
