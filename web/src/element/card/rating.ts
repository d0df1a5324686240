// SPDX-License-Identifier: MIT
//
// The rating: a value and of how many reviews. The reviews themselves are painted by extras.ts.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import { mayShowProof, type Card } from './model.js';

export function ratingLine(card: Card): TemplateResult | typeof nothing {
  const {
    candidate: { proof },
    words,
  } = card;
  if (!mayShowProof(card) || !proof?.rating) return nothing;
  const { value_bps, count } = proof.rating;
  const value = words.number(Math.round(value_bps / 200) / 10, { minimumFractionDigits: 1 });
  return html`<p class="rating" part="rating"><span aria-hidden="true"><b class="star">★</b> ${value}</span><span class="sr">${words.say(
    'rating',
    { value },
  )}</span> <small>${words.say('reviews', { n: count })}</small></p>`;
}
