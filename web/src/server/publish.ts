// SPDX-License-Identifier: MIT
//
// From the private sheet to what a browser may see: the core assigns the arms that touch
// price, drops what private facts exclude and removes every private field; this file signs
// one token for each one-click candidate that is left and puts it where the page finds it.
// Serve the result `Cache-Control: private, no-store`: a token is the buyer's alone.
import { consentNeeded, lawOf, type Law } from '../engine/law.js';
import { POLICY_DEFAULTS, type Candidate, type OfferSheet, type Order } from '../engine/sheet.js';
import type { LeftOut, Refusal } from '../engine/wire.js';
import { consentDigest, seconds, tokenId, type OfferClaims, type Terms } from './claims.js';
import type { EnginePort, KeyringPort } from './ports.js';

export interface PublishOptions {
  /** The moment of publishing, in milliseconds. */
  now: number;
  keys: KeyringPort;
  engine: EnginePort;
  /** Who experiments and exploration are drawn for; default: the sheet's visitor, else its order. */
  visitor?: string;
  /**
   * Whether this page is served to the order's authenticated buyer. A forwarded link must not charge anyone, so
   * otherwise one-click offers become links where they have a URL, and are left out where they have none.
   */
  buyer_present?: boolean;
}

export interface PublishedSheet {
  ok: true;
  /** The page sheet as a value; see sheetScript for putting it into HTML. */
  sheet: Record<string, unknown>;
  /** For the server's log only: what private facts excluded, and why. */
  dropped: LeftOut[];
  /** Each one-click offer's token, also found in the sheet. */
  tokens: { candidate_id: string; token: string; key: string; deadline_ms: number }[];
}

type PageCandidate = Pick<
  Candidate,
  'id' | 'kind' | 'funnel_only' | 'on_decline' | 'accept' | 'consent' | 'availability'
>;

type PageSheet = Pick<OfferSheet, 'id' | 'issued_at' | 'policy'> & {
  order: Pick<Order, 'id' | 'billing_country' | 'shipping_country' | 'fulfilment'>;
  candidates: PageCandidate[];
};

const MINUTE = 60_000;
/** Servers of one shop do not agree on the time to the second; a token is honoured this much before it was made. */
const SKEW_SECONDS = 60;

/** The wording that must be agreed to before this candidate may be bought; null where none must. */
function requiredConsent(candidate: PageCandidate, law: Law): string | null {
  return consentNeeded(candidate, law) ? consentDigest(candidate.consent ?? {}) : null;
}

/** An offer whose deadline may be moved once: never past the fulfilment hold, never where the hold is the deadline. */
function extendUntil(candidate: PageCandidate, sheet: PageSheet, deadlineMs: number): number | null {
  const { extendable, cause } = candidate.availability ?? {};
  if (extendable !== true || cause === 'fulfilment') return null;
  const hold = sheet.order.fulfilment?.hold_until;
  const more = deadlineMs + (sheet.policy?.token_minutes ?? POLICY_DEFAULTS.token_minutes) * MINUTE;
  const until = typeof hold === 'string' ? Math.min(more, Date.parse(hold)) : more;
  return until > deadlineMs ? until : null;
}

/** One-click without the buyer becomes a link, or null where there is nowhere to link to. */
function withoutBuyer(candidate: PageCandidate): PageCandidate | null {
  if ((candidate.accept?.mode ?? 'one_click') !== 'one_click') return candidate;
  const url = candidate.accept?.url;
  return typeof url === 'string' ? { ...candidate, accept: { mode: 'link', url } } : null;
}

/**
 * The page sheet of a private sheet, with its tokens signed.
 * Errors: the core's refusal, unchanged, where the sheet itself is malformed.
 */
export async function publish(sheet: string | object, options: PublishOptions): Promise<PublishedSheet | Refusal> {
  const { now, keys, engine, visitor } = options;
  const published = engine.publish(sheet, visitor === undefined ? { now } : { now, visitor });
  if (!published.ok) return published;
  const page = published.sheet as unknown as PageSheet;
  const law = lawOf(page);
  const kept =
    options.buyer_present === false ? page.candidates.map(withoutBuyer).filter(c => c !== null) : page.candidates;
  const terms = new Map(published.tokens.map(token => [token.candidate_id, token]));
  const tokens: PublishedSheet['tokens'] = [];
  for (const candidate of kept) {
    const mode = candidate.accept?.mode ?? 'one_click';
    const signable = terms.get(candidate.id);
    if (mode !== 'one_click' || signable === undefined) continue;
    const { deadline_ms } = signable;
    const claims: OfferClaims = {
      iss: keys.issuer,
      jti: tokenId(keys.issuer, page.order.id, candidate.id),
      order: page.order.id,
      candidate: candidate.id,
      sheet: page.id,
      mode,
      terms: signable.terms as unknown as Terms,
      consent: requiredConsent(candidate, law),
      declined_candidates:
        candidate.funnel_only === true
          ? kept.filter(other => other.on_decline === candidate.id).map(other => other.id)
          : [],
      undo_seconds: page.policy?.undo_seconds ?? POLICY_DEFAULTS.undo_seconds,
      extend_until_ms: extendUntil(candidate, page, deadline_ms),
      nbf: seconds(Math.min(now, Date.parse(page.issued_at))) - SKEW_SECONDS,
      exp: seconds(deadline_ms),
    };
    const token = await keys.sign(claims);
    candidate.accept = { ...candidate.accept, mode, token, key: claims.jti };
    tokens.push({ candidate_id: candidate.id, token, key: claims.jti, deadline_ms });
  }
  return { ok: true, sheet: { ...published.sheet, candidates: kept }, dropped: published.dropped, tokens };
}
