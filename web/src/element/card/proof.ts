// SPDX-License-Identifier: MIT
//
// What others say: the rating, up to two chosen reviews with a customer's photo, a summary.
// Under EU law reviews stand only beside a statement of how they were verified; without one
// nothing of it is shown. A review below four fifths is never among the chosen, so that a
// shop cannot pass off a complaint as praise by mistake.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Card } from './model.js';
import { thumbnail } from './picture.js';

const leastRatingBps = 8000;
const mostReviews = 2;

/** Whether reviews may be shown: where the law asks for it, only with a statement of how they were verified. */
export const mayShowProof = ({ candidate: { proof }, law }: Card): boolean =>
  !!proof && (!law.verified_reviews || !!proof.verification);

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

export function proof(card: Card): TemplateResult | typeof nothing {
  const {
    candidate: { proof },
    url,
  } = card;
  if (!mayShowProof(card) || !proof) return nothing;
  const reviews = (proof.reviews ?? []).filter(({ rating_bps }) => rating_bps >= leastRatingBps).slice(0, mostReviews);
  const { summary, verification } = proof;
  const link = url(verification?.url);
  return html`${summary ? html`<p class="summary" part="summary">${summary}</p>` : nothing}
    ${reviews.map(({ text, author, image }) => {
      const src = url(image);
      return html`<figure class="review" part="review">${thumbnail(src, 44, 'review-image')}
        <div><blockquote>${text}</blockquote>${author ? html`<figcaption>${author}</figcaption>` : nothing}</div></figure>`;
    })}
    ${
      verification && (reviews.length || proof.rating)
        ? html`<small class="verified" part="verification">${
            link
              ? html`<a part="link" href=${link} target="_blank" rel="noopener">${verification.text}</a>`
              : verification.text
          }</small>`
        : nothing
    }`;
}
