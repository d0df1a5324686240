// SPDX-License-Identifier: MIT
//
// What some offers ask or show besides, and most do not: the choice of a variant (up to four as swatches, more as the
// browser's own select), of a quantity, the consent, which is never ticked for the shopper, what others say: a summary
// and up to two chosen reviews, the links of the law, and that a price is personal. Loaded, with its rules, before
// anything is painted, where a candidate of the sheet has any of it. A review below four fifths is never among the
// chosen, so that a shop cannot pass off a complaint as praise by mistake.
//
// The element's own functions are handed in: importing them would put a second copy of the template engine here.

import type { html, nothing, TemplateResult } from 'lit/html.js';
import type { Candidate, PageSheet, Variant } from '../sheet.js';
import rules from './extras.css';
import type { icon } from './icons.js';
import type { Card, mayShowProof, variantTitle } from './model.js';
import type { thumbnail } from './picture.js';
import { newYork, statutory } from './statutory.js';

const mostSwatches = 4;
const leastRatingBps = 8000;
const mostReviews = 2;

type Part = (card: Card) => unknown;

/** Where what was bought is withdrawn from or cancelled. */
export interface ReceiptLinks {
  withdrawal_url?: string;
  cancel_url?: string;
}

export interface Extras {
  variantPicker: Part;
  stepper: Part;
  consentBox: Part;
  proof: Part;
  /** Where to withdraw, to cancel, and to read of the legal guarantee: beside an offer, and on a purchase. */
  links: Part;
  /** What the law has to be said of a price set with personal data; '' of any other. */
  personal: (card: Card) => string;
  /** The links of a purchase's receipt. */
  receipt: (sheet: PageSheet, candidate: Candidate) => ReceiptLinks;
  styles: CSSStyleSheet;
}

export interface Painting {
  html: typeof html;
  nothing: typeof nothing;
  icon: typeof icon;
  thumbnail: typeof thumbnail;
  mayShowProof: typeof mayShowProof;
  variantTitle: typeof variantTitle;
}

function variantPicker(
  { html, nothing, thumbnail, variantTitle }: Painting,
  { candidate, variant, view, words, url, act }: Card,
): unknown {
  const { variants } = candidate.product;
  if (variants.length < 2) return nothing;
  const pick = ({ target }: Event): void => {
    const input = target as HTMLInputElement;
    const { value: picked } = input;
    // What stood stands until the session has taken the choice: one that is refused is not shown as chosen.
    for (const one of input.closest('.swatches')?.querySelectorAll('input') ?? [])
      one.checked = one.value === view.variant_id;
    act('choose', { variant: picked });
  };
  const out = (v: Variant): boolean => (v.stock ?? 1) < 1;
  const name = (v: Variant): string => (out(v) ? words.say('sold_out', { title: variantTitle(v) }) : variantTitle(v));
  const label = [...new Set(variants.flatMap(v => Object.keys(v.options ?? {})))].join(' / ') || words.say('option');
  const idle = view.can_change;
  if (variants.length > mostSwatches) {
    return html`<label class="variants" part="variants"><span part="label">${label}</span>
      <select part="select" ?disabled=${!idle} @change=${pick}>${variants.map(
        v => html`<option value=${v.id} ?disabled=${out(v)} .selected=${v.id === view.variant_id}>${name(v)}</option>`,
      )}</select></label>`;
  }
  return html`<fieldset part="variants" ?disabled=${!idle}><legend part="label">${label}: <b>${variantTitle(variant)}</b></legend>
    <div class="swatches">${variants.map(
      v => html`<label class="swatch ${out(v) ? 'out' : ''}" part="swatch"><input type="radio" name="variant-${view.slot}" value=${v.id}
        ?disabled=${out(v)} .checked=${v.id === view.variant_id} @change=${pick}>${thumbnail(url(v.image), 28, 'swatch-image')}<span>${name(v)}</span></label>`,
    )}</div></fieldset>`;
}

/** The quantity. "More" stops at the stock, stays focusable and says why. */
function stepper({ html, nothing }: Painting, { candidate, variant, view, words, act }: Card): unknown {
  const min = candidate.quantity?.min ?? 1;
  const most = candidate.quantity?.max ?? 1;
  if (most <= min) return nothing;
  const max = Math.min(most, variant.stock ?? most);
  const isLimited = max < most && view.quantity >= max;
  const step = (by: number, sign: string, key: 'less' | 'more'): TemplateResult => {
    const quantity = view.quantity + by;
    const isDead = !view.can_change || quantity < min || quantity > max;
    return html`<button type="button" part="step" aria-label=${words.say(key)} aria-disabled=${isDead}
      @click=${() => isDead || act('choose', { quantity })}>${sign}</button>`;
  };
  return html`<div class="field" part="quantity" role="group" aria-label=${words.say('quantity')}>
    <span class="stepper" part="stepper">${step(-1, '−', 'less')}<output part="count">${words.number(view.quantity)}</output>${step(1, '+', 'more')}</span>
    <span class="note" part="stock-note">${isLimited ? words.say('stock_limit') : nothing}</span></div>`;
}

/** The consent: the whole row is the target, never ticked for the shopper; what is missing stands in it. */
function consentBox(
  { html, nothing, icon }: Painting,
  { candidate, view, words, url, consent, consentMissing, act }: Card,
): unknown {
  if (!candidate.consent) return nothing;
  const { text, url: address } = candidate.consent;
  const link = url(address);
  const hint = `consent-${view.slot}`;
  return html`<div class="consent ${consentMissing ? 'negative' : ''}" part="consent"><label>
      <input type="checkbox" part="consent-box" .checked=${consent} ?required=${view.consent_required}
        aria-invalid=${consentMissing} aria-describedby=${hint}
        @change=${(event: Event) => act('consent', { ticked: (event.target as HTMLInputElement).checked })}>
      <span>${text}</span></label>
    ${link ? html`<a part="link" href=${link} target="_blank" rel="noopener noreferrer">${words.say('terms_link')}</a>` : nothing}
    <span id=${hint} class="hint" part="hint">${consentMissing ? html`${icon('note')}${words.say('consent_missing')}` : nothing}</span></div>`;
}

function proof({ html, nothing, thumbnail, mayShowProof }: Painting, card: Card): unknown {
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

/** A gift is no contract; digital content may be supplied at once, by consent: neither has a right of withdrawal. */
function receipt({ order }: PageSheet, { kind, withdrawal }: Candidate): ReceiptLinks {
  const waived =
    withdrawal === 'waived' || /^(?:gift|sample)$/.test(kind) || (kind === 'digital' && withdrawal !== 'kept');
  return {
    ...(order.withdrawal_url && !waived && { withdrawal_url: order.withdrawal_url }),
    ...(order.cancel_url && kind === 'subscription' && { cancel_url: order.cancel_url }),
  };
}

function links({ html, nothing }: Painting, { sheet, candidate, view, words, url }: Card): unknown {
  const { withdraw, guarantee, cancel } = statutory(words.locale);
  const { withdrawal_url, cancel_url } = receipt(sheet, candidate);
  const isGoods = !/^(?:digital|protection|gift|sample)$/.test(candidate.kind);
  const all: [string, string | null | undefined][] = [
    [withdraw, withdrawal_url],
    [cancel, cancel_url],
    [guarantee, isGoods && view.state !== 'accepted' ? sheet.order.guarantee_url : undefined],
  ];
  const shown = all.flatMap(([label, address]) => {
    const href = url(address);
    return href ? [html`<a part="link" href=${href} target="_blank" rel="noopener">${label}</a>`] : [];
  });
  return shown.length
    ? html`<p class="note" part="law-links">${shown.map((one, at) => html`${at ? ' · ' : ''}${one}`)}</p>`
    : nothing;
}

function personal({ sheet: { order, policy }, candidate, law, words }: Card): string {
  if (!policy?.personalised_price && !candidate.personal_price) return '';
  const region = order.billing_region ?? order.shipping_region;
  return law.id === 'us' && region === 'NY' ? newYork : words.say('personalised');
}

export function createExtras(painting: Painting): Extras {
  const styles = new CSSStyleSheet();
  styles.replaceSync(rules);
  return {
    variantPicker: card => variantPicker(painting, card),
    stepper: card => stepper(painting, card),
    consentBox: card => consentBox(painting, card),
    proof: card => proof(painting, card),
    links: card => links(painting, card),
    personal,
    receipt,
    styles,
  };
}
