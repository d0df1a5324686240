// SPDX-License-Identifier: MIT
//
// Reports what happened to the offers: always to the page, as DOM events; to the shop's own
// endpoint only if the sheet names one and the shopper has consented. What happened before
// consent is never sent. The part that sends is loaded with the first event that may be.

import type { Beacon, Happening } from '../analytics/beacon.js';
import type { Session } from '../engine/index.js';
import { allowedUrl } from '../host/index.js';
import { offerEvent, type OfferDetail } from './events.js';
import type { Opened } from './opening.js';

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

export class Reporter {
  #beacon: Promise<Beacon> | undefined;

  constructor(private readonly element: EventTarget) {}

  /** `state` is the session it happened in; `granted` whether it may leave the page. */
  report(opened: Opened, happening: Happening, state: Session | null, granted: boolean): void {
    const { sheet, session } = opened;
    const { id: sheetId, order, endpoints, policy } = sheet;
    const { candidate_id, slot, step, problem, charged, quote } = happening;
    const event = offerEvent(happening.event, {
      sheet_id: sheetId,
      order_id: order.id,
      candidate_id,
      slot,
      step,
      ...(problem !== undefined && { problem }),
      ...(charged !== undefined && { charged }),
      ...(quote && { quote }),
      ...receiptOf(opened, happening),
    });
    if (event) this.element.dispatchEvent(event);
    const url =
      granted && endpoints?.events && allowedUrl(endpoints.events, document.baseURI, policy?.allowed_hosts ?? []);
    if (!url) return;
    this.#beacon ??= import('../analytics/beacon.js').then(({ Beacon }) => new Beacon(url, sheet));
    const at = session.now();
    void this.#beacon.then(
      beacon => beacon.add(happening, state, at),
      () => (this.#beacon = undefined),
    );
  }

  /** Sends what waits: the page may be gone in a moment. */
  flush(): void {
    void this.#beacon?.then(beacon => beacon.flush());
  }

  /** Consent was taken back: what waits is dropped. */
  forget(): void {
    void this.#beacon?.then(beacon => beacon.forget());
  }

  /** The sheet is no longer this one. */
  close(): void {
    this.flush();
    this.#beacon = undefined;
  }
}
