// SPDX-License-Identifier: MIT
//
// POST accept: a click becomes one charge and one line, or neither. The order of questions
// is the contract: is the request genuine, is it the buyer's, is the key already taken; and
// only for a new purchase: does it make sense, then in time, order still open, at this price;
// then the reservation, made before the deadline, and the work that finish.ts shares with
// everybody who comes later. From the reservation on nothing may be called a failure that
// could still become a charge: a fault there is `in_progress`.
//
// A click may arrive more than once, and its copies may be judged at different moments. So a
// refusal that depends on the moment is itself written under the key before it is answered:
// reservation and refusal are the same compare-and-set, one of them is first, and every copy
// of the click is answered with that one.
import { ask, type Flow } from './calls.js';
import { milliseconds, tokenId, type OfferClaims, type Terms } from './claims.js';
import { atRest, finish, acquireLease, type Timeouts } from './finish.js';
import type { OrderSnapshot, Purchase } from './ports.js';
import { problem, type ProblemType, type Reply } from './problems.js';
import { replyFor, statusUrl, type Addresses } from './replies.js';
import {
  verifyRequest,
  isReply,
  lineOf,
  priceLine,
  checkDeadline,
  checkConditions,
  type VerifiedRequest,
  type Offer,
} from './verify-accept.js';
import { variantOf } from './request.js';

/** What every flow needs to know about the shop. */
export interface Shop extends Addresses, Timeouts {
  issuer: string;
  returnUrl: (orderId: string) => string;
}

const NOT_THE_BUYER = problem(
  'unauthorized',
  "Only the order's buyer may do this: sign in, or use the link from the payment.",
);

export function* requireBuyer(orderId: string): Flow<Reply | null> {
  return (yield* ask('owns', { order_id: orderId })) ? null : NOT_THE_BUYER;
}

/** Looks at a row as a second request does: finishes it if its process is gone, then answers. */
export function* replay(row: Purchase, fingerprint: string | null, shop: Shop): Flow<Reply> {
  let now = row;
  if (!atRest(row)) {
    const held = yield* acquireLease(row, shop);
    now = held === null ? row : yield* finish(held, shop, shop.returnUrl(row.order_id));
  }
  return replyFor(now, fingerprint, shop);
}

/** The signed terms with today's tax and shipping in them; the very same object where the shop names none. */
export function* currentTerms(
  claims: OfferClaims,
  order: OrderSnapshot,
  variantId: string,
  quantity: number,
): Flow<Terms> {
  const title = variantOf(claims, variantId)?.title;
  const live = yield* ask('live', { order, line: lineOf(claims.terms, variantId, title, quantity) });
  if (live === null) return claims.terms;
  const candidate = { ...claims.terms.candidates[0] };
  if (live.taxes !== undefined) candidate.taxes = live.taxes;
  if (live.shipping !== undefined) candidate.shipping = live.shipping;
  return { ...claims.terms, candidates: [candidate] };
}

/** Until when this offer may be reserved: the token's end, or the one extension it got. */
function* deadlineOf(claims: OfferClaims, now: number): Flow<number> {
  const end = milliseconds(claims.exp);
  if (now < end) return end;
  return Math.max(end, (yield* ask('extension', { jti: claims.jti })) ?? 0);
}

/**
 * An alternative to what was refused makes no sense once that was bought elsewhere; unnamed, once all it may have been
 * was.
 */
function* superseded(claims: OfferClaims, from: string | null): Flow<boolean> {
  const refused = from !== null && claims.declined_candidates.includes(from) ? [from] : claims.declined_candidates;
  for (const candidate of refused) {
    const row = yield* ask('find', { jti: tokenId(claims.iss, claims.order, candidate) });
    if (row?.state !== 'accepted') return false;
  }
  return refused.length > 0;
}

/** What is asked for, at the signed price; a reply where no copy of this request could ever be granted. */
function* validateTerms({ body, claims }: VerifiedRequest): Flow<Offer | Reply> {
  const now = yield* ask('now', null);
  return (
    checkConditions(claims, body, now) ?? (yield* priceLine(claims, claims.terms, body.variant_id, body.quantity, now))
  );
}

/** The offer at today's price, and why it cannot be bought at this moment, if so. */
interface Judged {
  offer: Offer;
  refused: Reply | null;
}

/** All that a new purchase has to meet at this moment, in order. */
function* judge({ body, claims }: VerifiedRequest, signed: Offer): Flow<Judged> {
  const no = (refused: Reply): Judged => ({ offer: signed, refused });
  const now = yield* ask('now', null);
  const late = checkDeadline(now, yield* deadlineOf(claims, now));
  if (late !== null) return no(late);
  const order = yield* ask('order', { order_id: claims.order });
  if (order === null) return no(problem('invalid', 'There is no such order.', {}, 404));
  if (order.released) return no(problem('order_released', 'The order is packed, cancelled or returned.'));
  if (!order.one_click)
    return no(problem('payment_declined', "The order's payment cannot be charged again. Nothing was charged."));
  if (order.currency !== signed.quote.currency)
    return no(problem('invalid', "The offer is not in the order's currency."));
  if (yield* superseded(claims, body.from))
    return no(problem('superseded', 'What this offer was the alternative to has been bought.'));
  const terms = yield* currentTerms(claims, order, body.variant_id, body.quantity);
  const offer = terms === claims.terms ? signed : yield* priceLine(claims, terms, body.variant_id, body.quantity, now);
  if (isReply(offer)) return no(offer);
  const { total, currency } = offer.quote;
  if (body.expected.total === total && body.expected.currency === currency) return { offer, refused: null };
  const token = terms === claims.terms ? body.token : yield* ask('sign', { claims: { ...claims, terms } });
  const deadline = new Date(milliseconds(claims.exp)).toISOString();
  return {
    offer,
    refused: problem('price_changed', 'The price differs from the one shown.', {
      quote: offer.quote,
      token,
      key: claims.jti,
      deadline,
    }),
  };
}

/** What a row says of this request, whether it is reserved or refused. */
function rowOf(
  { body, claims, fingerprint }: VerifiedRequest,
  { line, quote }: Offer,
  version: number,
  attempt: number,
): Omit<Purchase, 'state' | 'lease_until_ms' | 'reserved_at_ms'> {
  return {
    jti: claims.jti,
    order_id: claims.order,
    candidate_id: claims.candidate,
    fingerprint,
    attempt,
    version,
    hold: `${claims.jti}:${String(version)}`,
    amount: quote.total,
    currency: quote.currency,
    line,
    consent_digest: claims.consent,
    sheet_id: claims.sheet,
    decision: body.decision,
    charge_id: null,
    line_id: null,
    order_total: null,
    undo_seconds: claims.undo_seconds,
    undo_until_ms: null,
    action_url: null,
    problem: null,
  };
}

/** This request's row under the key, first of all or in place of the freed one; or the row of whoever was first. */
function* write(
  asked: VerifiedRequest,
  offer: Offer,
  freed: Purchase | null,
  what: Pick<Purchase, 'state' | 'lease_until_ms' | 'reserved_at_ms'> & Partial<Purchase>,
): Flow<{ won: boolean; purchase: Purchase }> {
  if (freed === null) return yield* ask('reserve', { fresh: { ...rowOf(asked, offer, 1, 1), ...what } });
  const { jti, version, attempt } = freed;
  const moved = yield* ask('swap', {
    jti,
    version,
    changes: { ...rowOf(asked, offer, version + 1, attempt), ...what },
  });
  if (moved !== null) return { won: true, purchase: moved };
  return { won: false, purchase: (yield* ask('find', { jti })) ?? freed };
}

/**
 * Answers a refusal once it is on record: from then on no copy of the click can reserve. One that already has is
 * answered instead.
 */
function* refuse(
  asked: VerifiedRequest,
  offer: Offer,
  freed: Purchase | null,
  refused: Reply,
  shop: Shop,
): Flow<Reply> {
  const now = yield* ask('now', null);
  const word = refused.body['type'] as ProblemType;
  const { won, purchase } = yield* write(asked, offer, freed, {
    state: 'free',
    lease_until_ms: 0,
    reserved_at_ms: now,
    problem: word,
  });
  if (won) return { ...refused, body: { ...refused.body, last_refusal: purchase.version } };
  return yield* orInProgress(replay(purchase, asked.fingerprint, shop), purchase.jti, shop);
}

/**
 * A request that was under way while its twin was refused must not buy after all: the page has told the shopper the
 * refusal. Pages say which refusal a click answers; one that answers an older one gets the last outcome again.
 */
function isStaleRetry({ body }: VerifiedRequest, freed: Purchase): boolean {
  return body.last_refusal !== null && body.last_refusal < freed.version;
}

/** POST accept. */
export function* accept(request: { text: string | null; key: string | undefined }, shop: Shop): Flow<Reply> {
  const asked = yield* verifyRequest(shop.issuer, request.text, request.key);
  if (isReply(asked)) return asked;
  const { claims, fingerprint } = asked;
  const stranger = yield* requireBuyer(claims.order);
  if (stranger !== null) return stranger;
  const known = yield* ask('find', { jti: claims.jti });
  if (known !== null && known.state !== 'free')
    return yield* orInProgress(replay(known, fingerprint, shop), claims.jti, shop);
  if (known !== null && isStaleRetry(asked, known)) return replyFor(known, fingerprint, shop);
  const signed = yield* validateTerms(asked);
  if (isReply(signed)) return signed;
  const { offer, refused } = yield* judge(asked, signed);
  if (refused !== null) return yield* refuse(asked, offer, known, refused, shop);
  // The moment that counts is this one: everything above may have taken its time.
  const now = yield* ask('now', null);
  const late = checkDeadline(now, yield* deadlineOf(claims, now));
  if (late !== null) return yield* refuse(asked, offer, known, late, shop);
  return yield* orInProgress(purchase(asked, offer, known, now, shop), claims.jti, shop);
}

function* purchase(asked: VerifiedRequest, offer: Offer, freed: Purchase | null, now: number, shop: Shop): Flow<Reply> {
  const { won, purchase: row } = yield* write(asked, offer, freed, {
    state: 'reserved',
    lease_until_ms: now + shop.leaseMs,
    reserved_at_ms: now,
  });
  if (!won) return yield* replay(row, asked.fingerprint, shop);
  return replyFor(yield* finish(row, shop, shop.returnUrl(row.order_id)), asked.fingerprint, shop);
}

/** A port that fails once money may be moving leaves the outcome open; the next poll or the reconciler will tell. */
function* orInProgress(flow: Flow<Reply>, jti: string, shop: Shop): Flow<Reply> {
  try {
    return yield* flow;
  } catch {
    return problem('in_progress', 'Ask status_url for the outcome.', { status_url: statusUrl(shop, jti) });
  }
}
