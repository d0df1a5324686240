// SPDX-License-Identifier: MIT
//
// A shop's own card: a <template> inside the element, cloned once per offer into the light
// DOM, where the shop's own style sheet reaches it. Attributes bind, values are text:
//
//   data-encore-text="headline"      the text of that name, listed in `texts` below
//   data-encore-image="product"      src and alt of an <img>
//   data-encore-if="save"            hidden while that text is empty
//   data-encore-action="accept"      accept, decline, undo, extend, confirm, check, dismiss, less or more; disabled
//                                    while it cannot be done, `aria-disabled` for the 600 ms after a change in which no
//                                    press counts. Inside a page's <form> none of them submits it.
//   data-encore-input="consent"      a checkbox for the consent; never ticked by us
//   data-encore-input="variant"      a <select>, filled with the variants; sold out ones cannot be chosen
//   data-encore-input="quantity"     an <input type="number">, held to what can be bought
//
// Loaded only by pages that use it. The law's wording stays ours: `accept` is the same label
// as on our card, and `total` and `terms` belong directly above it. A template that lacks one of
// what every offer must say is refused; the page then has our own card.

import type { acceptLabel, causeOf, isOffer, modeOf, sentences, ticks, variantTitle, Act, Card } from './card/model.js';

type Texts = Record<string, string>;

/** The element's own functions, handed in: importing them would split its module in two for every page. */
export interface Wording {
  acceptLabel: typeof acceptLabel;
  causeOf: typeof causeOf;
  isOffer: typeof isOffer;
  modeOf: typeof modeOf;
  sentences: typeof sentences;
  ticks: typeof ticks;
  variantTitle: typeof variantTitle;
}

/**
 * Every text that markup may bind, by name.
 *
 * @text state - The state of the card, a word of the session.
 * @text title - What became of the offer; empty while it can be answered.
 * @text message - What that means for the shopper.
 * @text headline - Why it is offered, in the shop's words; else the product's name.
 * @text body - The benefit.
 * @text badge - A short label.
 * @text product - The product's name.
 * @text variant - The variant's name.
 * @text price - What is to be paid for it.
 * @text shipping - What delivery costs; empty where this page charges nothing.
 * @text tax - The tax in it; empty where this page charges nothing.
 * @text total - What is charged. Must be bound.
 * @text order_total - The order with it; empty where this page charges nothing.
 * @text mode - What a link or a cart does instead of charging.
 * @text was - The price before, where it may be announced.
 * @text save - What is saved.
 * @text terms - What the shopper is bound to. Must be bound.
 * @text accept - The label of the accept button, as the law wants it. Must be bound inside that button.
 * @text decline - The label of the decline button.
 * @text undo - The label of the undo button, while it can be undone.
 * @text extend - The label of the button that asks for more time.
 * @text confirm - The label of the button that leads to the bank.
 * @text check - The label of the button that asks about an accept without an answer.
 * @text dismiss - The label of the button that closes an outcome.
 * @text quantity - How many.
 * @text stock - Why there are no more.
 * @text rating - The rating.
 * @text reviews - Of how many reviews.
 * @text verification - How reviews were verified.
 * @text consent - What the shopper agrees to.
 * @text consent_missing - That the tick is missing.
 * @text delivery - When it comes, and whether with the order.
 * @text returns - How to return it.
 * @text charged_to - Which card is charged.
 * @text unreadable - That the page shows other amounts than would be charged.
 * @text offline - That there was no connection at the click.
 * @text deadline - What remains, counted down.
 * @action accept - Accepts. Must be there, with its text.
 * @action decline - Declines. Must be there.
 * @action undo - Takes back what was accepted.
 * @action extend - Asks for more time.
 * @action confirm - Leads to the bank.
 * @action check - Asks what became of an accept without an answer.
 * @action dismiss - Closes an outcome.
 * @action less - One less.
 * @action more - One more.
 * @input consent - A checkbox; never ticked by us.
 * @input variant - A `<select>`, filled with the variants; sold out ones cannot be chosen.
 * @input quantity - An `<input type="number">`, held to what can be bought.
 */
function texts(card: Card, { acceptLabel, isOffer, modeOf, sentences, variantTitle }: Wording): Texts {
  const { candidate, variant, view, words, copy, law, sheet } = card;
  const { money } = words;
  const { quote } = view;
  const [title, more] = sentences(card);
  const open = isOffer(view) ? quote : null;
  // What a link or a cart will charge is not known here.
  const charged = modeOf(card) === 'one_click' ? quote : null;
  const { proof, delivery, returns, consent } = candidate;
  const { kind, label } = sheet.order.payment ?? {};
  const rating = card.extras?.mayShowProof(card) ? proof?.rating : null;
  const was = quote && quote.savings > 0 && quote.reference !== null ? money(quote.reference * quote.quantity) : '';
  const thirtyDays = (sheet.policy?.reference_price ?? 'lowest_30d') === 'lowest_30d' && law.reference_note;
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
    shipping: charged ? (charged.shipping ? money(charged.shipping) : words.say('free')) : '',
    tax: charged ? money(charged.tax) : '',
    total: quote ? money(quote.total) : '',
    order_total: charged ? money(charged.order_total) : '',
    mode: charged || !quote ? '' : words.say(modeOf(card) === 'link' ? 'link_note' : 'cart_note'),
    was: was && (thirtyDays ? words.say('was_30d', { price: was }) : was),
    save: quote && was ? words.say('save', { amount: money(quote.savings) }) : '',
    terms:
      (quote &&
        card.extras &&
        [card.extras.besideText(words, quote), ...card.extras.terms(card, quote)].join(' ').trim()) ??
      '',
    accept: open ? acceptLabel(card, open).join(' · ') : '',
    decline: open ? copy('decline') || words.say('decline') : '',
    undo: view.can_undo ? words.say('undo') : '',
    extend: view.can_extend ? words.say('extend') : '',
    confirm: view.state === 'action_required' ? words.say('confirm') : '',
    check: view.state === 'unconfirmed' ? words.say('check') : '',
    dismiss: view.can_dismiss ? words.say('dismiss') : '',
    quantity: words.number(view.quantity),
    stock:
      variant.stock !== null && variant.stock !== undefined && view.quantity >= variant.stock
        ? words.say('stock_limit')
        : '',
    rating: rating ? words.say('rating', { value: words.number(Math.round(rating.value_bps / 200) / 10) }) : '',
    reviews: rating ? words.say('reviews', { n: rating.count }) : '',
    verification: rating ? (proof?.verification?.text ?? '') : '',
    consent: consent?.text ?? '',
    consent_missing: card.consentMissing ? words.say('consent_missing') : '',
    delivery: [
      delivery?.ships_with_order ? words.say('ships_with_order') : '',
      words.date(delivery?.earliest, delivery?.latest),
    ]
      .filter(Boolean)
      .join(' · '),
    returns: returns?.text ?? '',
    charged_to: charged?.total
      ? label
        ? words.say('charged_to', { label })
        : kind === 'card'
          ? words.say('charged_to_card')
          : ''
      : '',
    unreadable: card.unreadable ? words.say('unreadable') : '',
    offline: card.offline ? words.say('offline') : '',
  };
}

/** What a shopper must be able to read and do before anything is charged. */
const demanded = [
  '[data-encore-text=total]',
  '[data-encore-text=terms]',
  '[data-encore-action=accept] [data-encore-text=accept], [data-encore-action=accept][data-encore-text=accept]',
  '[data-encore-action=decline]',
];

export class OwnMarkup {
  /** What the template must say and does not, in words. */
  static missing({ content }: HTMLTemplateElement): string[] {
    const button = content.querySelector('[data-encore-action=accept]');
    return demanded.flatMap(selector => {
      const node = content.querySelector(selector);
      if (!node) return `lacks ${selector}`;
      const isBelow = button && button.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
      return isBelow && /total|terms/.test(selector) ? `has ${selector} below the button that accepts` : [];
    });
  }

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
      card: { view, variant, words },
    } of this.#cards.values()) {
      const until = view.can_undo ? view.undo_until_ms : view.can_accept ? view.deadline_ms : null;
      const left = until === null ? 0 : Math.max(0, until - now);
      const unit = left > 3_600_000 ? 60_000 : 1000;
      const shown = Math.ceil(left / unit) * unit;
      const cause = this.wording.causeOf(view, variant);
      const key = view.can_undo
        ? 'undo_left'
        : this.wording.ticks({ ...view, cause }, left)
          ? `left_${cause ?? ''}`
          : 'until';
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
      if (!button || !entry) return;
      // A button in a page's form would submit it.
      event.preventDefault();
      const { act, view } = entry.card;
      const what = button.dataset['encoreAction'];
      const step = what === 'more' ? 1 : what === 'less' ? -1 : 0;
      if (step) act('choose', { quantity: view.quantity + step });
      else act(what as Act);
    });
    root.addEventListener('change', ({ target }) => {
      const entry = this.#cards.get(slot);
      const input = target as HTMLInputElement;
      const { act } = entry?.card ?? {};
      if (input.dataset['encoreInput'] === 'consent') act?.('consent', { ticked: input.checked });
      else if (input.dataset['encoreInput'] === 'variant') act?.('choose', { variant: input.value });
      else if (input.dataset['encoreInput'] === 'quantity') act?.('choose', { quantity: Number(input.value) });
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
    const { quantity, product, consent } = card.candidate;
    const min = quantity?.min ?? 1;
    const max = Math.min(quantity?.max ?? 1, card.variant.stock ?? Infinity);
    for (const input of root.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-encore-input]')) {
      if (input instanceof HTMLSelectElement) {
        if (input.options.length !== product.variants.length)
          input.replaceChildren(
            ...product.variants.map(variant => {
              const option = new Option(this.wording.variantTitle(variant), variant.id);
              option.disabled = (variant.stock ?? 1) < 1;
              return option;
            }),
          );
        input.value = view.variant_id;
        input.hidden = product.variants.length < 2;
      } else if (input.dataset['encoreInput'] === 'consent') {
        input.checked = card.consent;
        input.hidden = !consent;
      } else {
        Object.assign(input, { min: String(min), max: String(max), value: String(view.quantity), hidden: max <= min });
      }
      input.disabled = input.dataset['encoreInput'] !== 'consent' && !view.can_change;
    }
    const can: Partial<Record<string, boolean>> = {
      accept: view.can_accept && !card.unreadable,
      decline: view.can_decline,
      undo: view.can_undo,
      extend: view.can_extend,
      confirm: view.state === 'action_required',
      check: view.state === 'unconfirmed',
      dismiss: view.can_dismiss,
      less: view.can_change && view.quantity > min,
      more: view.can_change && view.quantity < max,
    };
    for (const button of root.querySelectorAll<HTMLButtonElement>('[data-encore-action]')) {
      button.toggleAttribute('disabled', !can[button.dataset['encoreAction'] ?? '']);
      // Not `disabled`, which would take the focus from it.
      button.ariaDisabled = String(card.dead);
    }
  }

  #put(root: HTMLElement, name: string, text: string): void {
    for (const place of root.querySelectorAll<HTMLElement>(`[data-encore-text="${name}"]`)) {
      if (place.textContent !== text) place.textContent = text;
      // Read back before an accept is sent (amounts.ts).
      if (/^(price|total|accept)$/.test(name)) place.dataset['amount'] = text;
    }
    for (const place of root.querySelectorAll<HTMLElement>(`[data-encore-if="${name}"]`))
      if (place.hidden === !!text) place.hidden = !text;
  }
}
