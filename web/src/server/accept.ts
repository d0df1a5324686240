// SPDX-License-Identifier: MIT
//
// POST accept: a click becomes one charge and one line, or neither. The order of questions
// is the contract: is the request genuine, is it the buyer's, is the key already taken; and
// only for a new purchase: are its terms met, then everything that judge.ts asks about the
// moment; then the reservation, made before the deadline, and the work that finish.ts shares
// with every later request. From the reservation on nothing may be called a failure that
// could still become a charge: a fault there is `in_progress`.
//
// A click may arrive more than once, and its copies may be judged at different moments. So a
// refusal that depends on the moment is itself written under the key before it is answered:
// reservation and refusal are the same compare-and-set, one of them is first, and every copy
// of the click is answered with that one.
import { ask, type Flow } from './calls.js';
import type { OfferClaims } from './claims.js';
import { keepUntil, proofOf } from './consent.js';
import { acquireLease, atRest, finish, type Timeouts } from './finish.js';
import { judge, type Judged } from './judge.js';
import type { OrderRecord } from './ledger.js';
import type { Purchase } from './ports.js';
import { problem, type ProblemType, type Reply } from './problems.js';
import { isId } from './request.js';
import { replyFor, statusUrl, type Addresses } from './replies.js';
import { checkConditions, checkDeadline, isReply, priceLine, verifyRequest } from './verify-accept.js';
import type { Offer, VerifiedRequest } from './verify-accept.js';

/** What every flow needs to know about the shop. */
export interface Shop extends Addresses, Timeouts {
  issuer: string;
  returnUrl: (orderId: string) => string;
}

/** Reservations of one order that overtake each other are judged again; a page sends two at most. */
const MAX_ATTEMPTS = 8;

const NOT_THE_BUYER = problem(
  'unauthorized',
  "Only the order's buyer may do this: sign in, or use the link from the payment.",
);

export function* requireBuyer(orderId: string): Flow<Reply | null> {
  return (yield* ask('owns', { order_id: orderId })) ? null : NOT_THE_BUYER;
}

/** The row of this shop under the key; another shop's row in the same table is none. */
export function* findPurchase(jti: string, shop: Shop): Flow<Purchase | null> {
  if (!isId(jti)) return null;
  const row = yield* ask('find', { jti });
  return row?.issuer === shop.issuer ? row : null;
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

/** What is asked for, at the signed price; a reply where no copy of this request could ever be granted. */
function* validateTerms({ body, claims }: VerifiedRequest): Flow<Offer | Reply> {
  const now = yield* ask('now', null);
  return checkConditions(claims, body) ?? (yield* priceLine(claims, claims.terms, body.variant_id, body.quantity, now));
}

type Written = Pick<Purchase, 'state' | 'lease_until_ms' | 'retry_at_ms' | 'reserved_at_ms'> & Partial<Purchase>;

/** What a row says of this request, whether it is reserved or refused: a new row, or one in place of the freed one. */
function rowOf(
  { body, claims, fingerprint }: VerifiedRequest,
  { offer, path }: Judged,
  freed: Purchase | null,
  what: Written,
): Purchase {
  const version = (freed?.version ?? 0) + 1;
  const { total, currency } = offer.quote;
  const consent = proofOf(claims, body.agreed, { at_ms: what.reserved_at_ms, total, currency });
  return {
    jti: claims.jti,
    issuer: claims.iss,
    order_id: claims.order,
    candidate_id: claims.candidate,
    surface: claims.limits.surface,
    step: path.step,
    instead_of: path.instead_of,
    fingerprint,
    attempt: freed?.attempt ?? 1,
    version,
    tries: 0,
    hold: `${claims.jti}:${String(version)}`,
    amount: offer.quote.total,
    currency: offer.quote.currency,
    line: offer.line,
    consent_digest: claims.consent,
    consent,
    keep_until_ms: keepUntil(consent, claims),
    sheet_id: claims.sheet,
    decision: body.decision,
    charge_id: null,
    line_id: null,
    order_total: null,
    undo_seconds: claims.undo_seconds,
    undo_until_ms: null,
    action_url: null,
    problem: null,
    problem_reason: null,
    ...what,
  };
}

/** Puts the row under its key, in place of the freed one if there is one. Returns the row that is there now. */
function* write(row: Purchase, freed: Purchase | null): Flow<{ won: boolean; purchase: Purchase }> {
  if (freed === null) return yield* ask('reserve', { fresh: row });
  const { jti, version } = freed;
  const moved = yield* ask('swap', { jti, version, changes: row });
  if (moved !== null) return { won: true, purchase: moved };
  return { won: false, purchase: (yield* ask('find', { jti })) ?? freed };
}

/**
 * Answers a refusal once it is on record: from then on no copy of the click can reserve. One that already has is
 * answered instead.
 */
function* refuse(
  asked: VerifiedRequest,
  judged: Judged,
  freed: Purchase | null,
  refused: Reply,
  shop: Shop,
): Flow<Reply> {
  const now = yield* ask('now', null);
  const row = rowOf(asked, judged, freed, {
    state: 'free',
    lease_until_ms: 0,
    retry_at_ms: now,
    reserved_at_ms: now,
    problem: refused.body['type'] as ProblemType,
    problem_reason: (refused.body['reason'] as string | undefined) ?? null,
  });
  const { won, purchase } = yield* write(row, freed);
  if (won) return { ...refused, body: { ...refused.body, last_refusal: purchase.version } };
  return yield* orInProgress(replay(purchase, asked.fingerprint, shop), asked.claims, shop);
}

/**
 * A request that was under way while its twin was refused must not buy after all: the page has shown the shopper the
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
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    // One read for both questions: is the key taken, and what may the order still take.
    const record = yield* ask('ledger', { issuer: claims.iss, order_id: claims.order });
    const known = record.purchases.find(({ jti }) => jti === claims.jti) ?? null;
    if (known !== null && known.state !== 'free')
      return yield* orInProgress(replay(known, fingerprint, shop), claims, shop);
    if (known !== null && isStaleRetry(asked, known)) return replyFor(known, fingerprint, shop);
    const signed = yield* validateTerms(asked);
    if (isReply(signed)) return signed;
    const reply = yield* purchase(asked, signed, { freed: known, record }, shop);
    if (reply !== null) return reply;
  }
  return { ...problem('unavailable', 'Try again with the same key.'), retry_after_s: 1 };
}

/** Judges and reserves, then finishes; null where the order's record changed meanwhile: it has to be judged again. */
function* purchase(
  asked: VerifiedRequest,
  signed: Offer,
  { freed, record }: { freed: Purchase | null; record: OrderRecord },
  shop: Shop,
): Flow<Reply | null> {
  const { claims, fingerprint } = asked;
  const judged = yield* judge(asked, signed, record);
  if (judged.refused !== null) return yield* refuse(asked, judged, freed, judged.refused, shop);
  // The moment that counts is this one: everything above may have taken its time.
  const now = yield* ask('now', null);
  const late = checkDeadline(now, judged.deadline);
  if (late !== null) return yield* refuse(asked, judged, freed, late, shop);
  const row = rowOf(asked, judged, freed, {
    state: 'reserved',
    lease_until_ms: now + shop.leaseMs,
    retry_at_ms: now,
    reserved_at_ms: now,
  });
  function* reserved(): Flow<Reply | null> {
    if (!(yield* ask('commit', { ledger: judged.ledger, purchase: row }))) return null;
    return replyFor(yield* finish(row, shop, shop.returnUrl(row.order_id)), fingerprint, shop);
  }
  return yield* orInProgress(reserved(), claims, shop);
}

/** A port that fails once money may be moving leaves the outcome open; the next poll or the reconciler finds it. */
function* orInProgress<T>(flow: Flow<T>, { jti, order }: OfferClaims, shop: Shop): Flow<T | Reply> {
  try {
    return yield* flow;
  } catch {
    return problem('in_progress', 'Ask status_url for the outcome.', { status_url: statusUrl(shop, jti, order) });
  }
}
