// SPDX-License-Identifier: MIT
//
// One card: a slot of the session's view with the sheet's words and pictures. Two families of
// faces: the offer (also while it is being submitted, re-priced or tried again), and the
// outcome (outcome.ts). A card is a function of its data; the element owns all state.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Law } from '../engine/law.js';
import type { Quote, SlotState, SlotView } from '../engine/wire.js';
import type { Catalogue } from '../messages/catalogue.js';
import { consentBox, stepper, variantPicker } from './choices.js';
import { deadline } from './deadline.js';
import { icon } from './icons.js';
import { outcome } from './outcome.js';
import { breakdown, priceLine, terms } from './price.js';
import { proof, ratingLine } from './proof.js';
import type { Candidate, Layout, PageSheet, Variant } from './sheet.js';
import type { Words } from './words.js';

/** What a shopper can do on a card. `choose` carries a variant or a quantity, `consent` a tick. */
export type Act = 'accept' | 'decline' | 'choose' | 'consent' | 'undo' | 'extend' | 'dismiss' | 'confirm';

export interface ActDetail {
  variant?: string;
  quantity?: number;
  ticked?: boolean;
}

export interface Card {
  readonly view: SlotView;
  readonly sheet: PageSheet;
  readonly candidate: Candidate;
  readonly variant: Variant;
  readonly words: Words;
  readonly law: Law;
  readonly layout: Layout;
  readonly level: number;
  /** Server time, and whether a clock can be trusted; while it cannot, no deadline may be seen. */
  readonly now: number;
  readonly certain: boolean;
  readonly consent: boolean;
  readonly consentMissing: boolean;
  /** A sentence of the candidate's copy with its values; '' where the shop wrote none. */
  readonly copy: (key: 'headline' | 'body' | 'accept' | 'decline' | 'badge') => string;
  /** The checked form of an address. */
  readonly url: (address: string | null | undefined) => string | undefined;
  readonly act: (what: Act, detail?: ActDetail) => void;
}

const BUSY: ReadonlySet<SlotState> = new Set(['quoting', 'submitting', 'retrying']);

/** Whether a state still shows the offer with its price and buttons. */
export const isOffer = ({ state, can_accept, quote }: SlotView): boolean =>
  quote !== null &&
  (state === 'offering' || state === 'price_changed' || BUSY.has(state) || (state === 'failed' && can_accept));

/** The heading and the sentence of a state, by its problem where that says more. */
export function sentences({
  view: { state, problem },
  words,
}: Pick<Card, 'view' | 'words'>): [title: string, more: keyof Catalogue | undefined] {
  const unknown = /^(already_accepted|in_progress|network|timeout|truncated)$/.test(problem ?? '');
  if (state === 'failed') {
    const key = problem && words.has(problem) ? problem : 'failed';
    return [
      problem === 'consent_required' ? words.say('consent_missing') : words.say(key),
      unknown ? undefined : 'not_charged',
    ];
  }
  const more = `${state}_more`;
  return [
    state === 'offering' ? '' : words.say(state),
    words.has(more) ? more : /^o/.test(state) ? 'not_charged' : undefined,
  ];
}

/** The label of the accept button and the price it carries: under EU law the lawful wording, and nothing beside it. */
export function acceptLabel(
  { candidate, law, words, copy, view }: Card,
  { total }: Quote,
): [label: string, price?: string] {
  const mode = candidate.accept?.mode;
  if (mode === 'add_to_cart') return [copy('accept') || words.say('accept_cart')];
  if (law === 'eu' && total && mode !== 'link') return [words.say('pay')];
  const kind = `accept_${total ? candidate.kind : 'free'}`;
  const own = mode === 'link' ? 'accept_link' : view.state === 'failed' ? 'again' : words.has(kind) ? kind : 'accept';
  const label = (view.state !== 'failed' && copy('accept')) || words.say(own);
  return total ? [label, words.money(total)] : [label];
}

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
  if (!title || BUSY.has(card.view.state)) return nothing;
  return html`<div class="notice" part="notice">${icon('note')}<p><b>${title}</b> ${more ? card.words.say(more) : nothing}</p></div>`;
}

function offer(card: Card, quote: Quote): TemplateResult {
  const { candidate, view, words, copy, act } = card;
  const busy = BUSY.has(view.state);
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
    data-state=${view.state} aria-busy=${BUSY.has(view.state) || view.state === 'undoing'}>${quote ? offer(card, quote) : outcome(card)}</article>`;
}
