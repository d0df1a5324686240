// SPDX-License-Identifier: MIT
//
// From the private sheet to what a browser may see: the core assigns the arms that touch
// price, drops what private facts exclude and removes every private field; this file signs
// one token for each one-click candidate that is left and puts it where the page finds it.
// Serve the result `Cache-Control: private, no-store`: a token is the buyer's alone.
import { POLICY_DEFAULTS, type Candidate, type OfferSheet } from '../engine/sheet.js';
import { givenAwayKinds } from '../engine/vocabulary.js';
import type { Published } from '../engine/engine.js';
import type { LeftOut, Refusal } from '../engine/wire.js';
import { consentDigest, seconds, tokenId, type OfferClaims, type Terms } from './claims.js';
import { stepsOf } from './funnel-steps.js';
import type { EnginePort, KeyringPort, OrderLedger, StoragePort } from './ports.js';
import { signVisit } from './visit.js';
import { publishedEvent, type PublishedEvent } from './published-event.js';
import { limitsOf, recordOf, recordPublication, unitsOf } from './record.js';

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
  /**
   * Where the order's ledger is kept: the first deadlines, the limits of each surface, the giveaway budget, the holdout
   * of the first publication, and what may still be undone (order.undoable). Without it the token carries what is
   * public of these, and nothing holds budgets, nor a deadline that a later rendering moves.
   */
  storage?: StoragePort;
  /**
   * For development hosts alone: `dropped` is written into the sheet as well, at `published.dropped`, where the
   * inspector reads it. Its operands tell floors, costs and budgets to everyone who can read the page's source.
   */
  development?: boolean;
  /** Gets the error of a storage that did not answer. Default: prints it. */
  onError?: (error: unknown, operation: string) => void;
}

export interface PublishedSheet {
  ok: true;
  /** The page sheet as a value; see sheetScript for putting it into HTML. */
  sheet: Record<string, unknown>;
  /** For the server's log only: what private facts excluded, and why. */
  dropped: LeftOut[];
  /** Each one-click offer's token, also found in the sheet. */
  tokens: { candidate_id: string; token: string; key: string; deadline_ms: number }[];
  /** The order is in a holdout: nothing is shown, so nothing was signed. */
  holdout: boolean;
  /**
   * The server's own event of this publish: what was considered, chosen and left out, costs included. Store it with the
   * events, whether or not a browser reports; never send it to one. Null where the page is not the buyer's: what is
   * shown behind a forwarded link says nothing of the order.
   */
  record: PublishedEvent | null;
}

type PageCandidate = Candidate;
type PageSheet = OfferSheet;

const MINUTE = 60_000;
/** Servers of one shop do not agree on the time to the second; a token is honoured this much before it was made. */
const SKEW_MS = 60_000;

/** An offer whose deadline may be moved once: never past the fulfilment hold, never where the hold is the deadline. */
function extendUntil(candidate: PageCandidate, sheet: PageSheet, deadlineMs: number): number | null {
  const { extendable, cause } = candidate.availability ?? {};
  if (extendable !== true || cause === 'fulfilment') return null;
  const { hold_until, ships_at, released } = sheet.order.fulfilment ?? {};
  const hold = hold_until ?? (released === true ? null : ships_at);
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

/** True where the decision shows nothing to this visitor, so that nothing is sold. Asked only where it may be. */
function isHoldout(page: PageSheet, options: PublishOptions): boolean {
  const mayBe = (page.policy?.holdout_bps ?? 0) > 0 || (page.experiments ?? []).some(one => one.holdout != null);
  if (!mayBe) return false;
  const { engine, now, visitor } = options;
  const decision = engine.decide(page, visitor === undefined ? { now } : { now, visitor });
  return 'holdout' in decision && decision.holdout;
}

/** What the order's ledger holds after this publication; null without a storage, or where it does not answer. */
async function ledgerFor(
  source: OfferSheet,
  page: PageSheet,
  holdout: boolean,
  { keys, storage, now, onError = printError }: PublishOptions,
): Promise<OrderLedger | null> {
  if (storage === undefined) return null;
  const kept = new Set(page.candidates.map(({ id }) => id));
  try {
    const about = { issuer: keys.issuer, orderId: page.order.id };
    return await recordPublication(storage, about, recordOf(source, kept, now, holdout));
  } catch (error) {
    onError(error, 'publish');
    return null;
  }
}

/** As far as this file reads it; null where the core will find that it is no sheet. */
function readSheet(source: string | object): OfferSheet | null {
  try {
    const sheet = (typeof source === 'string' ? JSON.parse(source) : source) as Partial<OfferSheet> | null;
    const { order, candidates } = sheet ?? {};
    const readable = typeof order?.id === 'string' && Array.isArray(candidates) && candidates.every(isRecord);
    return readable ? (sheet as OfferSheet) : null;
  } catch {
    return null;
  }
}

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** The offers of an order that were given more time, with their new deadlines. */
type Extensions = ReadonlyMap<string, number>;

/** What `extend` gave the offers of this sheet; nothing where the storage does not answer. */
async function extensionsOf(sheet: OfferSheet, options: PublishOptions): Promise<Extensions> {
  const { keys, storage, onError = printError } = options;
  const extended = new Map<string, number>();
  if (storage === undefined) return extended;
  try {
    for (const { id, availability } of sheet.candidates) {
      if (availability?.extendable !== true) continue;
      const until = await storage.extension(tokenId(keys.issuer, sheet.order.id, id));
      if (until !== null) extended.set(id, until);
    }
  } catch (error) {
    onError(error, 'publish');
  }
  return extended;
}

/**
 * The sheet with what offers added to its order and a shopper may still take back: a gift's threshold does not count
 * it, or a gift could be had for a purchase that is undone. The shop's own word is left as it is.
 */
async function withUndoable(sheet: OfferSheet, options: PublishOptions): Promise<OfferSheet> {
  const { keys, storage, now, onError = printError } = options;
  const isAsked = sheet.candidates.some(({ gift }) => typeof gift?.threshold === 'number');
  if (storage === undefined || !isAsked || typeof sheet.order.undoable === 'number') return sheet;
  try {
    const { purchases } = await storage.ledger(keys.issuer, sheet.order.id);
    const open = purchases.filter(
      ({ state, line_id, undo_until_ms }) =>
        line_id !== null &&
        (state === 'undoing' || (state === 'accepted' && undo_until_ms !== null && undo_until_ms > now)),
    );
    const undoable = open.reduce((sum, { amount }) => sum + amount, 0);
    return undoable > 0 ? { ...sheet, order: { ...sheet.order, undoable } } : sheet;
  } catch (error) {
    onError(error, 'publish');
    return sheet;
  }
}

/** The sheet with the deadlines that were moved: each is moved once. */
function withExtensions(sheet: OfferSheet, extensions: Extensions): OfferSheet {
  const moved = (candidate: Candidate): Candidate => {
    const until = extensions.get(candidate.id);
    if (until === undefined) return candidate;
    const availability = { ...candidate.availability, until: new Date(until).toISOString(), extendable: false };
    delete availability.minutes_after_order;
    return { ...candidate, availability };
  };
  return { ...sheet, candidates: sheet.candidates.map(moved) };
}

/** Shows the first announced deadline where today's would be later. */
function withFirstDeadline(
  candidate: PageCandidate,
  ledger: OrderLedger | null,
  extensions: Extensions,
): PageCandidate {
  if (extensions.has(candidate.id)) return candidate;
  const first = ledger?.published?.offers[candidate.id]?.deadline_ms ?? null;
  if (first === null) return candidate;
  const until = candidate.availability?.until;
  if (typeof until === 'string' && Date.parse(until) <= first) return candidate;
  return { ...candidate, availability: { ...candidate.availability, until: new Date(first).toISOString() } };
}

/** What the core says of a candidate whose token is signed. */
type Signable = Published['tokens'][number];

/** What names the wording beside its text; `version` is the shop's own name for it. */
const consentOf = ({ consent }: PageCandidate): OfferClaims['consent_of'] => ({
  url: consent?.url ?? null,
  version: consent?.version ?? null,
});

/** A gift is no contract; digital content may be supplied at once, by consent: neither has a right of withdrawal. */
function linksOf({ kind, withdrawal }: PageCandidate, { order }: PageSheet): OfferClaims['links'] {
  const waived = withdrawal === 'waived' || givenAwayKinds.has(kind) || (kind === 'digital' && withdrawal !== 'kept');
  const links = {
    ...(typeof order.withdrawal_url === 'string' && !waived && { withdrawal_url: order.withdrawal_url }),
    ...(typeof order.cancel_url === 'string' && kind === 'subscription' && { cancel_url: order.cancel_url }),
  };
  return Object.keys(links).length > 0 ? links : null;
}

/** What every token of a publication is made from. */
interface Signing {
  page: PageSheet;
  kept: readonly PageCandidate[];
  steps: ReadonlyMap<string, number>;
  options: PublishOptions;
}

function claimsOf(candidate: PageCandidate, signed: Signable, deadlineMs: number, signing: Signing): OfferClaims {
  const { page, kept, steps, options } = signing;
  const { keys, now } = options;
  const from = candidate.availability?.from;
  const begins = Math.min(now, Date.parse(page.issued_at)) - SKEW_MS;
  const about = candidate.replaces?.line_id ?? candidate.covers?.line_id;
  const line = page.order.lines.find(({ id }) => id === about);
  const leadingHere = (by: 'on_decline' | 'on_accept'): string[] =>
    kept.filter(other => other[by] === candidate.id).map(other => other.id);
  return {
    iss: keys.issuer,
    jti: tokenId(keys.issuer, page.order.id, candidate.id),
    order: page.order.id,
    candidate: candidate.id,
    sheet: page.id,
    mode: 'one_click',
    terms: signed.terms as unknown as Terms,
    consent: signed.consent_required ? consentDigest(candidate.consent ?? {}) : null,
    consent_of: signed.consent_required ? consentOf(candidate) : null,
    limits: limitsOf(page),
    funnel_only: candidate.funnel_only === true,
    step: steps.get(candidate.id) ?? 1,
    declined_candidates: leadingHere('on_decline'),
    accepted_candidates: leadingHere('on_accept'),
    line: line === undefined ? null : { id: line.id, units: unitsOf(line) },
    family: candidate.product.family ?? null,
    links: linksOf(candidate, page),
    undo_seconds: page.policy?.undo_seconds ?? POLICY_DEFAULTS.undo_seconds,
    extend_until_ms: extendUntil(candidate, page, deadlineMs),
    iat: seconds(now),
    nbf: seconds(typeof from === 'string' ? Math.max(begins, Date.parse(from)) : begins),
    exp: seconds(deadlineMs),
  };
}

/**
 * The page sheet of a private sheet, with its tokens signed. With `storage`, what is new of it is recorded in the
 * order's ledger, which the accept endpoint judges by; a storage that does not answer keeps no offer from the page.
 * Errors: the core's refusal, unchanged, where the sheet itself is malformed.
 */
export async function publish(sheet: string | object, options: PublishOptions): Promise<PublishedSheet | Refusal> {
  const { now, keys, engine, visitor } = options;
  const source = readSheet(sheet);
  const extensions = source === null ? new Map<string, number>() : await extensionsOf(source, options);
  const counted = source === null ? null : await withUndoable(source, options);
  const given = counted === null || extensions.size === 0 ? counted : withExtensions(counted, extensions);
  // One text for every question about the sheet: the core finds what it has decoded again by its bytes.
  const text = given === source && typeof sheet === 'string' ? sheet : JSON.stringify(given ?? sheet);
  const published = engine.publish(text, visitor === undefined ? { now } : { now, visitor });
  if (!published.ok) return published;
  if (source === null || given === null) throw new Error('the core takes a sheet that has no order or no candidates');
  // A forwarded link reports nothing: its visitor is not the order's.
  const isBuyer = options.buyer_present !== false;
  const page = published.sheet as unknown as PageSheet;
  const today = isHoldout(page, options);
  const ledger = await ledgerFor(given, page, today, options);
  const holdout = ledger?.published?.holdout ?? today;
  const dated = page.candidates.map(candidate => withFirstDeadline(candidate, ledger, extensions));
  const kept = options.buyer_present === false ? dated.map(withoutBuyer).filter(c => c !== null) : dated;
  const signable = new Map(published.tokens.map(token => [token.candidate_id, token]));
  const signing: Signing = { page, kept, steps: stepsOf(kept), options };
  const tokens: PublishedSheet['tokens'] = [];
  for (const candidate of holdout ? [] : kept) {
    const mode = candidate.accept?.mode ?? 'one_click';
    const signed = signable.get(candidate.id);
    if (mode !== 'one_click' || signed === undefined) continue;
    const first = extensions.get(candidate.id) ?? ledger?.published?.offers[candidate.id]?.deadline_ms;
    const deadline_ms = Math.min(signed.deadline_ms, first ?? Infinity);
    const claims = claimsOf(candidate, signed, deadline_ms, signing);
    const token = await keys.sign(claims);
    candidate.accept = { ...candidate.accept, mode, token, key: claims.jti };
    tokens.push({ candidate_id: candidate.id, token, key: claims.jti, deadline_ms });
  }
  const { dropped } = published;
  const visit = !isBuyer
    ? undefined
    : await signVisit(keys, now, {
        order: page.order.id,
        visitor: visitor ?? page.visitor?.id ?? page.order.id,
        surface: page.surface,
        candidates: kept.map(({ id }) => id),
      });
  const record = isBuyer
    ? publishedEvent(engine, source, {
        now,
        holdout,
        ...(given === source && { text }),
        ...(visitor !== undefined && { visitor }),
      })
    : null;
  const proof = {
    published: {
      ...(published.sheet['published'] as object),
      ...(visit && { visit }),
      ...(options.development === true && { dropped }),
    },
  };
  const signedSheet = { ...published.sheet, candidates: kept, ...statusOf(page), ...proof };
  return { ok: true, sheet: signedSheet, dropped, tokens, holdout, record };
}

/** The status address names the order, so that strangers learn nothing from it: see status.ts. */
function statusOf({ endpoints, order }: PageSheet): { endpoints?: object } {
  if (typeof endpoints?.status !== 'string') return {};
  const joint = endpoints.status.includes('?') ? '&' : '?';
  const status = `${endpoints.status}${joint}order_id=${encodeURIComponent(order.id)}`;
  return { endpoints: { ...endpoints, status } };
}

const printError = (error: unknown, operation: string): void => {
  console.error(`encore: ${operation} failed:`, error);
};
