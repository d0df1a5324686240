// SPDX-License-Identifier: MIT
//
// The closed list of things that can go wrong with a request, as RFC 9457 problem documents.
// `type` is one of the words below (a relative URI reference) and is all a client branches
// on; `title` is for people reading logs, `detail` says what to do. The HTTP status follows
// from the type, except where HTTP has a more exact one for `invalid` (400, 404, 405, 413,
// 415). Whether a problem leaves the key free is said beside it.

import type { ProblemType } from '../engine/session.js';

export const PROBLEMS = {
  /** Definite: nothing was charged. Frees the key. */
  payment_declined: { status: 402, title: 'The payment was declined' },
  /** The bank wants the shopper: `action_url`, then `status_url`. Holds the key. */
  action_required: { status: 402, title: 'The bank asks for authentication' },
  /** Another variant or quantity was bought under this key, or it was undone. */
  already_accepted: { status: 409, title: 'This offer was already accepted' },
  /** Not success and not failure: poll `status_url`. Holds the key. */
  in_progress: { status: 409, title: 'The outcome is not known yet' },
  /** Comes with the new `quote`, `token` and `key`. Frees the key. */
  price_changed: { status: 409, title: 'The price changed' },
  out_of_stock: { status: 409, title: 'Out of stock' },
  /** Packed, cancelled or returned. Anything charged is refunded. */
  order_released: { status: 409, title: 'The order can no longer be changed' },
  expired: { status: 410, title: 'The time for this has passed' },
  /** The shopper accepted what this offer was the alternative to, or it is not offered any more. */
  superseded: { status: 409, title: 'This offer no longer applies' },
  consent_required: { status: 422, title: 'The terms must be agreed to' },
  /** No valid token, not the buyer, or an origin that is not allowed. */
  unauthorized: { status: 403, title: 'Not allowed' },
  invalid: { status: 422, title: 'The request makes no sense' },
  rate_limited: { status: 429, title: 'Too many requests' },
  /** Nothing was done; the same key may be tried again. */
  unavailable: { status: 503, title: 'Not available just now' },
} as const satisfies Record<ProblemType, { status: number; title: string }>;

export type { ProblemType };

/** What a flow answers: a status and a JSON object; `server_time` is added on the way out. */
export interface Reply {
  status: number;
  body: Record<string, unknown>;
  retry_after_s?: number;
}

/** A problem document; `more` are its extension members. */
export function problem(type: ProblemType, detail: string, more: Record<string, unknown> = {}, status?: number): Reply {
  const known = PROBLEMS[type];
  const reply: Reply = {
    status: status ?? known.status,
    body: { type, title: known.title, status: status ?? known.status, detail, ...more },
  };
  if (type === 'in_progress') reply.retry_after_s = 1;
  return reply;
}

/** A success. */
export function done(body: Record<string, unknown>, status = 200): Reply {
  return { status, body };
}
