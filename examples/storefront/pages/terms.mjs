// SPDX-License-Identifier: MIT
// Delivery, returns and terms: what consent boxes and offers link to.

import { html } from '../html.mjs';
import { kFreeShippingFrom, money } from '../money.mjs';
import { page } from './layout.mjs';

export const termsPage = frame =>
  page({
    title: 'Delivery, returns and terms',
    frame,
    narrow: true,
    main: html`<article class="prose"><h1>Delivery, returns and terms</h1>
<h2 id="delivery">Delivery</h2><p>We pack an hour after you order, so that you can add to the parcel until then. Delivery within the countries we serve costs one flat rate and is free from ${money(kFreeShippingFrom)}. What you add after paying travels in the same parcel at no charge.</p>
<h2 id="returns">Returns</h2><p>You may withdraw within 14 days without giving a reason, and we give you 30. The “undo” after adding something is a shortcut, and does not replace that right.</p>
<h2 id="subscriptions">Subscriptions</h2><p>A subscription renews at the interval and the price shown when you took it, and is charged to the card of the order on each delivery. You can stop it at any time before the next delivery, by e-mail or by answering the reminder we send three days before.</p>
<h2 id="cover">Repair cover</h2><p>Cover includes drops, spills and wear within the term, without an excess. It leaves out loss, theft and damage done on purpose. You may withdraw within 30 days if nothing was repaired.</p>
<h2 id="digital">Digital goods</h2><p>Courses open at once if you ask for it. The right of withdrawal ends when they do, and only if you have agreed to that.</p>
<h2 id="prices">Prices</h2><p>All prices include VAT at the rate of the country we deliver to. A struck-through price is the lowest of the thirty days before the reduction.</p></article>`,
  });
