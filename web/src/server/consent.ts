// SPDX-License-Identifier: MIT
//
// The proof of what a shopper agreed to: the whole text, its version and language, when, and for
// which sum. It is taken from the signed terms, or from the request where its text is the signed
// one, and kept with the purchase: for three years, or one year after the contract has ended,
// whichever is longer (California Business and Professions Code 17602; elsewhere it is the shop's
// proof that the button's law was kept).
import { consentDigest, type OfferClaims } from './claims.js';
import type { Purchase, StoragePort } from './ports.js';
import type { ConsentProof } from './receipt.js';

/** What a page says was agreed to; null members where it does not say. */
export interface Agreed {
  text: string | null;
  version: string | null;
  locale: string | null;
}

const YEAR = 365 * 86_400_000;
const MONTH = 31 * 86_400_000;
const AFTER_CONSENT = 3 * YEAR + 86_400_000; // with a leap day
const AFTER_CONTRACT = YEAR + 86_400_000;
/** A contract whose end is not known: the last moment that a Date can hold. */
const UNTIL_ENDED = 8_640_000_000_000_000;

/** True where the page names another text or version than the signed one. */
export function isOtherConsent({ consent, consent_of: of, terms }: OfferClaims, agreed: Agreed | null): boolean {
  if (consent === null || agreed === null) return false;
  const text = agreed.text ?? terms.candidates[0].consent?.text ?? '';
  if (consentDigest({ text, url: of?.url ?? null }) !== consent) return true;
  return agreed.version !== null && agreed.version !== (of?.version ?? null);
}

/** What is kept of the consent to this offer; null where none was asked for. */
export function proofOf(
  { consent, consent_of: of, terms }: OfferClaims,
  agreed: Agreed | null,
  bought: { at_ms: number; total: number; currency: string },
): ConsentProof | null {
  if (consent === null) return null;
  return {
    text: agreed?.text ?? terms.candidates[0].consent?.text ?? '',
    url: of?.url ?? null,
    version: of?.version ?? null,
    locale: agreed?.locale ?? (typeof terms['locale'] === 'string' ? terms['locale'] : null),
    ...bought,
  };
}

/** Until when a purchase has to be kept; null where its consent asks for nothing. */
export function keepUntil(proof: ConsentProof | null, { terms }: OfferClaims): number | null {
  if (proof === null) return null;
  const { kind, covers } = terms.candidates[0];
  const least = proof.at_ms + AFTER_CONSENT;
  if (kind === 'subscription') return UNTIL_ENDED;
  return Math.max(least, proof.at_ms + (covers?.term_months ?? 0) * MONTH + AFTER_CONTRACT);
}

/**
 * Notes that the contract of a purchase has ended (a subscription was cancelled): a year later its proof may go.
 * Returns until when it is kept; null where there is no such purchase or nothing to keep.
 */
export async function contractEnded(
  storage: Pick<StoragePort, 'find' | 'swap'>,
  jti: string,
  endedAtMs: number,
): Promise<number | null> {
  for (;;) {
    const row = await storage.find(jti);
    if (!row?.consent) return null;
    const keep_until_ms = Math.max(row.consent.at_ms + AFTER_CONSENT, endedAtMs + AFTER_CONTRACT);
    if (await storage.swap(jti, row.version, { keep_until_ms })) return keep_until_ms;
  }
}

/** One consent of an order, as evidence. */
export type ConsentRecord = Pick<Purchase, 'candidate_id' | 'state' | 'keep_until_ms'> & {
  purchase_id: string;
  title: string;
  consent: ConsentProof;
};

/** Everything that was agreed to with one order's offers, for a dispute or a request of the shopper. */
export async function consentsOf(
  storage: Pick<StoragePort, 'ledger'>,
  { issuer, order_id }: { issuer: string; order_id: string },
): Promise<ConsentRecord[]> {
  const { purchases } = await storage.ledger(issuer, order_id);
  return purchases.flatMap(({ jti, candidate_id, state, line, consent, keep_until_ms }) =>
    consent === null || state === 'free'
      ? []
      : [{ purchase_id: jti, candidate_id, title: line.title, state, keep_until_ms, consent }],
  );
}
