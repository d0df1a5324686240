// SPDX-License-Identifier: MIT
//
// Reports what happened to the offers: always to the page, as DOM events; to the shop's own
// endpoint only if the sheet names one and the shopper has consented. What happened before
// consent is never sent. The part that sends is loaded with the first event that may be.

import type { Beacon, Happening } from '../analytics/beacon.js';
import type { Session } from '../engine/index.js';
import { allowedUrl } from '../host/index.js';
import { outcomes } from './card/outcomes.js';
import { offerEvent } from './events.js';
import type { Opened } from './opening.js';

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
      ...outcomes.now?.receiptOf(opened, happening),
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
