// SPDX-License-Identifier: MIT
//
// What an offer token says, and how a verified payload becomes it. The heart is `terms`: a
// sheet of the one candidate, cut down to what pricing reads, so that quoting a token is
// quoting a sheet and needs no second code path. `jti` is derived from issuer, order and
// candidate: every rendering of an offer carries the same one, which makes a double click,
// a retry, a reload and a second tab one purchase. Times are NumericDates (RFC 7519) with
// milliseconds kept as fraction.
import { createHash } from 'node:crypto';
import type { CandidateKind } from '../engine/vocabulary.js';
import type { ReceiptLinks } from './receipt.js';

/** The one candidate of the terms, as far as the kit looks into it. The core reads the rest. */
export interface TermsCandidate {
  id: string;
  kind: CandidateKind;
  product: { id: string; title?: string; variants: { id: string; title?: string }[] };
  components?:
    { product: { id: string; variants?: { id: string }[] }; variant_id?: string | null; quantity?: number }[] | null;
  quantity?: { default?: number; min?: number; max?: number } | null;
  replaces?: { line_id: string; quantity?: number } | null;
  covers?: { line_id: string; term_months?: number } | null;
  taxes?: { title: string; rate_ppm: number }[] | null;
  /** Of an offer whose trigger looks at the clock: judged again at accept, over the order in these terms. */
  trigger?: unknown;
  consent?: { text?: string } | null;
  shipping?: { amount?: number; taxable?: boolean; free_from?: number | null } | null;
}

export interface Terms {
  currency: string;
  order: { id: string; total: number; lines?: { id: string; quantity: number; unit_price: number; paid?: number }[] };
  candidates: [TermsCandidate];
  [key: string]: unknown;
}

export interface OfferClaims {
  iss: string;
  jti: string;
  order: string;
  candidate: string;
  sheet: string;
  mode: string;
  terms: Terms;
  /** Digest of the wording that must be agreed to; null where none must. */
  consent: string | null;
  /** What else names that wording; null where none must be agreed to. */
  consent_of: { url: string | null; version: string | null } | null;
  /** How many offers the surface and the order may take. */
  limits: OfferLimits;
  /** Never shown first: only after one of the candidates below was answered. */
  funnel_only: boolean;
  /** The fewest answers that lead here, this offer's own included; 1: it may be shown first. */
  step: number;
  /** Candidates whose refusal brings this one. */
  declined_candidates: string[];
  /** Candidates whose purchase brings this one. */
  accepted_candidates: string[];
  /** The order line that it replaces or covers, with its units when this was signed; null for other offers. */
  line: { id: string; units: number } | null;
  /** The product's family; two covers of one family do not cover one unit. */
  family: string | null;
  /** What the receipt has to say of withdrawing and cancelling; null where nothing. */
  links: ReceiptLinks | null;
  undo_seconds: number;
  /** The latest deadline that `extend` may give, in milliseconds; null where it may not. */
  extend_until_ms: number | null;
  /** When it was signed. */
  iat: number;
  /** The offer's beginning, else a little before it was signed. */
  nbf: number;
  exp: number;
}

/** What the token says of the limits that `publish` with a storage also keeps in the order's ledger. */
export interface OfferLimits {
  surface: string;
  /** Offers of this surface that are no successors. */
  max_offers: number | null;
  max_steps: number | null;
  /** All offers of the order. */
  max_accepts: number | null;
}

/** The token id of an offer: base64url of SHA-256 over the JSON array of its three names. */
export function tokenId(issuer: string, order: string, candidate: string): string {
  return createHash('sha256')
    .update(JSON.stringify([issuer, order, candidate]))
    .digest('base64url');
}

/** Names the wording a shopper agreed to, so that it can be proven later. */
export function consentDigest(consent: { text?: string; url?: string | null }): string {
  return createHash('sha256')
    .update(JSON.stringify([consent.text ?? '', consent.url ?? '']))
    .digest('base64url');
}

export const seconds = (ms: number): number => ms / 1000;
export const milliseconds = (numericDate: number): number => Math.round(numericDate * 1000);

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter(isText) : []);
const count = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;

/** A token made without the kit may leave limits out; then it has none. */
function readLimits(value: unknown): OfferLimits {
  const given = isObject(value) ? value : {};
  return {
    surface: isText(given['surface']) ? given['surface'] : '',
    max_offers: count(given['max_offers']),
    max_steps: count(given['max_steps']),
    max_accepts: count(given['max_accepts']),
  };
}

function readLine(value: unknown): OfferClaims['line'] {
  if (!isObject(value) || !isText(value['id'])) return null;
  const units = count(value['units']);
  return units === null ? null : { id: value['id'], units };
}

/** Links as they were signed; only texts. */
function readLinks(value: unknown): ReceiptLinks | null {
  if (!isObject(value)) return null;
  const { withdrawal_url, cancel_url } = value;
  return { ...(isText(withdrawal_url) && { withdrawal_url }), ...(isText(cancel_url) && { cancel_url }) };
}

function readConsent(value: unknown): OfferClaims['consent_of'] {
  if (!isObject(value)) return null;
  const { url, version } = value;
  return { url: isText(url) ? url : null, version: isText(version) ? version : null };
}

/** Claims of a payload whose signature holds; null if they are not an offer of `issuer`. Time is not judged. */
export function readClaims(payload: Record<string, unknown> | null, issuer: string): OfferClaims | null {
  if (payload === null || payload['iss'] !== issuer) return null;
  const { jti, order, candidate, mode, terms, nbf, exp } = payload;
  if (!isText(jti) || !isText(order) || !isText(candidate) || !isText(mode) || !isObject(terms)) return null;
  if (typeof nbf !== 'number' || typeof exp !== 'number' || !Number.isFinite(nbf) || !Number.isFinite(exp)) return null;
  const candidates = terms['candidates'];
  if (jti !== tokenId(issuer, order, candidate) || !Array.isArray(candidates) || candidates.length !== 1) return null;
  const only = candidates[0] as unknown;
  if (!isObject(only) || only['id'] !== candidate || !isObject(only['product']) || !isObject(terms['order']))
    return null;
  const { sheet, consent, undo_seconds: undo, extend_until_ms: until, funnel_only, step, family, iat } = payload;
  return {
    iss: issuer,
    jti,
    order,
    candidate,
    mode,
    nbf,
    exp,
    sheet: isText(sheet) ? sheet : '',
    terms: terms as unknown as Terms,
    consent: isText(consent) ? consent : null,
    consent_of: readConsent(payload['consent_of']),
    limits: readLimits(payload['limits']),
    funnel_only: funnel_only === true,
    step: count(step) ?? 1,
    declined_candidates: texts(payload['declined_candidates']),
    accepted_candidates: texts(payload['accepted_candidates']),
    line: readLine(payload['line']),
    family: isText(family) ? family : null,
    links: readLinks(payload['links']),
    iat: typeof iat === 'number' && Number.isFinite(iat) ? iat : nbf,
    undo_seconds: typeof undo === 'number' && undo >= 0 ? undo : 0,
    extend_until_ms: typeof until === 'number' ? until : null,
  };
}
