// SPDX-License-Identifier: MIT
//
// The session's side of the wire: its state as text, the events that move it, the effects
// it requests, and the bodies that the shop's endpoints exchange with it. The session core
// decides everything; a host only carries. Types alone: nothing here runs.
import type { RequestKind, SessionEmit, SlotState } from './vocabulary.js';
import type { Quote } from './wire.js';

export type { RequestKind, SessionEmit };

/** One card's memory. Opaque to hosts: the session is kept and given back as text. */
export interface SessionSlot {
  candidate_id: string;
  step: number;
  state: SlotState;
  [key: string]: unknown;
}

/** At most 4 KB as JSON text; survives a reload; never holds the sheet or anything personal. */
export interface Session {
  version: 1;
  sheet_id: string;
  order_id: string;
  /** What every event and accept reports about the choice; absent before `start`. */
  decision?: {
    decision_id: string;
    propensity_ppb: number;
    holdout?: true;
    /** Part of what publish drew had ended. */
    fallback?: true;
    arms: Record<string, number>;
  };
  slots: SessionSlot[];
  [key: string]: unknown;
}

/**
 * What happened, as a host saw it. Times are server-corrected and come with the call. A host that names a visitor
 * of its own (not the sheet's) names it with every event: it picks the experiments' arms and is never stored.
 */
export type SessionEvent = { visitor?: string } &
  /** First of all, or after a reload (session not null). Remembered refusals come from storage. */
  (
    | { type: 'start'; seed?: string; declined?: { candidate_id: string; at_ms: number }[] }
    /** The timer rang, the page woke, the clock was corrected. Anything due is done; else a no-op. */
    | { type: 'tick' }
    /** The card was painted; half of it was in view for a second. Both count once. */
    | { type: 'shown' | 'viewed'; slot: number }
    /** The shopper picked a variant or quantity. One that cannot be priced changes nothing. */
    | { type: 'choose'; slot: number; variant_id: string; quantity: number }
    /** The shopper clicked. `total` is what the button said: another price is shown again and asked again. */
    | { type: 'accept'; slot: number; total: number; consent: boolean }
    /**
     * `dismiss` closes an outcome; it is no refusal, and after a purchase it brings the next offer, if there is one.
     */
    | { type: 'decline' | 'undo' | 'extend' | 'dismiss'; slot: number }
    /** An answer to the request effect of that id. `body` is parsed JSON or null. */
    | { type: 'response'; request: number; status: number; body: unknown; retry_after_ms?: number }
    /** No answer: the connection failed, timed out, the body was cut; or `blocked`: the host refuses that URL. */
    | { type: 'failure'; request: number; fault: 'network' | 'timeout' | 'truncated' | 'blocked' }
    /** The shopper came back from strong authentication. */
    | { type: 'returned'; slot: number }
    /** Another tab of the same order moved on. Never trusted for money: it only makes us ask. */
    | { type: 'peer'; candidate_id: string; state: SlotState }
  );

/*
 * What an absent endpoint means:
 *   accept  a click answers `unavailable` and sends nothing
 *   status  only a reply's status_url is asked; where none came either, pending repeats the accept with the same key,
 *           and unconfirmed says that it does not know, and rests
 *   undo    only a reply's undo.url is called
 *   extend  more time is not offered
 *   quote   after the order changed, the other cards are priced from their signed terms, at once
 *   next    successors need their tokens in the sheet
 *   time    the host asks the accept endpoint for its Date; without that either, no countdown is shown
 *   events  nothing is reported
 */

/** What the host shall do, in this order. Where there is a `persist` it comes first, before the request it protects. */
export type Effect =
  | { type: 'persist' }
  /** POST: application/json, `Idempotency-Key: key` where there is a key. Answer with `response` or `failure`. */
  | {
      type: 'request';
      id: number;
      kind: RequestKind;
      slot: number;
      method: 'GET' | 'POST';
      url: string;
      key?: string;
      body?: unknown;
      timeout_ms: number;
    }
  /**
   * For analytics and DOM events. `decided` comes once per decision with slot -1 and candidate_id ""; `holdout` once
   * for each slot that would have been shown. `quote` is what the card stood for, where it had a price.
   */
  | {
      type: 'emit';
      event: SessionEmit;
      slot: number;
      candidate_id: string;
      step: number;
      problem?: string;
      charged?: number;
      quote?: Quote;
    }
  /** Something to be read out politely; `message` is a SlotState or a problem. */
  | { type: 'announce'; message: string; slot: number }
  /** Where the focus belongs if it stood in this card. `card`: another offer took the place. */
  | { type: 'focus'; slot: number; target: 'card' | 'outcome' | 'accept' }
  | { type: 'navigate'; url: string; slot: number }
  | { type: 'remember_decline'; candidate_id: string; until_ms: number }
  | { type: 'broadcast'; candidate_id: string; state: SlotState };

// ---- The bodies of the endpoints. All replies are JSON, carry `server_time` (RFC 3339) and are never cached. ----

/** POST endpoints.accept, Idempotency-Key: the candidate's accept.key. Repeated byte for byte but for `decision`. */
export interface AcceptRequest {
  sheet_id: string;
  order_id: string;
  candidate_id: string;
  variant_id: string;
  quantity: number;
  token: string;
  expected: { total: number; currency: string };
  /** False where nothing was ticked; else the text that was agreed to, as it stood beside the box. */
  consent: boolean | { text: string; locale: string };
  decision: {
    decision_id: string;
    slots: { candidate_id: string; step: number }[];
    arms: Record<string, number>;
    propensity_ppb: number;
  };
  /**
   * `last_refusal` of the refusal this click answers, 0 for the first: a request under way meanwhile buys nothing.
   */
  last_refusal: number;
  /**
   * Of a successor that came by decline: the candidate that was declined. Where it was bought elsewhere, `superseded`.
   */
  from?: string;
}

/** 200 of accept and status. Anything less than these fields, `undo` apart, is not a success. */
export interface AcceptReply {
  purchase_id: string;
  line_id: string;
  charged: number;
  order_total: number;
  undo: { url: string; until: string } | null;
  /** `undone` where the purchase was taken back since; absent means accepted. */
  state?: 'accepted' | 'undone';
  server_time: string;
}

/** 202 of accept and status: not yet known. Ask again at `status_url`. */
export interface PendingReply {
  status_url: string;
  server_time: string;
}

/** RFC 9457. `type` is one of the words above, or a URI that ends in one; only it is branched on. */
export interface Problem {
  type: string;
  title?: string;
  status?: number;
  detail?: string;
  /** action_required: where the shopper authenticates, and where the outcome can be read. */
  action_url?: string;
  /** action_required, in_progress. */
  status_url?: string;
  /** price_changed: the new terms, of the same jti. */
  quote?: Quote;
  token?: string;
  deadline?: string | null;
  /** already_accepted: what was bought. */
  variant_id?: string;
  quantity?: number;
  purchase_id?: string;
  line_id?: string;
  charged?: number;
  order_total?: number;
  undo?: AcceptReply['undo'];
  state?: 'accepted' | 'undone';
  /**
   * The refusal is on record: no copy of the click can buy any more, and the next accept names it. Where it is absent
   * and copies of the request may be under way, `unauthorized` and `invalid` are asked about before they are believed,
   * `rate_limited` and `unavailable` always.
   */
  last_refusal?: number;
  server_time?: string;
}

/**
 * GET status_url of a reply, else endpoints.status with `key=<accept.key>` added to its query. 200 AcceptReply,
 * 202 PendingReply, 404 when nothing is reserved or bought under the key, else a Problem (the last definite outcome).
 * Absent, and no status_url ever came: pending is polled by repeating the accept itself, with the same key.
 */
export type StatusReply = AcceptReply | PendingReply | Problem;

/** POST undo.url of the reply (endpoints.undo where that is empty), Idempotency-Key: accept.key. 410 after `until`. */
export interface UndoRequest {
  order_id: string;
  candidate_id: string;
  purchase_id: string;
}
export interface UndoReply {
  order_total: number;
  refunded?: number;
  server_time: string;
}

/** POST endpoints.quote: asked after the order changed, before the other cards' buttons work. Absent: quoted here. */
export interface QuoteRequest {
  sheet_id: string;
  order_id: string;
  candidate_id: string;
  variant_id: string;
  quantity: number;
  token: string;
}
/** `token` and `deadline` only where they replace those in hand. A Problem refuses. */
export interface QuoteReply {
  quote: Quote;
  token?: string;
  key?: string;
  deadline?: string | null;
  server_time: string;
}

/** POST endpoints.next: the token of a successor that the sheet holds without one. */
export interface NextRequest {
  sheet_id: string;
  order_id: string;
  candidate_id: string;
  from: string;
  by: 'accept' | 'decline';
}
export interface NextReply {
  token: string;
  key: string;
  deadline?: string | null;
  quote?: Quote;
  server_time: string;
}

/** POST endpoints.extend: once per offer; the new deadline never passes fulfilment.hold_until. Absent: not offered. */
export interface ExtendRequest {
  sheet_id: string;
  order_id: string;
  candidate_id: string;
  token: string;
}
export interface ExtendReply {
  token: string;
  deadline: string;
  server_time: string;
}
