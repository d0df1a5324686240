// SPDX-License-Identifier: MIT
//
// What a purchase, as it stands, answers to each request about it: the accept that made it,
// a replay, another tab, a status poll. One function for all, so that no two of them can
// disagree. A success is said only where the row says so.
import type { Purchase } from './ports.js';
import { done, problem, problemDocuments, type ProblemType, type Reply } from './problems.js';

/** Where the routes are reachable from the page. */
export interface Addresses {
  base: string;
}

export const statusUrl = ({ base }: Addresses, jti: string, orderId: string): string =>
  `${base}/status/${jti}?order_id=${encodeURIComponent(orderId)}`;
export const undoUrl = ({ base }: Addresses, jti: string): string => `${base}/undo/${jti}`;

const time = (ms: number): string => new Date(ms).toISOString();

/** The 200 of an accepted purchase; byte-identical at every replay but for `server_time`. */
export function acceptedReply(row: Purchase, to: Addresses): Reply {
  const undo =
    row.undo_until_ms !== null && row.undo_seconds > 0
      ? { url: undoUrl(to, row.jti), until: time(row.undo_until_ms) }
      : null;
  return done({
    purchase_id: row.jti,
    line_id: row.line_id,
    charged: row.amount,
    order_total: row.order_total,
    undo,
    variant_id: row.line.variant_id,
    quantity: row.line.quantity,
    ...row.line.links,
    state: 'accepted',
  });
}

export function undoneReply(row: Purchase): Reply {
  const refunded = row.charge_id === null ? 0 : row.amount;
  return done({
    purchase_id: row.jti,
    line_id: row.line_id,
    charged: row.amount,
    order_total: row.order_total,
    undo: null,
    state: 'undone',
    refunded,
  });
}

const detailOf = (type: ProblemType): string => problemDocuments[type].detail ?? problemDocuments[type].title;

/** The problem that a row ended with, as far as it is on record. */
const recorded = (row: Purchase, type: ProblemType): Reply =>
  row.problem_reason === null ? problemReply(type) : problem(type, detailOf(type), { reason: row.problem_reason });

/** A refusal on record. A click that names it in `last_refusal` is a new one; anything older is a stale retry. */
function refusal(row: Purchase, type: ProblemType, same: boolean): Reply {
  const plain = recorded(row, type);
  // The new price of what was asked for; the token that was sent beside it is not kept, and the old one will do.
  const more = type === 'price_changed' && same ? { quote: row.line.quote, key: row.jti } : {};
  return { ...plain, body: { ...plain.body, ...more, last_refusal: row.version } };
}

/** Nothing stands under the key, and nothing will until the next accept. */
export const nothingReserved = (lastRefusal?: number): Reply =>
  problem(
    'invalid',
    'Nothing is reserved or bought under this key.',
    lastRefusal === undefined ? {} : { last_refusal: lastRefusal },
    404,
  );

/** A problem by its word alone. */
export const problemReply = (type: ProblemType): Reply => problem(type, detailOf(type));

/**
 * The answer to a request with this fingerprint; null stands for a poll, which asks about
 * whatever was bought and gets 202 instead of `in_progress`.
 */
export function replyFor(row: Purchase, fingerprint: string | null, to: Addresses): Reply {
  const same = fingerprint === null || fingerprint === row.fingerprint;
  const status_url = statusUrl(to, row.jti, row.order_id);
  const bought = { variant_id: row.line.variant_id, quantity: row.line.quantity };
  switch (row.state) {
    case 'accepted':
      return same
        ? acceptedReply(row, to)
        : problem('already_accepted', 'Another variant or quantity was bought under this key.', {
            ...acceptedReply(row, to).body,
          });
    case 'undone':
      return fingerprint === null
        ? undoneReply(row)
        : problem('already_accepted', 'It was bought and undone; an undone purchase stays spent.', {
            ...bought,
            ...undoneReply(row).body,
          });
    case 'refunded':
      return recorded(row, row.problem ?? 'order_released');
    case 'free':
      if (row.problem !== null) return refusal(row, row.problem, fingerprint === row.fingerprint);
      // Given up before anything was asked of the gateway: a poll learns that nothing stands, a click may go on at
      // once.
      return fingerprint === null ? nothingReserved(row.version) : refusal(row, 'unavailable', same);
    case 'action_required':
      if (same && row.action_url !== null)
        return problem('action_required', 'Open action_url; afterwards only status_url says the outcome.', {
          action_url: row.action_url,
          status_url,
        });
      return problem('in_progress', 'Another choice under this key waits for authentication.', { status_url });
    case 'reserved':
    case 'charging':
    case 'charged':
    case 'undoing':
    case 'refunding': {
      if (fingerprint !== null) return problem('in_progress', 'Ask status_url for the outcome.', { status_url });
      return { ...done({ status_url }, 202), retry_after_s: 1 };
    }
  }
}
