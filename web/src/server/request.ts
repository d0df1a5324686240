// SPDX-License-Identifier: MIT
//
// The body of an accept request, and of the smaller ones beside it: which members they have
// and how they are held to their types. Members not named here are ignored; amounts and
// quantities must be safe integers, so that nothing is compared after losing a digit.
import type { AcceptRequest } from '../engine/session.js';
import type { OfferClaims } from './claims.js';
import type { Agreed } from './consent.js';

/** The request as it was read. `consent` is true where the shopper ticked the box, and never assumed. */
export interface AcceptBody extends Omit<AcceptRequest, 'last_refusal' | 'from' | 'decision' | 'consent'> {
  consent: boolean;
  /** What the page says was agreed to; null where it only says that it was. */
  agreed: Agreed | null;
  /** Null from pages that do not say. */
  last_refusal: number | null;
  /** Null where the offer came otherwise than by a refusal, or the page does not say. */
  from: string | null;
  /** Kept as sent, for the events. */
  decision: unknown;
}

/** The part of it that `quote`, `extend` and `next` need. */
export type OfferBody = Pick<AcceptBody, 'order_id' | 'candidate_id'> & {
  variant_id: string | null;
  quantity: number | null;
  token: string | null;
};

type Members = Record<string, unknown>;

// What PostgreSQL cannot hold, wherever it stands in a document: U+0000 and halves of surrogate pairs.
const isStorable = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);
/** Deeper than any document of the kit; a walk over more would run out of stack. */
const MAX_DEPTH = 100;

/** True where a store could keep this value: text that it can hold, at a depth that can be walked. */
export function isStorableValue(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth > MAX_DEPTH) return false;
  return Object.entries(value).every(([key, member]) => isStorable(key) && isStorableValue(member, depth + 1));
}

/** Parsed JSON object, or null for anything else. */
export function readObject(text: string | null): Members | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : null;
  } catch {
    return null;
  }
}

// Ids are echoed into rows, keys and logs; nothing that names a thing needs more.
const MAX_ID = 512;
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= MAX_ID && isStorable(value);
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

// A consent is a paragraph or a page of terms.
const MAX_CONSENT = 20_000;

/** `{text, version, locale}`, or null for true, false and nothing. */
function readAgreed(consent: unknown): Agreed | { wrong: string } | null {
  if (consent === undefined || consent === null || typeof consent === 'boolean') return null;
  if (typeof consent !== 'object' || Array.isArray(consent)) return { wrong: '/consent' };
  const { text, version, locale } = consent as Members;
  const isWhole = typeof text === 'string' && text !== '' && text.length <= MAX_CONSENT && isStorable(text);
  if (!isWhole) return { wrong: '/consent/text' };
  for (const [name, value] of Object.entries({ version, locale }))
    if (value !== undefined && value !== null && !isId(value)) return { wrong: `/consent/${name}` };
  return { text, version: isId(version) ? version : null, locale: isId(locale) ? locale : null };
}

/** The JSON Pointer of the first member that is wrong, or the body. */
export function readAccept(members: Members): AcceptBody | { wrong: string } {
  const {
    sheet_id,
    order_id,
    candidate_id,
    variant_id,
    quantity,
    token,
    expected,
    consent,
    last_refusal,
    from,
    decision,
  } = members;
  if (!isId(order_id)) return { wrong: '/order_id' };
  if (!isId(candidate_id)) return { wrong: '/candidate_id' };
  if (!isId(variant_id)) return { wrong: '/variant_id' };
  if (!isCount(quantity) || quantity === 0) return { wrong: '/quantity' };
  if (typeof token !== 'string') return { wrong: '/token' };
  if (typeof expected !== 'object' || expected === null) return { wrong: '/expected' };
  const { total, currency } = expected as Members;
  if (!isCount(total)) return { wrong: '/expected/total' };
  if (typeof currency !== 'string') return { wrong: '/expected/currency' };
  if (!isStorableValue(decision)) return { wrong: '/decision' };
  const agreed = readAgreed(consent);
  if (agreed !== null && 'wrong' in agreed) return agreed;
  return {
    sheet_id: isId(sheet_id) ? sheet_id : '',
    order_id,
    candidate_id,
    variant_id,
    quantity,
    token,
    expected: { total, currency },
    consent: consent === true || agreed !== null,
    agreed,
    last_refusal: isCount(last_refusal) ? last_refusal : null,
    from: isId(from) ? from : null,
    decision: decision ?? null,
  };
}

export function readOffer(members: Members): OfferBody | { wrong: string } {
  const { order_id, candidate_id, variant_id, quantity, token } = members;
  if (!isId(order_id)) return { wrong: '/order_id' };
  if (!isId(candidate_id)) return { wrong: '/candidate_id' };
  if (quantity !== undefined && quantity !== null && (!isCount(quantity) || quantity === 0))
    return { wrong: '/quantity' };
  return {
    order_id,
    candidate_id,
    variant_id: isId(variant_id) ? variant_id : null,
    quantity: isCount(quantity) ? quantity : null,
    token: typeof token === 'string' ? token : null,
  };
}

/** What makes two requests under one key the same. Neither `expected` nor `decision` is in it. */
export function fingerprintOf(body: Pick<AcceptBody, 'candidate_id' | 'variant_id' | 'quantity'>): string {
  return JSON.stringify([body.candidate_id, body.variant_id, body.quantity]);
}

/** The variant of the terms that is asked for; null where the token does not sell it. */
export function variantOf(claims: OfferClaims, variantId: string): { id: string; title?: string } | null {
  return claims.terms.candidates[0].product.variants.find(variant => variant.id === variantId) ?? null;
}
