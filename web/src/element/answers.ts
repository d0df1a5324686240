// SPDX-License-Identifier: MIT
//
// From a click to the session. An accept needs the tick where one is due, and amounts on the
// page that read as they were rendered, and can be stopped by the page; all is asked before
// anything is sent. Ticks are kept here, by candidate, until the sheet changes; they are never
// set but by the shopper. The card answered last is the one whose outcome gets the focus, for
// browsers that do not focus a clicked button.
//
// Loaded with the press guard, after the cards are painted: before it no button answers.

import type { SlotView } from '../engine/wire.js';
import type { EncoreAcceptEvent, EncoreErrorEvent } from './events.js';
import type { Act, ActDetail, Card } from './card/model.js';
import type { Opened } from './opening.js';

export class Answers {
  readonly #consents = new Set<string>();
  /** The slot whose tick is missing. */
  missing: number | undefined;
  /** The slot whose accept was clicked without a connection. */
  offline: number | undefined;
  /** The slot answered last; -1 for none. */
  last = -1;
  /** Offers whose amounts did not read as rendered: once asked again, then not sold any more. */
  readonly #misread = new Map<string, number>();

  /**
   * `cardOf` finds a slot's card on the page, `readsAs` reads its amounts back, `repaint` renders all of them from
   * nothing. The classes of events are handed in, for importing them would split the element's module.
   */
  constructor(
    private readonly element: HTMLElement,
    private readonly cardOf: (slot: number) => Element | null,
    private readonly readsAs: (card: Element, total: string) => boolean | undefined,
    private readonly repaint: () => void,
    private readonly events: { AcceptEvent: typeof EncoreAcceptEvent; ErrorEvent: typeof EncoreErrorEvent },
  ) {}

  /** Whether the page keeps showing other amounts for this offer: then it is not sold here. */
  unreadable({ candidate_id }: SlotView): boolean {
    return (this.#misread.get(candidate_id) ?? 0) > 1;
  }

  #reads({ view: { slot, candidate_id }, words }: Card, total: number): boolean {
    const root = this.cardOf(slot);
    // A shop's own markup may say the total in a sentence of its own.
    if (root && this.readsAs(root, root.matches('article') ? words.money(total) : '')) return true;
    const times = (this.#misread.get(candidate_id) ?? 0) + 1;
    this.#misread.set(candidate_id, times);
    if (times === 2)
      this.element.dispatchEvent(
        new this.events.ErrorEvent({
          code: 'amounts_changed',
          message: `The page shows other amounts for ${candidate_id} than ${words.money(total)}; it is not sold here.`,
        }),
      );
    this.repaint();
    return false;
  }

  /** The page hides what the offer must say: it is not sold here. */
  refuse(candidateId: string): void {
    this.#misread.set(candidateId, 9);
    this.repaint();
  }

  consented({ candidate_id }: SlotView): boolean {
    return this.#consents.has(candidate_id);
  }

  /** The page is looked at again, or the connection is back. Whether a card said that there was none. */
  reconnected(): boolean {
    const was = this.offline !== undefined;
    this.offline = undefined;
    return was;
  }

  give({ session, sheet }: Opened, card: Card, what: Act, { variant, quantity, ticked }: ActDetail = {}): void {
    const { view, url } = card;
    if (card.dead && what !== 'consent' && what !== 'choose') return;
    const { slot, quote, candidate_id, step } = view;
    this.last = slot;
    this.offline = undefined;
    switch (what) {
      case 'accept': {
        if (!view.can_accept || !quote || this.unreadable(view)) return;
        const consent = this.consented(view);
        if (view.consent_required && !consent) {
          this.missing = slot;
          this.element.shadowRoot?.querySelector<HTMLElement>(`[data-slot="${slot}"] [type=checkbox]`)?.focus();
        } else if (!navigator.onLine && (card.candidate.accept?.mode ?? 'one_click') === 'one_click') {
          // Kept for the shopper to repeat: nothing is sent behind their back once the connection is there again.
          this.offline = slot;
        } else if (
          this.#reads(card, quote.total) &&
          this.element.dispatchEvent(
            new this.events.AcceptEvent({
              sheet_id: sheet.id,
              order_id: sheet.order.id,
              candidate_id,
              slot,
              step,
              quote,
            }),
          )
        ) {
          session.accept(slot, { consent, total: quote.total });
        }
        return;
      }
      case 'decline':
        if (view.can_decline) session.decline(slot);
        return;
      case 'choose':
        session.choose(slot, variant ?? view.variant_id, quantity ?? view.quantity);
        return;
      case 'consent':
        this.#consents[ticked ? 'add' : 'delete'](candidate_id);
        this.missing = undefined;
        return;
      case 'confirm': {
        const address = url(view.action_url ?? undefined);
        // Banks refuse to be framed.
        if (address) window.open(address, '_top');
        return;
      }
      case 'check':
        session.check();
        return;
      default:
        session[what](slot);
    }
  }
}
