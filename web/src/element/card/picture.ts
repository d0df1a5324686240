// SPDX-License-Identifier: MIT
//
// Pictures of a card. One that cannot be loaded leaves its ground and no broken icon: it is
// marked, and the style sheet hides it.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Card } from './model.js';

/** Takes a broken picture out of sight, and a new address of the same element back in. */
const markBroken = ({ type, currentTarget }: Event): void =>
  void (currentTarget as HTMLImageElement).classList.toggle('broken', type === 'error');

/** The address of what is offered: the variant's picture, else the product's. */
export const pictureOf = ({
  variant,
  candidate: { product },
  url,
}: Pick<Card, 'variant' | 'candidate' | 'url'>): string | undefined => url(variant.image) ?? url(product.image);

/** A picture without words of its own, beside some that say the same. */
export const thumbnail = (src: string | undefined, size: number, part: string): TemplateResult | typeof nothing =>
  src
    ? html`<img part=${part} src=${src} alt="" width=${size} height=${size} loading="lazy" referrerpolicy="no-referrer" @error=${markBroken} @load=${markBroken}>`
    : nothing;

export function picture(card: Card): TemplateResult | typeof nothing {
  const { product } = card.candidate;
  const src = pictureOf(card);
  const href = card.url(product.url);
  if (!src) return nothing;
  const image = html`<img part="image" src=${src} alt=${product.image_alt ?? product.title} width="480" height="480" loading="lazy" decoding="async" referrerpolicy="no-referrer" @error=${markBroken} @load=${markBroken}>`;
  return html`<div class="media" part="media">${href ? html`<a href=${href} target="_blank" rel="noopener">${image}</a>` : image}</div>`;
}
