// SPDX-License-Identifier: MIT
//
// What became of an offer: added, undone, ended, sold out, waiting for the bank, unknown. One
// face for all of them: a sign, what happened, what it means for the shopper's money, and the
// one thing that can be done next. The words are the state's own (messages); a claim about
// money is made only where the server has made it.

import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { SlotState } from '../../engine/wire.js';
import { sentences, type Card } from './model.js';
import { variantTitle } from './choices.js';
import { deadline } from './deadline.js';
import { icon, type Icon } from './icons.js';

const stateIcons: Partial<Record<SlotState, Icon>> = {
  accepted: 'check',
  undoing: 'wait',
  undone: 'back',
  declined: 'check',
  expired: 'clock',
  action_required: 'lock',
  pending: 'wait',
  submitting: 'wait',
  retrying: 'wait',
  quoting: 'wait',
  order_released: 'truck',
};

export function outcome(card: Card): TemplateResult {
  const { view, words, candidate, variant, act } = card;
  const { state, charged, quote } = view;
  const [title, more] = sentences(card);
  const took = state === 'accepted';
  const total = charged ?? quote?.total ?? 0;
  const sentence = took && !total ? '' : more ? words.say(more, { total: words.money(total) }) : '';
  const name = candidate.product.title + (candidate.product.variants.length > 1 ? ` · ${variantTitle(variant)}` : '');
  const src = card.url(variant.image) ?? card.url(candidate.product.image);
  const button = (what: 'undo' | 'confirm' | 'dismiss', label: string): TemplateResult =>
    html`<button type="button" part="button ${what}" class=${what === 'confirm' ? 'accept' : 'decline'} @click=${() => act(what)}><span>${label}</span></button>`;
  return html`<div class="sign" part="sign">${icon(stateIcons[state] ?? 'note')}</div>
    <div class="outcome-text" part="outcome-text">
      <div class="headline" part="headline" role="heading" aria-level=${card.level} tabindex="-1">${title}</div>
      ${
        state === 'declined'
          ? nothing
          : html`<p class="product" part="product">${
              took && src
                ? html`<img part="thumbnail" src=${src} alt="" width="44" height="44" referrerpolicy="no-referrer">`
                : nothing
            }<span>${name}</span></p>`
      }
      ${sentence ? html`<p class="body" part="body">${sentence}</p>` : nothing}
      ${
        took && quote
          ? html`<dl class="sum" part="breakdown"><div class="total" part="row row-order-total"><dt>${words.say('order_total')}</dt><dd>${words.money(
              quote.order_total,
            )}</dd></div></dl>`
          : nothing
      }
      ${took && view.problem ? html`<p class="body" part="notice">${words.say('undo_failed')}</p>` : nothing}
      ${deadline(card)}
      <div class="actions" part="actions">
        ${view.can_undo ? button('undo', words.say('undo')) : nothing}
        ${state === 'action_required' && view.action_url ? button('confirm', words.say('confirm')) : nothing}
        ${view.can_dismiss && state !== 'declined' ? button('dismiss', words.say('dismiss')) : nothing}
      </div>
    </div>`;
}
