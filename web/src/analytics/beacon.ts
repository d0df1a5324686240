// SPDX-License-Identifier: MIT
//
// Reports what happened to the offers to the shop's own `endpoints.events`, and to nobody
// else, and only while the shopper's consent is granted; this module is not even loaded
// before. Events are append-only, each with an id of its own, so that a batch sent twice
// is stored once. They carry ids, the slot, the arms, the propensity and the quote's
// totals: never a name, a token, a cost or evidence. Losing them costs learning, not money,
// so a batch that cannot be sent waits for the next, within bounds.
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
}

/** What every event of this sheet has in common. */
export interface About {
  sheet_id: string;
  order_id: string;
  currency: string;
}

/** What proves the visit, sent once a batch: without it the shop takes no event. */
export type VisitProof = string | undefined;

/** The world, so that tests need no network and no time. */
export interface BeaconEnvironment {
  post(url: string, body: string): Promise<boolean>;
  later(ms: number, ring: () => void): void;
  id(): string;
}

/** Long enough to gather what one screen causes, short enough to be gone before a glance is over. */
const gatherMs = 1_000;
/** The server kit takes no more at once. */
const mostAtOnce = 100;
/** A page that cannot reach its shop forgets the oldest beyond this. */
const mostWaiting = 300;

const browser: BeaconEnvironment = {
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
  readonly #visit: VisitProof;
  readonly #world: BeaconEnvironment;
  #waiting: object[] = [];
  #gathering = false;
  #sending = false;

  /** Requires: `url` is allowed by the sheet and consent is granted. */
  constructor(url: string, about: About, visit: VisitProof, world: BeaconEnvironment = browser) {
    this.#url = url;
    this.#about = about;
    this.#visit = visit;
    this.#world = world;
  }

  /** Notes an event; it is sent with others within a second. `atMs` is server-corrected. */
  add(happening: Happening, session: Session | null, atMs: number): void {
    const { event, slot, step, candidate_id, problem, charged, quote } = happening;
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
      ...(decision && {
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
    const taken = await this.#world.post(
      this.#url,
      jsonText({ ...(this.#visit !== undefined && { visit: this.#visit }), events: batch }),
    );
    this.#sending = false;
    if (!taken) this.#waiting.unshift(...batch);
  }

  /** Consent was withdrawn: what was not sent never will be. */
  forget(): void {
    this.#waiting = [];
  }
}
