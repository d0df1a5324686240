// SPDX-License-Identifier: MIT
//
// What became of an offer: added, undone, ended, sold out, waiting for the bank, unknown. A
// slim row: thumbnail, what happened, what it means for the shopper's money, and the one
// thing that can be done next. What needs no answer (declined, expired, undone) is one quiet
// line. A claim about money is made only where the server has made it.
//
// The element's own functions are handed in: importing them would put a second copy of the template engine here.

import type { html, nothing, TemplateResult } from 'lit/html.js';
import type { Happening } from '../../analytics/beacon.js';
import { quietStates, stateIcons } from '../../engine/vocabulary.js';
import type { OfferDetail } from '../events.js';
import type { Opened } from '../opening.js';
import type { icon } from './icons.js';
import type { Card, sentences, variantTitle } from './model.js';
import rules from './outcome.css';
import type { pictureOf, thumbnail } from './picture.js';

interface Painting {
  html: typeof html;
  nothing: typeof nothing;
  icon: typeof icon;
  sentences: typeof sentences;
  variantTitle: typeof variantTitle;
  pictureOf: typeof pictureOf;
  thumbnail: typeof thumbnail;
}

export interface Outcomes {
  outcome: (card: Card) => TemplateResult;
  receiptOf: (opened: Opened, happening: Happening) => Partial<OfferDetail>;
  styles: CSSStyleSheet;
}

function buttons({ html, nothing }: Painting, { view, words, certain, dead, act }: Card): TemplateResult {
  const { state, can_undo, can_dismiss, undo_until_ms, action_url } = view;
  const button = (what: 'undo' | 'confirm' | 'check' | 'dismiss', label: string | TemplateResult): TemplateResult =>
    html`<button type="button" part="button ${what}" class=${what === 'confirm' ? 'accept' : 'decline'} aria-disabled=${dead} @click=${() => act(what)}><span>${label}</span></button>`;
  const left =
    undo_until_ms === null || !certain
      ? nothing
      : html` <span role="timer" part="timer" data-until=${undo_until_ms} data-words=""></span>`;
  return html`<div class="actions" part="actions">
    ${can_undo ? button('undo', html`${words.say('undo')}${left}`) : nothing}
    ${state === 'action_required' && action_url ? button('confirm', words.say('confirm')) : nothing}
    ${state === 'unconfirmed' ? button('check', words.say('check')) : nothing}
    ${can_dismiss && !can_undo && state !== 'declined' ? button('dismiss', words.say('dismiss')) : nothing}
  </div>`;
}

function outcome(painting: Painting, card: Card): TemplateResult {
  const { html, nothing, icon, sentences, variantTitle, pictureOf, thumbnail } = painting;
  const { view, words, candidate, variant } = card;
  const { state, charged, quote } = view;
  const [title, more] = sentences(card);
  const added = state === 'accepted';
  // An accept that met another one is no undo that failed.
  const kept = added && view.problem && view.problem !== 'already_accepted';
  const total = charged ?? quote?.total ?? 0;
  const name = candidate.product.title + (candidate.product.variants.length > 1 ? ` · ${variantTitle(variant)}` : '');
  const quiet = quietStates.has(state);
  const plan = added && quote?.subscription;
  return html`${quiet ? nothing : thumbnail(pictureOf(card), 48, 'thumbnail')}
    <div class="outcome-text ${quiet ? 'quiet' : ''}" part="outcome-text">
      <div class="headline" part="headline" role="heading" aria-level=${card.level} tabindex="-1">${
        quiet ? nothing : html`<span part="sign">${icon(stateIcons[state] ?? 'note')}</span>`
      }${title}</div>
      ${
        state === 'declined'
          ? nothing
          : html`<p class="product" part="product">${name}${added && total ? html` <span class="amount" part="charge">${words.money(total)}</span>` : nothing}</p>`
      }
      ${plan ? html`<p class="note" part="body">${card.extras?.renewal(card, plan)}</p>` : nothing}
      ${more && !added ? html`<p class="note" part="body">${words.say(more, { total: words.money(total) })}</p>` : nothing}
      ${added ? card.extras?.links(card) : nothing}
      ${kept ? html`<p class="note" part="notice">${words.say('undo_failed')}</p>` : nothing}
    </div>
    ${buttons(painting, card)}`;
}

/** What a receipt needs of a line that was added or taken off. */
function receiptOf({ sheet, session, extras }: Opened, { event, candidate_id, slot }: Happening): Partial<OfferDetail> {
  const candidate = sheet.candidates.find(({ id }) => id === candidate_id);
  const view = session.view.slots.find(card => card.slot === slot);
  if ((event !== 'accepted' && event !== 'undone') || !candidate || view?.candidate_id !== candidate_id) return {};
  const { product, replaces } = candidate;
  const variant = product.variants.find(({ id }) => id === view.variant_id);
  const image = variant?.image ?? product.image;
  return {
    currency: sheet.currency,
    order_total: session.view.order_total,
    ...extras?.receipt(sheet, candidate),
    line: {
      product_id: product.id,
      variant_id: view.variant_id,
      title: product.title,
      ...(variant?.title && { variant: variant.title }),
      quantity: view.quantity,
      ...(image && { image }),
      ...(replaces && { replaces: replaces.line_id }),
    },
  };
}

export function createOutcomes(painting: Painting): Outcomes {
  const styles = new CSSStyleSheet();
  styles.replaceSync(rules);
  return { outcome: card => outcome(painting, card), receiptOf, styles };
}
