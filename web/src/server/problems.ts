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

/** A success. */
export function done(body: Record<string, unknown>, status = 200): Reply {
  return { status, body };
}
