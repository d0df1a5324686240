// SPDX-License-Identifier: MIT
//
// The face of a card: the offer (also while it is being submitted, re-priced or tried again),
// or its outcome (outcome.ts, once it is loaded). An offer is seven rows, which two cards side by side share:
// picture, words, money, choices, sum, the pair of answers, and the line below them. Notices
// stand in that last line, so that price, sum and buttons never move under a finger.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Quote } from '../../engine/wire.js';
import { deadline } from './deadline.js';
import { icon } from './icons.js';
import { acceptLabel, isBusy, isOffer, modeOf, sentences, type Card } from './model.js';
import { outcomes } from './outcomes.js';
import { picture } from './picture.js';
import { priceLine, sum } from './price.js';

function facts(card: Card, quote: Quote): TemplateResult | typeof nothing {
  const { candidate, words, extras } = card;
  const lines = [
    candidate.delivery?.ships_with_order ? words.say('ships_with_order') : '',
    quote.free_shipping_missing
      ? words.say('free_shipping_missing', { amount: words.money(quote.free_shipping_missing) })
      : '',
    ...(extras?.points(card, quote) ?? []),
  ].filter(Boolean);
  if (!lines.length) return nothing;
  return html`<ul class="facts" part="facts">${lines.map(
    text => html`<li part="fact">${icon('check')}<span>${text}</span></li>`,
  )}</ul>`;
}

/** What the card on file is, where it is charged. */
function trust(card: Card, { total }: Quote): string {
  const { sheet, words } = card;
  const { kind, label } = sheet.order.payment ?? {};
  if (!total || modeOf(card) !== 'one_click') return '';
  return label ? words.say('charged_to', { label }) : kind === 'card' ? words.say('charged_to_card') : '';
}

/** The line below the buttons: why to look again before answering, else which card is charged. */
function below(card: Card, quote: Quote): TemplateResult {
  const { view, words } = card;
  const [title, more] = sentences(card);
  if (view.state === 'retrying' || (title && !isBusy(view))) {
    const failed = view.state === 'failed' ? 'negative' : '';
    return html`<div class="below notice ${failed}" part="notice">${icon('note')}<p><b>${title}</b> ${more ? words.say(more) : nothing}</p></div>`;
  }
  const wrong = card.unreadable ? 'unreadable' : card.offline ? 'offline' : undefined;
  if (wrong)
    return html`<div class="below notice negative" part="notice">${icon('note')}<p><b>${words.say(wrong)}</b></p></div>`;
  const text = trust(card, quote);
  return html`<div class="below">${text ? html`<p class="trust" part="trust">${icon('lock')}<span>${text}</span></p>` : nothing}</div>`;
}

/** Above the name: what kind of thing this is where that binds, the shop's badge, and why it is offered. */
function reason({ candidate: { kind, product }, words, copy }: Card): TemplateResult | typeof nothing {
  const key = `kind_${kind}`;
  const badge = copy('badge') || (words.has(key) ? words.say(key) : '');
  const headline = copy('headline');
  const why = headline === product.title ? '' : headline;
  if (!badge && !why) return nothing;
  return html`<p class="reason" part="reason">${badge ? html`<span class="badge" part="badge">${badge}</span> ` : nothing}${why}</p>`;
}

function answers(card: Card, quote: Quote): TemplateResult {
  const { view, words, copy, act } = card;
  const busy = isBusy(view);
  const [label] = acceptLabel(card, quote);
  return html`<div class="actions" part="actions">
    <button type="button" class="accept" part="button accept" aria-disabled=${!view.can_accept || card.unreadable || card.dead} aria-busy=${busy} @click=${() => act('accept')}><span class="rest">${label}</span>${
      busy
        ? html`<span class="busy">${icon('wait')}<span class=${view.state === 'quoting' ? 'sr' : ''}>${words.say(view.state === 'quoting' ? 'quoting' : 'adding')}</span></span>`
        : nothing
    }</button>
    <button type="button" class="decline" part="button decline" aria-disabled=${!view.can_decline || card.dead} @click=${() => act('decline')}><span>${
      copy('decline') || words.say('decline')
    }</span></button>
  </div>`;
}

function offer(card: Card, quote: Quote): TemplateResult {
  const { candidate, copy } = card;
  const { title, variants } = candidate.product;
  const body = copy('body');
  const variant = variants.length > 1 ? undefined : card.variant.title;
  const { extras } = card;
  return html`${picture(card)}
    <div class="text" part="text">
      ${reason(card)}
      <div class="headline" part="headline" role="heading" aria-level=${card.level} tabindex="-1">${title}${
        variant && variant !== title ? html` <span class="variant" part="product">${variant}</span>` : nothing
      }</div>
      ${body ? html`<p class="body" part="body">${body}</p>` : nothing}
      ${card.extras?.rating(card)}
    </div>
    ${priceLine(card, quote)}
    <div class="more">${deadline(card)}${
      extras && [extras.variantPicker(card), extras.stepper(card), extras.proof(card)]
    }${facts(card, quote)}${extras && [extras.consentBox(card), extras.links(card)]}</div>
    ${sum(card, quote)}
    ${answers(card, quote)}
    ${below(card, quote)}`;
}

/** `place` is the card's among the offers: the second is quieter on a phone. */
export function cardFace(card: Card, place = 0): TemplateResult {
  const { view, layout } = card;
  const quote = isOffer(view) ? view.quote : null;
  const look = `${layout} ${quote ? `offer ${place ? 'second' : ''}` : 'outcome'}`;
  return html`<article class="box ${look}" part="card ${quote ? 'offer' : 'outcome'} ${layout}" data-slot=${view.slot}
    data-state=${view.state} aria-busy=${isBusy(view) || view.state === 'undoing'}>${quote ? offer(card, quote) : (outcomes.now?.outcome(card) ?? sentences(card)[0])}</article>`;
}
