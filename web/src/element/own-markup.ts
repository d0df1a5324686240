// SPDX-License-Identifier: MIT
//
// A shop's own card: a <template> inside the element, cloned once per offer into the light
// DOM, where the shop's own style sheet reaches it. Attributes bind, values are text:
//
//   data-encore-text="headline"      the text of that name, listed in `texts` below
//   data-encore-image="product"      src and alt of an <img>
//   data-encore-if="save"            hidden while that text is empty
//   data-encore-action="accept"      accept, decline, undo, extend or confirm; disabled while it cannot be done
//
// Loaded only by pages that use it. The law's wording stays ours: `accept` is the same label
// as on our card, and under EU law `total` and `terms` belong directly above it.

import type { acceptLabel, isOffer, sentences, Act, Card } from './card/model.js';
import type { variantTitle } from './card/choices.js';
import type { terms } from './card/price.js';

type Texts = Record<string, string>;

/** The element's own functions, handed in: importing them would split its module in two for every page. */
export interface Wording {
  acceptLabel: typeof acceptLabel;
  isOffer: typeof isOffer;
  sentences: typeof sentences;
  variantTitle: typeof variantTitle;
  terms: typeof terms;
}

function texts(card: Card, { acceptLabel, isOffer, sentences, variantTitle, terms }: Wording): Texts {
  const { candidate, variant, view, words, copy, law, sheet } = card;
  const { money } = words;
  const { quote } = view;
  const [title, more] = sentences(card);
  const open = isOffer(view) ? quote : null;
  const was = quote && quote.savings > 0 && quote.reference !== null ? money(quote.reference * quote.quantity) : '';
  const thirtyDays = (sheet.policy?.reference_price ?? 'lowest_30d') === 'lowest_30d' && law === 'eu';
  return {
    state: view.state,
    title,
    message: more ? words.say(more, { total: money(view.charged ?? quote?.total ?? 0) }) : '',
    headline: copy('headline') || candidate.product.title,
    body: copy('body'),
    badge: copy('badge'),
    product: candidate.product.title,
    variant: variantTitle(variant),
    price: quote ? money(quote.subtotal) : '',
    shipping: quote ? (quote.shipping ? money(quote.shipping) : words.say('free')) : '',
    tax: quote ? money(quote.tax) : '',
    total: quote ? money(quote.total) : '',
    order_total: quote ? money(quote.order_total) : '',
    was: was && (thirtyDays ? words.say('was_30d', { price: was }) : was),
    save:
      quote && was
        ? words.say('save', { amount: money(quote.savings), percent: words.percent(quote.savings_bps) })
        : '',
    terms: quote ? terms(card, quote).join(' ') : '',
    accept: open ? acceptLabel(card, open).join(' · ') : '',
    decline: open ? copy('decline') || words.say('decline') : '',
    undo: view.can_undo ? words.say('undo') : '',
    extend: view.can_extend ? words.say('extend') : '',
    confirm: view.state === 'action_required' ? words.say('confirm') : '',
  };
}

export class OwnMarkup {
  readonly #cards = new Map<number, { root: HTMLElement; card: Card }>();

  constructor(
    private readonly host: HTMLElement,
    private readonly template: HTMLTemplateElement,
    private readonly wording: Wording,
  ) {
    // A clone of a page, as Turbo keeps it, holds the cards it was cloned with; they would never be filled again.
    for (const left of host.querySelectorAll(':scope > [slot^=card-][data-slot]')) left.remove();
  }

  card(slot: number): HTMLElement | undefined {
    return this.#cards.get(slot)?.root;
  }

  paint(cards: readonly Card[]): void {
    for (const [slot, { root }] of this.#cards) {
      if (!cards.some(({ view }) => view.slot === slot)) {
        root.remove();
        this.#cards.delete(slot);
      }
    }
    for (const card of cards) {
      const { slot } = card.view;
      const root = this.card(slot) ?? this.#clone(slot);
      this.#cards.set(slot, { root, card });
      this.#fill(root, card);
    }
  }

  clear(): void {
    for (const { root } of this.#cards.values()) root.remove();
    this.#cards.clear();
  }

  /** Writes `deadline` texts that changed. Returns the milliseconds to the next change. */
  tick(now: number): number {
    let next = Infinity;
    for (const {
      root,
      card: { view, words },
    } of this.#cards.values()) {
      const until = view.can_undo ? view.undo_until_ms : view.can_accept ? view.deadline_ms : null;
      const left = until === null ? 0 : Math.max(0, until - now);
      const unit = left > 3_600_000 ? 60_000 : 1000;
      const shown = Math.ceil(left / unit) * unit;
      const key = view.can_undo ? 'undo_left' : view.countdown ? `left_${view.cause ?? ''}` : 'until';
      const text =
        left && until !== null
          ? words.say(words.has(key) ? key : 'left', { left: words.left(shown), time: words.time(until, now) })
          : '';
      this.#put(root, 'deadline', text);
      if (left) next = Math.min(next, left - (shown - unit) || unit);
    }
    return next;
  }

  #clone(slot: number): HTMLElement {
    const root = document.createElement('div');
    root.slot = `card-${slot}`;
    root.dataset['slot'] = String(slot);
    root.append(this.template.content.cloneNode(true));
    root.addEventListener('click', event => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-encore-action]') : null;
      const entry = this.#cards.get(slot);
      if (button && entry) entry.card.act(button.dataset['encoreAction'] as Act);
    });
    this.host.append(root);
    return root;
  }

  #fill(root: HTMLElement, card: Card): void {
    const { view } = card;
    root.dataset['state'] = view.state;
    for (const [name, text] of Object.entries(texts(card, this.wording))) this.#put(root, name, text);
    for (const image of root.querySelectorAll<HTMLImageElement>('img[data-encore-image]')) {
      const { product } = card.candidate;
      const src = card.url(card.variant.image) ?? card.url(product.image);
      image.referrerPolicy = 'no-referrer';
      if (src && image.src !== src) image.src = src;
      image.hidden = !src;
      image.alt = product.image_alt ?? product.title;
    }
    const can: Partial<Record<string, boolean>> = {
      accept: view.can_accept,
      decline: view.can_decline,
      undo: view.can_undo,
      extend: view.can_extend,
      confirm: view.state === 'action_required',
    };
    for (const button of root.querySelectorAll<HTMLButtonElement>('[data-encore-action]')) {
      button.toggleAttribute('disabled', !can[button.dataset['encoreAction'] ?? '']);
    }
  }

  #put(root: HTMLElement, name: string, text: string): void {
    for (const place of root.querySelectorAll(`[data-encore-text="${name}"]`))
      if (place.textContent !== text) place.textContent = text;
    for (const place of root.querySelectorAll<HTMLElement>(`[data-encore-if="${name}"]`))
      if (place.hidden === !!text) place.hidden = !text;
  }
}
