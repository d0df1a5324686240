// SPDX-License-Identifier: MIT
//
// A price redone: from an accept request and the sheet it answers, the core recomputes the
// quote and says equal, or names every place that differs. For disputes and for tests of a
// backend; the accept endpoint itself relies on the signed terms alone (verify-accept.ts).
// Where the request carries a token, the quote of its terms is compared as well. Its
// signature is not checked here: a dispute is about figures, and keys may have gone.
import type { AcceptRequest, Engine, Moment, Quote, SheetInput } from '../engine/public.js';

/** What `encore verify` reads: the body that was posted, and the sheet that was shown. */
export interface QuoteDispute {
  request: Omit<AcceptRequest, 'decision'> & Partial<Pick<AcceptRequest, 'decision'>>;
  sheet: SheetInput;
  /** The quote that was shown or charged, where it was kept: then every figure is compared. */
  quote?: Quote;
  /** When the price was asked for; dates a first renewal. Default: the sheet's issued_at. */
  now?: Moment;
}

/** One place where the dispute and the recomputed quote part. `path`: JSON Pointer into the dispute. */
export interface QuoteDifference {
  path: string;
  stated: unknown;
  recomputed: unknown;
}

export interface QuoteVerdict {
  equal: boolean;
  differences: QuoteDifference[];
  /** With its derivation; null where the sheet gives none, and `fault` says why. */
  quote: Quote | null;
  fault: string | null;
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const parsed = (sheet: SheetInput): unknown => (typeof sheet === 'string' ? JSON.parse(sheet) : sheet);
const text = (value: unknown): string => (typeof value === 'string' ? value : '?');
const member = (value: unknown, key: string): unknown => (isObject(value) ? value[key] : undefined);

/** Which member of the request a fault of the core is about. */
const faultPaths: Record<string, string> = {
  unknown_candidate: '/request/candidate_id',
  unknown_variant: '/request/variant_id',
  quantity_out_of_range: '/request/quantity',
};

function compare(differences: QuoteDifference[], path: string, stated: unknown, recomputed: unknown): void {
  if (isObject(stated) && isObject(recomputed)) {
    for (const key of new Set([...Object.keys(stated), ...Object.keys(recomputed)])) {
      if (key !== 'derivation') compare(differences, `${path}/${key}`, stated[key], recomputed[key]);
    }
  } else if (stated !== recomputed) {
    differences.push({ path, stated: stated ?? null, recomputed: recomputed ?? null });
  }
}

/** The terms that a compact JWS carries; undefined where it is none. */
function termsOf(token: unknown): object | undefined {
  if (typeof token !== 'string') return undefined;
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const terms = member(payload, 'terms');
    return isObject(terms) ? terms : undefined;
  } catch {
    return undefined;
  }
}

/** Recomputes the quote of a request from its sheet. Errors: throws only where the sheet's text is not JSON. */
export function verifyQuote(engine: Engine, dispute: QuoteDispute): QuoteVerdict {
  const request: Partial<QuoteDispute['request']> = isObject(dispute.request) ? dispute.request : {};
  const sheet = parsed(dispute.sheet);
  const differences: QuoteDifference[] = [];
  compare(differences, '/request/sheet_id', request.sheet_id, member(sheet, 'id'));
  compare(differences, '/request/order_id', request.order_id, member(member(sheet, 'order'), 'id'));

  const issued = Date.parse(String(member(sheet, 'issued_at')));
  const now = dispute.now ?? (Number.isNaN(issued) ? 0 : issued);
  // What a request does not name must differ, not fall back to a default of the core.
  const { quantity: given = 0 } = request;
  const counted = Number.isSafeInteger(given) && given >= 1;
  const quantity = counted ? given : 1;
  const asked = { candidate_id: text(request.candidate_id), variant_id: text(request.variant_id), quantity, now };
  const priced = engine.quote(dispute.sheet, { ...asked, derivation: true });
  const answer: typeof priced = counted || 'ok' in priced ? priced : { ok: false, fault: 'quantity_out_of_range' };
  if ('ok' in answer) {
    const fault = 'fault' in answer ? answer.fault : 'invalid';
    const path = faultPaths[fault] ?? '/sheet';
    differences.push({ path, stated: member(request, path.slice('/request/'.length)) ?? null, recomputed: null });
    return { equal: false, differences, quote: null, fault };
  }

  compare(differences, '/request/expected/total', member(request.expected, 'total'), answer.total);
  compare(differences, '/request/expected/currency', member(request.expected, 'currency'), answer.currency);
  if (dispute.quote) compare(differences, '/quote', dispute.quote, answer);
  const terms = termsOf(request.token);
  if (terms) {
    const signed = engine.quote(terms, asked);
    compare(differences, '/request/token/terms', 'ok' in signed ? null : signed, answer);
  }
  return { equal: differences.length === 0, differences, quote: answer, fault: null };
}
