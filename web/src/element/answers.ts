// SPDX-License-Identifier: MIT
//
// From a click to the session. An accept needs the tick where one is due, and can be stopped
// by the page; both are asked before anything is sent. Ticks are kept here, by candidate,
// until the sheet changes; they are never set but by the shopper. Which card was answered
// last says where the focus belongs, for browsers that do not focus a clicked button.

import { consentNeeded } from '../engine/law.js';
import type { SlotView } from '../engine/wire.js';
import { EncoreAcceptEvent } from './events.js';
import type { Act, ActDetail, Card } from './card/model.js';
import type { Opened } from './opening.js';

export class Answers {
  readonly #consents = new Set<string>();
  /** The slot whose tick is missing. */
  missing: number | undefined;
  /** The slot answered last; -1 for none. */
  last = -1;

  constructor(private readonly element: HTMLElement) {}

  consented({ candidate_id }: SlotView): boolean {
    return this.#consents.has(candidate_id);
  }

  clear(): void {
    this.#consents.clear();
    this.missing = undefined;
    this.last = -1;
  }

  give(
    { session, sheet, law }: Opened,
    { view, candidate, url }: Card,
    what: Act,
    { variant, quantity, ticked }: ActDetail = {},
  ): void {
    const { slot, quote, candidate_id, step } = view;
    this.last = slot;
    switch (what) {
      case 'accept': {
        if (!view.can_accept || !quote) return;
        const consent = this.consented(view);
        if (consentNeeded(candidate, law) && !consent) {
          this.missing = slot;
          this.element.shadowRoot?.querySelector<HTMLElement>(`[data-slot="${slot}"] [type=checkbox]`)?.focus();
        } else if (
          this.element.dispatchEvent(
            new EncoreAcceptEvent({ sheet_id: sheet.id, order_id: sheet.order.id, candidate_id, slot, step, quote }),
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
      default:
        session[what](slot);
    }
  }
}
