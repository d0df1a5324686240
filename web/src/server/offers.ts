// SPDX-License-Identifier: MIT
//
// What the page asks about an offer before it is bought: its price today (quote), a token
// for a successor the sheet holds without one (next), and once more time (extend). None of
// them changes an order. All answer tokens of the same jti, so that whatever the shopper
// does with old and new ones stays one purchase.
import { reasonProblem } from '../engine/vocabulary.js';
import { requireBuyer, type Shop } from './accept.js';
import { ask, type Flow } from './calls.js';
import { milliseconds, seconds, type OfferClaims } from './claims.js';
import { currentTerms } from './judge.js';
import { pathTo, withDeclined } from './ledger.js';
import { done, notOffered, problem, type Reply } from './problems.js';
import { problemReply } from './replies.js';
import { readObject, readOffer } from './request.js';
import { claimsFor, isReply, priceLine } from './verify-accept.js';

/** Readers of one order's record that overtake each other look again. */
const MAX_ATTEMPTS = 8;

const time = (ms: number): string => new Date(ms).toISOString();

function* offerOf(
  text: string | null,
): Flow<{ members: Record<string, unknown>; body: Exclude<ReturnType<typeof readOffer>, { wrong: string }> } | Reply> {
  const members = readObject(text);
  if (members === null) return problem('invalid', 'The body must be one JSON object.', {}, 400);
  const body = readOffer(members);
  if ('wrong' in body)
    return problem('invalid', `${body.wrong} is missing or of the wrong type.`, { pointer: body.wrong });
  const stranger = yield* requireBuyer(body.order_id);
  return stranger ?? { members, body };
}

/**
 * POST quote: the exact price with today's tax and shipping, and a new token where they differ from the signed ones.
 */
export function* quote(text: string | null, shop: Shop): Flow<Reply> {
  const asked = yield* offerOf(text);
  if (isReply(asked)) return asked;
  const { body } = asked;
  const claims = yield* claimsFor(shop.issuer, body.token ?? '', body);
  if (isReply(claims)) return claims;
  const order = yield* ask('order', { order_id: claims.order });
  if (order === null) return problem('invalid', 'There is no such order.', {}, 404);
  if (order.released) return problemReply('order_released');
  const variantId = body.variant_id ?? claims.terms.candidates[0].product.variants[0]?.id ?? '';
  const quantity = body.quantity ?? claims.terms.candidates[0].quantity?.default ?? 1;
  const now = yield* ask('now', null);
  const live = yield* currentTerms(claims, order, variantId, quantity);
  // The order may have grown since the token was signed; its total is shown, never charged.
  const terms = { ...live, order: { ...live.order, total: order.total } };
  const offer = yield* priceLine(claims, terms, variantId, quantity, now);
  if (isReply(offer)) return offer;
  const renewed =
    live === claims.terms
      ? {}
      : {
          token: yield* ask('sign', { claims: { ...claims, terms } }),
          key: claims.jti,
          deadline: time(milliseconds(claims.exp)),
        };
  return done({ quote: offer.quote, ...renewed });
}

/** POST extend: WCAG 2.2.1, once per offer. Asking again answers the same deadline. */
export function* extend(text: string | null, shop: Shop): Flow<Reply> {
  const asked = yield* offerOf(text);
  if (isReply(asked)) return asked;
  const claims = yield* claimsFor(shop.issuer, asked.body.token ?? '', asked.body);
  if (isReply(claims)) return claims;
  if (claims.extend_until_ms === null)
    return problem('invalid', 'The deadline of this offer cannot be moved.', {}, 409);
  const now = yield* ask('now', null);
  const before = yield* ask('extension', { jti: claims.jti });
  if (before === null && now >= milliseconds(claims.exp)) return problemReply('expired');
  const order = yield* ask('order', { order_id: claims.order });
  if (order === null || order.released) return problemReply('order_released');
  const until = Math.min(claims.extend_until_ms, order.hold_until_ms ?? Infinity);
  if (until <= milliseconds(claims.exp))
    return problem('invalid', 'The order is packed at this deadline; it cannot be moved.', {}, 409);
  const deadline = before ?? (yield* ask('extend_once', { jti: claims.jti, deadline_ms: until }));
  const token = yield* ask('sign', { claims: { ...claims, exp: seconds(deadline), extend_until_ms: null } });
  return done({ token, key: claims.jti, deadline: time(deadline) });
}

/** Writes down the refusal that led to this offer. A reply where the funnel does not lead here. */
function* recordPath(claims: OfferClaims, from: string | null): Flow<Reply | null> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const record = yield* ask('ledger', { issuer: claims.iss, order_id: claims.order });
    const path = pathTo(claims, from, record);
    if (isReply(path)) return path;
    const ledger = withDeclined(record.ledger, path.instead_of, path.step - 1);
    if (ledger === record.ledger || (yield* ask('commit', { ledger, purchase: null }))) return null;
  }
  return { ...problem('unavailable', 'Try again.'), retry_after_s: 1 };
}

/** POST next: the token of a successor, from the sheet as it would be published now. */
export function* next(text: string | null, shop: Shop): Flow<Reply> {
  const asked = yield* offerOf(text);
  if (isReply(asked)) return asked;
  const { body, members } = asked;
  const now = yield* ask('now', null);
  const offers = yield* ask('offers', { order_id: body.order_id, now_ms: now });
  if (offers === null) return problem('invalid', 'There is no such order, or it has no offers.', {}, 404);
  if (offers.holdout) return notOffered('holdout', 'This order is shown no offers.');
  const found = offers.tokens.find(token => token.candidate_id === body.candidate_id);
  if (found === undefined) {
    const reasons = offers.dropped.find(left => left.candidate_id === body.candidate_id)?.reasons ?? [];
    const word = reasons.map(({ reason }) => reasonProblem[reason]).find(type => type !== undefined);
    return problemReply(word ?? 'superseded');
  }
  const claims = yield* claimsFor(shop.issuer, found.token, body);
  if (isReply(claims)) return claims;
  const from = members['by'] === 'decline' && typeof members['from'] === 'string' ? members['from'] : null;
  const refused = yield* recordPath(claims, from);
  return refused ?? done({ token: found.token, key: found.key, deadline: time(found.deadline_ms) });
}
