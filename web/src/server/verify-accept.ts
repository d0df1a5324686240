// SPDX-License-Identifier: MIT
//
// Whether an accept request is genuine, and whether it is within its terms. Two questions,
// kept apart because their order matters: a genuine request is looked up first, and only a
// new purchase has to meet the deadline, the consent and the price. The quote is recomputed
// from the token's claims alone, by the same core that the page used. What the request says
// about prices is only compared, never used.
import { drive } from './drive.js';
import { ask, type Flow, type Performers } from './calls.js';
import { milliseconds, readClaims, type OfferClaims, type Terms } from './claims.js';
import { isOtherConsent } from './consent.js';
import type { EnginePort, KeyringPort, PurchaseLine, StockItem } from './ports.js';
import { notOffered, problem, type Reply } from './problems.js';
import { isStorableValue, fingerprintOf, readAccept, readObject, variantOf, type AcceptBody } from './request.js';
import type { Quote } from '../engine/wire.js';

/** A request whose token this shop signed, for this order and candidate. */
export interface VerifiedRequest {
  body: AcceptBody;
  claims: OfferClaims;
  fingerprint: string;
}

export interface Offer {
  line: PurchaseLine;
  quote: Quote;
}

export const isReply = (value: object): value is Reply => 'status' in value && 'body' in value;

const wrong = (pointer: string, detail: string): Reply => problem('invalid', detail, { pointer });

/** Verified claims that are about this order and candidate, or the reply that refuses them. */
export function* claimsFor(
  issuer: string,
  token: string,
  about: { order_id: string; candidate_id: string },
): Flow<OfferClaims | Reply> {
  const claims = readClaims(yield* ask('verify', { token }), issuer);
  if (claims === null) return problem('unauthorized', 'The token is not one this shop signed.');
  if (claims.order !== about.order_id) return problem('unauthorized', 'The token belongs to another order.');
  if (claims.candidate !== about.candidate_id) return problem('unauthorized', 'The token belongs to another offer.');
  return claims;
}

/** Reads the body and the key, and trusts only what is signed. */
export function* verifyRequest(
  issuer: string,
  text: string | null,
  key: string | undefined,
): Flow<VerifiedRequest | Reply> {
  const members = readObject(text);
  if (members === null) return problem('invalid', 'The body must be one JSON object.', {}, 400);
  const body = readAccept(members);
  if ('wrong' in body) return wrong(body.wrong, `${body.wrong} is missing or of the wrong type.`);
  const claims = yield* claimsFor(issuer, body.token, body);
  if (isReply(claims)) return claims;
  if (!isStorableValue([claims.order, claims.candidate, claims.sheet, claims.terms]))
    return wrong('/token', 'The token holds a text with U+0000 or half a surrogate pair, which no store can keep.');
  if (key !== claims.jti) return problem('invalid', "The header Idempotency-Key must be the token's key.");
  return { body, claims, fingerprint: fingerprintOf(body) };
}

/** What to take from stock: rows of one variant are one item, so that each is asked for once. */
function merged(rows: readonly StockItem[]): StockItem[] {
  const items = new Map<string, StockItem>();
  for (const row of rows) {
    const key = JSON.stringify([row.product_id, row.variant_id]);
    items.set(key, { ...row, quantity: (items.get(key)?.quantity ?? 0) + row.quantity });
  }
  return [...items.values()];
}

/** Everything about the line but its price. */
export function lineOf(
  claims: OfferClaims,
  variantId: string,
  variantTitle: string | undefined,
  quantity: number,
): Omit<PurchaseLine, 'quote'> {
  const { kind, product, components, replaces, covers } = claims.terms.candidates[0];
  const parts = (components ?? []).map(part => ({
    product_id: part.product.id,
    variant_id: part.variant_id ?? part.product.variants?.[0]?.id ?? '',
    quantity: (part.quantity ?? 1) * quantity,
  }));
  const title = [product.title, variantTitle].filter(text => text !== undefined && text !== '').join(', ');
  return {
    kind,
    product_id: product.id,
    variant_id: variantId,
    title,
    quantity,
    items: parts.length > 0 ? merged(parts) : [{ product_id: product.id, variant_id: variantId, quantity }],
    replaces: replaces ? { line_id: replaces.line_id, quantity: replaces.quantity ?? 1 } : null,
    covers: covers ? { line_id: covers.line_id, term_months: covers.term_months ?? 0 } : null,
    family: claims.family,
    ...(claims.links && { links: claims.links }),
  };
}

/** Prices a variant and quantity by the terms; a reply where they do not sell it. */
export function* priceLine(
  claims: OfferClaims,
  terms: Terms,
  variantId: string,
  quantity: number,
  now: number,
): Flow<Offer | Reply> {
  const variant = variantOf(claims, variantId);
  if (variant === null) return wrong('/variant_id', 'The token does not offer this variant.');
  const { min = 1, max = 1 } = terms.candidates[0].quantity ?? {};
  if (quantity < min || quantity > max) return wrong('/quantity', `The token allows ${String(min)} to ${String(max)}.`);
  const quote = yield* ask('quote', {
    terms,
    candidate_id: claims.candidate,
    variant_id: variantId,
    quantity,
    now_ms: now,
  });
  if (quote === null) return wrong('', 'The terms give no price for this.');
  return { quote, line: { ...lineOf(claims, variantId, variant.title, quantity), quote } };
}

/** What no new purchase may lack, at whatever later moment it is looked at. */
export function checkConditions(claims: OfferClaims, body: AcceptBody): Reply | null {
  if (claims.mode !== 'one_click') return problem('invalid', 'This offer is not bought by one click.');
  if (claims.consent !== null && !body.consent)
    return problem('consent_required', 'The terms must be agreed to first.');
  if (isOtherConsent(claims, body.agreed))
    return problem('consent_required', 'What was agreed to is not the wording of this offer.', { pointer: '/consent' });
  return null;
}

/** A new purchase must be reserved before the deadline. */
export function checkDeadline(now: number, deadline: number): Reply | null {
  return now >= deadline ? problem('expired', 'The deadline of this offer has passed.') : null;
}

export const TRIGGER_FALSE = notOffered('trigger_false', "The offer's condition does not hold at this moment.");

/** Whether a condition on the clock holds now. All other conditions were settled when the offer was published. */
export function* triggerHolds({ terms }: OfferClaims, now: number): Flow<boolean> {
  return terms.candidates[0].trigger === undefined || (yield* ask('trigger', { terms, now_ms: now }));
}

export type VerifiedAccept =
  | { ok: true; body: AcceptBody; claims: OfferClaims; fingerprint: string; quote: Quote; line: PurchaseLine }
  /**
   * `claims` where the request is genuine and only refused: an endpoint looks its key up first, for a purchase made in
   * time is answered with its 200 also past the deadline.
   */
  | { ok: false; problem: Reply; body: AcceptBody; claims: OfferClaims; fingerprint: string }
  | { ok: false; problem: Reply; claims: null };

const outside = (): never => {
  throw new Error('verifyAccept asks for nothing but a signature and a price');
};

/**
 * For shops with an accept endpoint of their own: is this request genuine, in time, agreed to, and at the price shown?
 * `ok` says nothing about the buyer, replays, stock or the order: see createOfferServer for all of it. Look up
 * `claims.jti` before a refusal is answered.
 */
export async function verifyAccept(
  request: { body: string; idempotencyKey: string | undefined },
  options: { keys: KeyringPort; engine: EnginePort; now: number },
): Promise<VerifiedAccept> {
  const { keys, engine, now } = options;
  const perform = new Proxy({}, { get: () => outside }) as Performers<true>;
  const performers: Performers<true> = Object.assign(Object.create(perform) as Performers<true>, {
    verify: ({ token }: { token: string }) => keys.verify(token),
    quote: quotePerformer(engine),
    trigger: triggerPerformer(engine),
  });
  function* flow(): Flow<VerifiedAccept> {
    const asked = yield* verifyRequest(keys.issuer, request.body, request.idempotencyKey);
    if (isReply(asked)) return { ok: false, problem: asked, claims: null };
    const no = (problem: Reply): VerifiedAccept => ({ ok: false, problem, ...asked });
    const { body, claims } = asked;
    const begun = now >= milliseconds(claims.nbf) ? null : notOffered('not_started', 'This offer has not begun.');
    const refused = begun ?? checkDeadline(now, milliseconds(claims.exp)) ?? checkConditions(claims, body);
    if (refused !== null) return no(refused);
    if (!(yield* triggerHolds(claims, now))) return no(TRIGGER_FALSE);
    const offer = yield* priceLine(claims, claims.terms, body.variant_id, body.quantity, now);
    if (isReply(offer)) return no(offer);
    const { quote } = offer;
    if (body.expected.total !== quote.total || body.expected.currency !== quote.currency)
      return no(problem('price_changed', 'The price differs from the one shown.', { quote, token: body.token }));
    return { ok: true, ...asked, ...offer };
  }
  return await drive(flow(), performers);
}

/** The core's quote, or null where it refuses. */
export function quotePerformer(engine: EnginePort): Performers<false>['quote'] {
  return ({ terms, candidate_id, variant_id, quantity, now_ms }) => {
    const quote = engine.quote(terms, { candidate_id, variant_id, quantity, now: now_ms });
    return 'ok' in quote ? null : quote;
  };
}

/** Decides on the terms alone, which are a sheet: its one candidate is left out for its trigger, or it is not. */
export function triggerPerformer(engine: EnginePort): Performers<false>['trigger'] {
  return ({ terms, now_ms }) => {
    const decision = engine.decide(terms, { now: now_ms });
    if (!('left_out' in decision)) return false;
    const failing = (reason: string): boolean => reason === 'trigger_false' || reason === 'rule_error';
    return !decision.left_out.some(({ reasons }) => reasons.some(({ reason }) => failing(reason)));
  };
}
