// SPDX-License-Identifier: MIT
//
// The face of a card: the offer (also while it is being submitted, re-priced or tried again),
// or its outcome (outcome.ts).

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Quote } from '../../engine/wire.js';
import { consentBox, stepper, variantPicker } from './choices.js';
import { deadline } from './deadline.js';
import { icon } from './icons.js';
import { acceptLabel, isBusy, isOffer, sentences, type Card } from './model.js';
import { outcome } from './outcome.js';
import { breakdown, priceLine, terms } from './price.js';
import { proof, ratingLine } from './proof.js';

function picture({ candidate: { product }, variant, url }: Card): TemplateResult | typeof nothing {
  const src = url(variant.image) ?? url(product.image);
  const href = url(product.url);
  if (!src) return nothing;
  const image = html`<img part="image" src=${src} alt=${product.image_alt ?? product.title} width="480" height="360" loading="lazy" decoding="async" referrerpolicy="no-referrer">`;
  return html`<div class="media" part="media">${href ? html`<a href=${href} target="_blank" rel="noopener">${image}</a>` : image}</div>`;
}

function facts({ candidate, sheet, words, url }: Card, quote: Quote): TemplateResult | typeof nothing {
  const { delivery, returns } = candidate;
  const loyalty = sheet.customer?.loyalty;
  const back = url(returns?.url);
  const arrives = words.date(delivery?.earliest, delivery?.latest, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  const lines = [
    delivery?.ships_with_order ? words.say('ships_with_order') : '',
    arrives && words.say('arrives', { date: arrives }),
    quote.free_shipping_missing
      ? words.say('free_shipping_missing', { amount: words.money(quote.free_shipping_missing) })
      : '',
    quote.points ? words.say('points', { n: quote.points }) : '',
    quote.points && loyalty?.next_tier && loyalty.money_to_next_tier
      ? words.say('next_tier', { amount: words.money(loyalty.money_to_next_tier), tier: loyalty.next_tier })
      : '',
  ].filter(Boolean);
  if (!lines.length && !returns) return nothing;
  return html`<ul class="facts" part="facts">${lines.map(text => html`<li part="fact"><span>${text}</span></li>`)}${
    returns
      ? html`<li part="fact"><span>${back ? html`<a part="link" href=${back} target="_blank" rel="noopener">${returns.text}</a>` : returns.text}</span></li>`
      : nothing
  }</ul>`;
}

function trust({ candidate, sheet, words }: Card, { total }: Quote): TemplateResult | typeof nothing {
  const { kind, label } = sheet.order.payment ?? {};
  if (!total || (candidate.accept?.mode ?? 'one_click') !== 'one_click') return nothing;
  const text = label ? words.say('charged_to', { label }) : kind === 'card' ? words.say('charged_to_card') : '';
  return text ? html`<p class="trust" part="trust">${icon('lock')}<span>${text}</span></p>` : nothing;
}

function notice(card: Card): TemplateResult | typeof nothing {
  const [title, more] = sentences(card);
  if (!title || isBusy(card.view)) return nothing;
  return html`<div class="notice" part="notice">${icon('note')}<p><b>${title}</b> ${more ? card.words.say(more) : nothing}</p></div>`;
}

function offer(card: Card, quote: Quote): TemplateResult {
  const { candidate, view, words, copy, act } = card;
  const busy = isBusy(view);
  const { title } = candidate.product;
  const headline = copy('headline') || title;
  const badge = copy('badge');
  const body = copy('body');
  const variant = candidate.product.variants.length > 1 ? undefined : card.variant.title;
  const detail = [headline === title ? '' : title, variant === title ? '' : variant].filter(Boolean).join(' · ');
  const bound = terms(card, quote);
  const [label, price] = acceptLabel(card, quote);
  return html`${picture(card)}
    <div class="text" part="text">
      ${badge ? html`<p class="badge" part="badge">${badge}</p>` : nothing}
      <div class="headline" part="headline" role="heading" aria-level=${card.level} tabindex="-1">${headline}</div>
      ${detail ? html`<p class="product" part="product">${detail}</p>` : nothing}
      ${ratingLine(card)}
      ${body ? html`<p class="body" part="body">${body}</p>` : nothing}
      ${priceLine(card, quote)}
      ${deadline(card)}
      ${proof(card)}
      ${variantPicker(card)}${stepper(card)}
      ${facts(card, quote)}
    </div>
    <div class="foot" part="foot">
      ${notice(card)}
      ${breakdown(card, quote)}
      ${bound.length ? html`<div class="terms" part="terms">${bound.map(text => html`<p>${text}</p>`)}</div>` : nothing}
      ${consentBox(card)}
      <div class="actions" part="actions">
        <button type="button" class="accept" part="button accept" aria-disabled=${!view.can_accept} @click=${() => act('accept')}><span>${
          busy
            ? html`${icon('wait')}${words.say(view.state as 'quoting')}`
            : html`${label}${price ? html` <b>${price}</b>` : nothing}`
        }</span></button>
        <button type="button" class="decline" part="button decline" aria-disabled=${!view.can_decline} @click=${() => act('decline')}><span>${
          copy('decline') || words.say('decline')
        }</span></button>
      </div>
      ${trust(card, quote)}
    </div>`;
}

export function cardFace(card: Card): TemplateResult {
  const { view, layout } = card;
  const quote = isOffer(view) ? view.quote : null;
  const look = `${layout} ${quote ? `offer ${layout === 'card' ? 'wide' : ''}` : 'outcome'}`;
  return html`<article class="box ${look}" part="card ${quote ? 'offer' : 'outcome'} ${layout}" data-slot=${view.slot}
    data-state=${view.state} aria-busy=${isBusy(view) || view.state === 'undoing'}>${quote ? offer(card, quote) : outcome(card)}</article>`;
}
