// SPDX-License-Identifier: MIT
//
// Reports what happened to the offers to the shop's own `endpoints.events`, and to no one
// else, and only while the shopper's consent is granted; this module is not even loaded
// before. Events are append-only, each with an id of its own, so that a batch sent twice
// is stored once. They carry ids, the slot, the arms, the propensity and the quote's
// totals: never a name, a token, a cost or evidence. Losing them costs learning, not money,
// so a batch that cannot be sent waits for the next, within bounds; what still waits when the
// page goes is kept for the next visit, once, for as long as the visit's proof holds.
import { jsonText } from '../engine/json-text.js';
import type { Session } from '../engine/session.js';
import type { Quote } from '../engine/wire.js';

/** One thing that happened, as the session reports it. */
export interface Happening {
  event: string;
  slot: number;
  step: number;
  candidate_id: string;
  problem?: string;
  charged?: number;
  quote?: Quote;
  /** Of a decline: what the shopper answered. */
  why?: string;
}

/** What a beacon reads of the page sheet. */
export interface BeaconSheet {
  id: string;
  currency: string;
  surface?: string | undefined;
  order: { id: string };
  policy?: object | null | undefined;
  /** The visit is proved once a batch: without it the shop takes no event. */
  published?: { visit?: string | undefined } | null | undefined;
}

/** What every event of this sheet has in common. */
interface About {
  sheet_id: string;
  order_id: string;
  currency: string;
  surface?: string;
  policy_id?: string;
}

/** The world, so that tests need no network and no time. */
export interface BeaconEnvironment {
  post(url: string, body: string): Promise<boolean>;
  later(ms: number, ring: () => void): void;
  id(): string;
  /** What was kept of an earlier visit, or null; `keep` with null removes it. Both may do nothing. */
  kept(): string | null;
  keep(text: string | null): void;
  device(): string;
}

/** Long enough to gather what one screen causes, short enough to be gone before a glance is over. */
const gatherMs = 1_000;
/** The server kit takes no more at once. */
const mostAtOnce = 100;
/** A page that cannot reach its shop drops the oldest beyond this. */
const mostWaiting = 300;

/** Where unsent batches wait for the next visit. */
const storageKey = 'encore-unsent-events';
/** The server takes a visit's events for a day. */
const keptForMs = 24 * 3_600_000;

/** A browser may forbid storage altogether. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

const browser: BeaconEnvironment = {
  kept: () => attempt(() => localStorage.getItem(storageKey)),
  keep: text =>
    void attempt(() => {
      if (text === null) localStorage.removeItem(storageKey);
      else localStorage.setItem(storageKey, text);
    }),
  // By the smaller side of the screen, which turning it does not change.
  device: () => {
    const side = Math.min(screen.width, screen.height);
    return side < 600 ? 'phone' : side < 900 && navigator.maxTouchPoints > 0 ? 'tablet' : 'desktop';
  },
  post: (url, body) =>
    fetch(url, {
      method: 'POST',
      body,
      keepalive: true,
      cache: 'no-store',
      credentials: 'same-origin',
      referrerPolicy: 'no-referrer',
      headers: { 'content-type': 'application/json' },
    }).then(
      reply => reply.ok || (reply.status >= 400 && reply.status < 500),
      () => false,
    ),
  later: (ms, ring) => void setTimeout(ring, ms),
  id: () => crypto.randomUUID(),
};

export class Beacon {
  readonly #url: string;
  readonly #about: About;
  readonly #visit: string | undefined;
  readonly #world: BeaconEnvironment;
  #waiting: object[] = [];
  #gathering = false;
  #sending = false;

  /** Requires: `url` is allowed by the sheet and consent is granted. */
  constructor(url: string, sheet: BeaconSheet, world: BeaconEnvironment = browser) {
    const { id, order, currency, surface, policy, published } = sheet;
    const policyId = (policy as { id?: string } | null | undefined)?.id;
    this.#url = url;
    this.#about = {
      sheet_id: id,
      order_id: order.id,
      currency,
      ...(surface && { surface }),
      ...(policyId !== undefined && { policy_id: policyId }),
    };
    this.#visit = published?.visit;
    this.#world = world;
    void this.#sendKept();
  }

  /** One more try for what the last visit could not send; a shop that is still away loses it. */
  async #sendKept(): Promise<void> {
    const text = this.#world.kept();
    if (text === null) return;
    this.#world.keep(null);
    const kept = attempt(() => JSON.parse(text) as { url?: unknown; until?: unknown; body?: unknown });
    const isMine = kept?.url === this.#url && typeof kept.body === 'string';
    if (isMine && Number(kept.until) > Date.now()) await this.#world.post(this.#url, String(kept.body));
  }

  #body(events: readonly object[]): string {
    return jsonText({ ...(this.#visit !== undefined && { visit: this.#visit }), events });
  }

  /** Notes an event; it is sent with others within a second. `atMs` is server-corrected. */
  add(happening: Happening, session: Session | null, atMs: number): void {
    const { event, slot, step, candidate_id, problem, charged, quote, why } = happening;
    const decision = session?.decision;
    this.#waiting.push({
      id: this.#world.id(),
      event,
      slot,
      step,
      ...(candidate_id && { candidate_id }),
      at: new Date(atMs).toISOString(),
      ...this.#about,
      ...(problem !== undefined && { problem }),
      ...(charged !== undefined && { charged }),
      ...(why !== undefined && { why }),
      device: this.#world.device(),
      ...(decision && {
        set_size: session.slots.length,
        ...(decision.holdout && { holdout: true }),
        ...(decision.fallback && { fallback: true }),
        decision_id: decision.decision_id,
        propensity_ppb: decision.propensity_ppb,
        arms: decision.arms,
      }),
      ...(quote && {
        total: quote.total,
        quote: {
          list: quote.list,
          discount: quote.discount,
          subtotal: quote.subtotal,
          shipping: quote.shipping,
          tax: quote.tax,
          total: quote.total,
        },
      }),
    });
    this.#waiting.splice(0, this.#waiting.length - mostWaiting);
    if (this.#gathering) return;
    this.#gathering = true;
    this.#world.later(gatherMs, () => {
      this.#gathering = false;
      void this.flush();
    });
  }

  /** Sends what waits; call it when the page is about to go. What the shop could not take waits again. */
  async flush(): Promise<void> {
    if (this.#sending || this.#waiting.length === 0) return;
    this.#sending = true;
    const batch = this.#waiting.splice(0, mostAtOnce);
    const taken = await this.#world.post(this.#url, this.#body(batch));
    this.#sending = false;
    if (!taken) this.#waiting.unshift(...batch);
    this.#keep();
  }

  /** What waits is also kept for the next visit, as one batch; what was sent is not. */
  #keep(): void {
    const body = this.#waiting.length > 0 ? this.#body(this.#waiting.slice(-mostAtOnce)) : null;
    this.#world.keep(body && JSON.stringify({ url: this.#url, until: Date.now() + keptForMs, body }));
  }

  /** Consent was withdrawn: what was not sent never will be. */
  forget(): void {
    this.#waiting = [];
    this.#world.keep(null);
  }
}
