// SPDX-License-Identifier: MIT
//
// What some offers ask or show besides, and most do not: the choice of a variant (up to four as swatches, more as the
// browser's own select), of a quantity, the consent, which is never ticked for the shopper, what others say: a summary
// and up to two chosen reviews, the links of the law, what stands beside a price, and that it is personal. Loaded, with
// its rules, before anything is painted, where a candidate of the sheet has any of it. A review below four fifths is
// never among the chosen, so that a shop cannot pass off a complaint as praise by mistake.
//
// The element's own functions are handed in: importing them would put a second copy of the template engine here.

import type { html, nothing, TemplateResult } from 'lit/html.js';
import { saysHowVerified } from '../../engine/sentence.js';
import { givenAwayKinds, intangibleKinds, priceSentenceIn, protectionDays } from '../../engine/vocabulary.js';
import type { Quote, QuoteSubscription } from '../../engine/wire.js';
import type { Candidate, PageSheet, Variant } from '../sheet.js';
import type { Words } from '../words.js';
import { besideRows, besideText, type Beside } from './beside.js';
import rules from './extras.css';
import type { icon } from './icons.js';
import type { Card, variantTitle } from './model.js';
import type { thumbnail } from './picture.js';
import type { protectionTerms as protectionTermsOf } from './protection.js';
import { newYork, statutory } from './statutory.js';

const mostSwatches = 4;
const leastRatingBps = 8000;
const mostReviews = 2;

type Part = (card: Card) => unknown;
type ProtectionTerms = typeof protectionTermsOf;

/** Where what was bought is withdrawn from or cancelled. */
export interface ReceiptLinks {
  withdrawal_url?: string;
  cancel_url?: string;
}

export interface Extras {
  variantPicker: Part;
  stepper: Part;
  consentBox: Part;
  /** Whether reviews may be shown: under EU law only beside a statement of how they were verified, or a link to it. */
  mayShowProof: (card: Card) => boolean;
  rating: Part;
  points: (card: Card, quote: Quote) => string[];
  terms: (card: Card, quote: Quote) => string[];
  /** What a subscription costs from when on. */
  renewal: (card: Card, plan: QuoteSubscription) => string;
  proof: Part;
  /** Where to withdraw, to cancel, and to read of the legal guarantee: beside an offer, and on a purchase. */
  links: Part;
  /** What is added to the price, and the same beside it: deposit, fees, rounding. */
  besideRows: (words: Words, quote: Quote) => readonly Beside[];
  besideText: (words: Words, quote: Quote) => string;
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
  variantTitle: typeof variantTitle;
}

const isOut = (v: Variant): boolean => (v.stock ?? 1) < 1;

/** The axes that tell all variants apart (colour, size); none where the variants do not name them all. */
function axesOf(variants: readonly Variant[]): string[] {
  const axes = [...new Set(variants.flatMap(v => Object.keys(v.options ?? {})))];
  const names = new Set(variants.map(v => JSON.stringify(axes.map(axis => v.options?.[axis]))));
  return names.size === variants.length && variants.every(v => axes.every(axis => v.options?.[axis])) ? axes : [];
}

/** One choice: its name, what stands for it, what to do when another is picked. */
interface Choice {
  readonly label: string;
  readonly name: string;
  readonly chosen: string;
  readonly values: readonly { value: string; text: string; out: boolean; image: string | undefined }[];
  readonly idle: boolean;
  readonly pick: (value: string) => void;
}

function choiceField({ html, thumbnail }: Painting, { words }: Card, choice: Choice): unknown {
  const { label, name, chosen, values, idle, pick } = choice;
  const say = (text: string, out: boolean): string => (out ? words.say('sold_out', { title: text }) : text);
  if (values.length > mostSwatches)
    return html`<label class="variants" part="variants"><span part="label">${label}</span>
      <select part="select" ?disabled=${idle} @change=${({ target }: Event) => pick((target as HTMLSelectElement).value)}>${values.map(
        ({ value, text, out }) =>
          html`<option value=${value} ?disabled=${out} .selected=${value === chosen}>${say(text, out)}</option>`,
      )}</select></label>`;
  const choose = ({ target }: Event): void => {
    const input = target as HTMLInputElement;
    const { value } = input;
    // What stood stands until the session has taken the choice: one that is refused is not shown as chosen.
    for (const one of input.closest('.swatches')?.querySelectorAll('input') ?? []) one.checked = one.value === chosen;
    pick(value);
  };
  const current = values.find(({ value }) => value === chosen)?.text ?? '';
  return html`<fieldset part="variants" ?disabled=${idle}><legend part="label">${label}: <b>${current}</b></legend>
    <div class="swatches">${values.map(
      ({
        value,
        text,
        out,
        image,
      }) => html`<label class="swatch ${out ? 'out' : ''}" part="swatch"><input type="radio" name=${name} value=${value}
        ?disabled=${out} .checked=${value === chosen} @change=${choose}>${thumbnail(image, 28, 'swatch-image')}<span>${say(text, out)}</span></label>`,
    )}</div></fieldset>`;
}

/**
 * The choice axis by axis: a value is sold out where nothing with it is left beside what was chosen before it; a value
 * picked keeps what was chosen after it where that can be had.
 */
function axisFields(painting: Painting, card: Card, axes: readonly string[]): unknown {
  const { candidate, variant, view, url, act } = card;
  const { variants } = candidate.product;
  const of = (v: Variant, axis: string): string => v.options?.[axis] ?? '';
  return axes.map((axis, at) => {
    const earlier = axes.slice(0, at);
    const open = variants.filter(v => earlier.every(before => of(v, before) === of(variant, before)));
    const values = [...new Set(variants.map(v => of(v, axis)))].map(value => {
      const these = open.filter(v => of(v, axis) === value);
      // A picture that all variants of a value share, and no other value has, stands for it.
      const images = new Set(variants.filter(v => of(v, axis) === value).map(v => v.image));
      const [image] = images;
      const own = images.size === 1 && !variants.some(v => v.image === image && of(v, axis) !== value);
      return { value, text: value, out: these.every(isOut), image: own ? url(image) : undefined };
    });
    const pick = (value: string): void => {
      const alike = (v: Variant): number => axes.filter(other => of(v, other) === of(variant, other)).length;
      const [best] = open
        .filter(v => of(v, axis) === value && !isOut(v))
        .sort((one, other) => alike(other) - alike(one));
      if (best) act('choose', { variant: best.id });
    };
    const name = `variant-${view.slot}-${at}`;
    return choiceField(painting, card, {
      label: axis,
      name,
      chosen: of(variant, axis),
      values,
      idle: !view.can_change,
      pick,
    });
  });
}

function variantPicker(painting: Painting, card: Card): unknown {
  const { nothing, variantTitle } = painting;
  const { candidate, view, words, url, act } = card;
  const { variants } = candidate.product;
  if (variants.length < 2) return nothing;
  const axes = axesOf(variants);
  if (axes.length) return axisFields(painting, card, axes);
  const values = variants.map(v => ({ value: v.id, text: variantTitle(v), out: isOut(v), image: url(v.image) }));
  return choiceField(painting, card, {
    label: words.say('option'),
    name: `variant-${view.slot}`,
    chosen: view.variant_id,
    values,
    idle: !view.can_change,
    pick: value => act('choose', { variant: value }),
  });
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

const renewal = ({ words }: Card, { recurring_charge, interval, first_renewal_at }: QuoteSubscription): string =>
  words.say('renews', {
    price: words.money(recurring_charge),
    interval: words.say(interval.unit, { n: interval.count }),
    date: words.date(first_renewal_at, undefined, { dateStyle: 'medium' }),
  });

/** What the shopper is bound to beyond today's charge. Stands directly above the buttons. */
function terms(protectionTerms: ProtectionTerms | undefined, card: Card, quote: Quote): string[] {
  const { words, candidate, extras, law } = card;
  const { money } = words;
  const plan = quote.subscription;
  const lines: string[] = [];
  if (plan) {
    lines.push(
      plan.trial_days ? words.say('trial', { left: words.unit(plan.trial_days, 'day') }) : '',
      renewal(card, plan),
      plan.first_charge === plan.recurring_charge || plan.yearly_cost === plan.later_year_cost
        ? words.say('yearly', { amount: money(plan.yearly_cost) })
        : words.say('first_year', { amount: money(plan.yearly_cost), later: money(plan.later_year_cost) }),
      plan.least_total === undefined
        ? ''
        : `${words.say('min_cycles', { n: plan.min_cycles })} (${money(plan.least_total)})`,
    );
  }
  const months = quote.term_months ?? candidate.covers?.term_months;
  if (months) lines.push(words.say('term', { left: words.unit(months, 'month') }));
  const days = candidate.kind === 'protection' ? protectionDays[law.id] : undefined;
  if (days && protectionTerms) lines.push(...protectionTerms(words.locale, days, months));
  lines.push(extras?.personal(card) ?? '');
  return lines.filter(Boolean);
}

/** What it earns, and how near that brings the next tier. */
function points({ sheet, words }: Card, { points: earned }: Quote): string[] {
  const { next_tier, money_to_next_tier } = sheet.customer?.loyalty ?? {};
  if (!earned) return [];
  const tier = next_tier && money_to_next_tier;
  return [
    words.say('points', { n: earned }),
    tier ? words.say('next_tier', { amount: words.money(money_to_next_tier), tier: next_tier }) : '',
  ];
}

const mayShowProof = ({ candidate: { proof }, law, url }: Card): boolean =>
  !!proof && (!law.verified_reviews || saysHowVerified(proof.verification?.text, !!url(proof.verification?.url)));

/** A value, and of how many reviews. */
function rating({ html, nothing }: Painting, card: Card): unknown {
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

function proof({ html, nothing, thumbnail }: Painting, card: Card): unknown {
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
  const waived = withdrawal === 'waived' || givenAwayKinds.has(kind) || (kind === 'digital' && withdrawal !== 'kept');
  return {
    ...(order.withdrawal_url && !waived && { withdrawal_url: order.withdrawal_url }),
    ...(order.cancel_url && kind === 'subscription' && { cancel_url: order.cancel_url }),
  };
}

function links({ html, nothing }: Painting, { sheet, candidate, view, words, url }: Card): unknown {
  const { withdraw, guarantee, cancel } = statutory(words.locale);
  const { withdrawal_url, cancel_url } = receipt(sheet, candidate);
  const isGoods = !intangibleKinds.has(candidate.kind) && !givenAwayKinds.has(candidate.kind);
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
  return priceSentenceIn[law.id]?.includes(region ?? '') ? newYork : words.say('personalised');
}

export function createExtras(painting: Painting, protectionTerms?: ProtectionTerms): Extras {
  const styles = new CSSStyleSheet();
  styles.replaceSync(rules);
  return {
    variantPicker: card => variantPicker(painting, card),
    stepper: card => stepper(painting, card),
    consentBox: card => consentBox(painting, card),
    points,
    terms: (card, quote) => terms(protectionTerms, card, quote),
    renewal,
    mayShowProof,
    rating: card => rating(painting, card),
    proof: card => proof(painting, card),
    links: card => links(painting, card),
    besideRows,
    besideText,
    personal,
    receipt,
    styles,
  };
}
