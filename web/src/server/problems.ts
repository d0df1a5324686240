// SPDX-License-Identifier: MIT
//
// What can go wrong with a request, as RFC 9457 problem documents. `type` is one of the words
// of src/vocabulary/problems.json (a relative URI reference) and is all a client branches on;
// `title` is for people reading logs, `detail` says what to do. The HTTP status follows from
// the type, except where HTTP has a more exact one for `invalid` (400, 404, 405, 413, 415).

import { problemDocuments, type ProblemType } from '../engine/vocabulary.js';

export { problemDocuments, type ProblemType };

/** What a flow answers: a status and a JSON object; `server_time` is added on the way out. */
export interface Reply {
  status: number;
  body: Record<string, unknown>;
  retry_after_s?: number;
}

/** A problem document; `more` are its extension members. */
export function problem(type: ProblemType, detail: string, more: Record<string, unknown> = {}, status?: number): Reply {
  const known = problemDocuments[type];
  const reply: Reply = {
    status: status ?? known.status,
    body: { type, title: known.title, status: status ?? known.status, detail, ...more },
  };
  if (type === 'in_progress') reply.retry_after_s = 1;
  return reply;
}

/** Why an order may not take an offer, beside the reasons that `decide` gives with the same words. */
export type NotOfferedReason =
  | 'holdout'
  | 'funnel_only'
  | 'not_started'
  | 'trigger_false'
  | 'giveaway_budget_spent'
  | 'slots_spent'
  | 'line_changed';

/** The order may not take this offer. `operands` as the reason has them: the limit, and what would be. */
export const notOffered = (reason: NotOfferedReason, detail: string, operands: Record<string, number> = {}): Reply =>
  problem('not_offered', detail, { reason, ...operands });

/** A success. */
export function done(body: Record<string, unknown>, status = 200): Reply {
  return { status, body };
}
