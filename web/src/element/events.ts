// SPDX-License-Identifier: MIT
//
// The element's events, one class each, so that `instanceof` and listeners are typed. All
// bubble and cross shadow roots. Only `encore-accept` can be stopped: it comes before the
// click is acted upon. Details carry ids and the shown quote, nothing personal.

import { RefusedSheetError } from '../host/index.js';
import type { Issue, Quote } from '../engine/wire.js';

/** What an event is about. `decided` is about the whole decision: no candidate, slot -1. */
export interface OfferDetail {
  sheet_id: string;
  order_id: string;
  candidate_id: string;
  slot: number;
  step: number;
  problem?: string;
  charged?: number;
  quote?: Quote;
  /** Of the quote, the charge and the order's total. */
  currency?: string;
  /** `accepted`, `undone`: the whole order as the server last said. */
  order_total?: number;
  /** `accepted`, `undone`: where the shopper withdraws from the contract, and cancels a subscription. */
  withdrawal_url?: string;
  cancel_url?: string;
  /** `accepted`, `undone`: the line as a receipt shows it; `replaces` is the order line whose place it takes. */
  line?: {
    product_id: string;
    variant_id: string;
    title: string;
    variant?: string;
    quantity: number;
    image?: string;
    replaces?: string;
  };
}

class OfferEvent extends CustomEvent<OfferDetail> {
  constructor(type: string, detail: OfferDetail, cancelable = false) {
    super(type, { detail, cancelable, bubbles: true, composed: true });
  }
}

export class EncoreDecidedEvent extends OfferEvent {}
export class EncoreShownEvent extends OfferEvent {}
export class EncoreViewedEvent extends OfferEvent {}
/** The shopper clicked accept. `preventDefault()` stops it: nothing is sent. */
export class EncoreAcceptEvent extends OfferEvent {
  constructor(detail: OfferDetail) {
    super('encore-accept', detail, true);
  }
}
/** The server confirmed: the item is on the order and charged. */
export class EncoreAcceptedEvent extends OfferEvent {}
export class EncoreDeclinedEvent extends OfferEvent {}
export class EncoreExpiredEvent extends OfferEvent {}
export class EncoreUndoneEvent extends OfferEvent {}
/** An accept failed for certain; the card says why and the page goes on. */
export class EncoreFailedEvent extends OfferEvent {}

/**
 * Nothing can be shown; with `amounts_changed`, one offer cannot be sold, with `template_refused` the shop's own markup
 * is not used, with `wrong_answer` an endpoint answered otherwise than its contract says, with `disclosure_hidden` the
 * page's rules hide what an offer must say: `message` says whether they are overridden or the offer not sold. `issues`
 * are the sheet's own, where it was refused.
 */
export interface ErrorDetail {
  code:
    | 'sheet_missing'
    | 'sheet_unreadable'
    | 'sheet_refused'
    | 'load_failed'
    | 'amounts_changed'
    | 'disclosure_hidden'
    | 'template_refused'
    | 'wrong_answer';
  message: string;
  issues?: Issue[];
}

/** What keeps the offers from being shown, as `encore-error` reports it. */
export class SheetError extends Error {
  constructor(
    readonly code: ErrorDetail['code'],
    message: string,
  ) {
    super(message);
  }
}

export class EncoreErrorEvent extends CustomEvent<ErrorDetail> {
  constructor(detail: ErrorDetail) {
    super('encore-error', { detail, bubbles: true, composed: true });
  }

  /** What anything thrown comes to: an unreadable sheet, one that the core refuses, or something that did not load. */
  static of(error: unknown): EncoreErrorEvent {
    const message = error instanceof Error ? error.message : String(error);
    return new EncoreErrorEvent(
      error instanceof SheetError
        ? { code: error.code, message }
        : error instanceof RefusedSheetError
          ? { code: 'sheet_refused', message, issues: error.issues }
          : { code: 'load_failed', message },
    );
  }
}

const eventClasses = {
  decided: EncoreDecidedEvent,
  shown: EncoreShownEvent,
  viewed: EncoreViewedEvent,
  accepted: EncoreAcceptedEvent,
  declined: EncoreDeclinedEvent,
  expired: EncoreExpiredEvent,
  undone: EncoreUndoneEvent,
  failed: EncoreFailedEvent,
};

/** The DOM event of something the session reported, or undefined for what stays inside. */
export const offerEvent = (name: string, detail: OfferDetail): OfferEvent | undefined =>
  Object.hasOwn(eventClasses, name)
    ? new eventClasses[name as keyof typeof eventClasses](`encore-${name}`, detail)
    : undefined;

declare global {
  interface HTMLElementEventMap {
    'encore-decided': EncoreDecidedEvent;
    'encore-shown': EncoreShownEvent;
    'encore-viewed': EncoreViewedEvent;
    'encore-accept': EncoreAcceptEvent;
    'encore-accepted': EncoreAcceptedEvent;
    'encore-declined': EncoreDeclinedEvent;
    'encore-expired': EncoreExpiredEvent;
    'encore-undone': EncoreUndoneEvent;
    'encore-failed': EncoreFailedEvent;
    'encore-error': EncoreErrorEvent;
  }
}
