// SPDX-License-Identifier: MIT
//
// What the shopper may choose before answering: a variant (up to four as swatches, more as
// the browser's own select), a quantity, and the consent, which is never ticked for them.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import { consentNeeded } from '../../engine/law.js';
import type { Card } from './model.js';
import type { Variant } from '../sheet.js';

const mostSwatches = 4;

export const variantTitle = ({ title, options, id }: Variant): string =>
  title ?? (Object.values(options ?? {}).join(' / ') || id);

export function variantPicker({ candidate, view, words, url, act }: Card): TemplateResult | typeof nothing {
  const { variants } = candidate.product;
  if (variants.length < 2) return nothing;
  const pick = (event: Event): void => act('choose', { variant: (event.target as HTMLInputElement).value });
  const out = (v: Variant): boolean => (v.stock ?? 1) < 1;
  const name = (v: Variant): string => (out(v) ? words.say('sold_out', { title: variantTitle(v) }) : variantTitle(v));
  const label = [...new Set(variants.flatMap(v => Object.keys(v.options ?? {})))].join(' / ') || words.say('option');
  const idle = view.can_change;
  if (variants.length > mostSwatches) {
    return html`<label class="field" part="variants"><span part="label">${label}</span>
      <select part="select" ?disabled=${!idle} @change=${pick}>${variants.map(
        v => html`<option value=${v.id} ?disabled=${out(v)} .selected=${v.id === view.variant_id}>${name(v)}</option>`,
      )}</select></label>`;
  }
  return html`<fieldset class="field" part="variants" ?disabled=${!idle}><legend part="label">${label}</legend>
    <div class="swatches">${variants.map(v => {
      const image = url(v.image);
      return html`<label class="swatch" part="swatch"><input type="radio" name="variant-${view.slot}" value=${v.id}
        ?disabled=${out(v)} .checked=${live(v.id === view.variant_id)} @change=${pick}>${
          image
            ? html`<img src=${image} alt="" width="28" height="28" loading="lazy" referrerpolicy="no-referrer">`
            : nothing
        }<span>${name(v)}</span></label>`;
    })}</div></fieldset>`;
}

export function stepper({ candidate, view, words, act }: Card): TemplateResult | typeof nothing {
  const min = candidate.quantity?.min ?? 1;
  const max = candidate.quantity?.max ?? 1;
  if (max <= min) return nothing;
  const step = (by: number, sign: string, key: 'less' | 'more'): TemplateResult => {
    const quantity = view.quantity + by;
    return html`<button type="button" part="step" aria-label=${words.say(key)}
      ?disabled=${!view.can_change || quantity < min || quantity > max} @click=${() => act('choose', { quantity })}>${sign}</button>`;
  };
  return html`<div class="field row" part="quantity" role="group" aria-label=${words.say('quantity')}>
    <span part="label" aria-hidden="true">${words.say('quantity')}</span>
    <span class="stepper" part="stepper">${step(-1, '−', 'less')}<output part="count">${words.number(view.quantity)}</output>${step(1, '+', 'more')}</span></div>`;
}

export function consentBox({
  candidate,
  view,
  words,
  law,
  url,
  consent,
  consentMissing,
  act,
}: Card): TemplateResult | typeof nothing {
  if (!candidate.consent) return nothing;
  const { text, url: address } = candidate.consent;
  const link = url(address);
  const hint = `consent-${view.slot}`;
  return html`<div class="consent" part="consent"><label>
      <input type="checkbox" part="consent-box" .checked=${consent} ?required=${consentNeeded(candidate, law)}
        aria-invalid=${consentMissing} aria-describedby=${hint}
        @change=${(event: Event) => act('consent', { ticked: (event.target as HTMLInputElement).checked })}>
      <span>${text}</span></label>
    ${link ? html`<a part="link" href=${link} target="_blank" rel="noopener noreferrer">${words.say('terms_link')}</a>` : nothing}
    <span id=${hint} class="hint" part="hint">${consentMissing ? words.say('consent_missing') : nothing}</span></div>`;
}
