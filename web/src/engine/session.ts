// SPDX-License-Identifier: MIT
//
// The session's side of the wire: its state as text, the events that move it and the
// effects it asks for. The session core decides everything; a host only carries.
import type { SlotState, Quote } from './wire.js';

/** One card's memory. Opaque to hosts: store it, give it back. */
export interface SessionSlot {
  candidate_id: string;
  state: SlotState;
  [key: string]: unknown;
}

/** At most 4 KB as JSON text; survives a reload; never holds the sheet or anything personal. */
export interface Session {
  version: 1;
  sheet_id: string;
  order_id: string;
  slots: SessionSlot[];
  [key: string]: unknown;
}

/** What happened, as a host saw it. Times are server-corrected and come with the call. */
export type SessionEvent =
  /** First of all, or after a reload (session not null). Remembered refusals come from storage. */
  | { type: 'start'; visitor?: string; seed?: string; declined?: { candidate_id: string; at_ms: number }[] }
  /** The timer rang, the page woke, the clock was corrected. Anything due is done; else a no-op. */
  | { type: 'tick' }
  /** The card was painted; half of it was in view for a second. */
  | { type: 'shown' | 'viewed'; slot: number }
  /** The shopper picked a variant or quantity. */
  | { type: 'choose'; slot: number; variant_id: string; quantity: number }
  /** The shopper clicked. `total` is what the button said. */
  | { type: 'accept'; slot: number; total: number; consent: boolean }
  | { type: 'decline' | 'undo' | 'extend' | 'dismiss'; slot: number }
  /** An answer to the request effect of that id. `body` is parsed JSON or null. */
  | { type: 'response'; request: number; status: number; body: unknown; retry_after_ms?: number }
  /** No answer: the connection failed, timed out, or the body was cut. */
  | { type: 'failure'; request: number; fault: 'network' | 'timeout' | 'truncated' | 'blocked' }
  /** The shopper came back from strong authentication. */
  | { type: 'returned'; slot: number }
  /** Another tab of the same order moved on. Never trusted for money: it only makes us ask. */
  | { type: 'peer'; candidate_id: string; state: SlotState };

export type RequestKind = 'accept' | 'quote' | 'status' | 'undo' | 'extend' | 'next' | 'time';

/** What the host shall do. Order matters: persist comes before the request it protects. */
export type Effect =
  | { type: 'persist' }
  | { type: 'request'; id: number; kind: RequestKind; slot: number; method: 'GET' | 'POST'; url: string; key?: string; body?: unknown; timeout_ms: number }
  | { type: 'emit'; event: 'decided' | 'holdout' | 'shown' | 'viewed' | 'accepted' | 'declined' | 'expired' | 'failed' | 'undone'; slot: number; candidate_id: string; problem?: string; quote?: Quote }
  | { type: 'announce'; message: string; slot: number }
  | { type: 'focus'; slot: number; target: 'card' | 'outcome' | 'accept' }
  | { type: 'navigate'; url: string; slot: number }
  | { type: 'remember_decline'; candidate_id: string; until_ms: number }
  | { type: 'broadcast'; candidate_id: string; state: SlotState };
