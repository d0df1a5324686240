// SPDX-License-Identifier: MIT
//
// Warnings that need words: markup in copy, pressure that no fact of the sheet bears out, refusals that shame, and
// where the law of the order forbids them: generic environmental claims, and reviews that do not say how they were
// verified. The words are in words.ts. Nothing here throws: a sheet with issues is looked at as far as it can be read.
import { asksFor, lawOfSheet, type Law } from './law.js';
import { saysHowVerified } from './sentence.js';
import type { Warning } from './wire.js';
import { claimIn } from './words.js';

interface Looked {
  proof?: unknown;
  product?: { title?: unknown; variants?: unknown };
  copy?: Record<string, unknown>;
  availability?: Record<string, unknown>;
}

const MARKUP = /<\/?[a-z][^<>]*>|&(?:[a-z]{2,8}|#\d{2,6});/i;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Whether stock or a deadline of the sheet bears out such words. */
function bornOut(words: string, { product, availability }: Looked, held: boolean): boolean {
  const number = /\d+/.exec(words)?.[0];
  if (number === undefined)
    return held || availability?.['until'] != null || availability?.['minutes_after_order'] != null;
  const variants = Array.isArray(product?.variants) ? product.variants : [];
  return variants.some(variant => isObject(variant) && variant['stock'] === Number(number));
}

/** Reviews that the card will not show. */
function* ofProof(proof: unknown, at: string, law: Law): Generator<Warning> {
  if (!isObject(proof) || !asksFor(law, 'verified_reviews')) return;
  if (proof['rating'] == null && proof['reviews'] == null && proof['summary'] == null) return;
  const { text, url } = isObject(proof['verification']) ? proof['verification'] : {};
  if (saysHowVerified(text, typeof url === 'string')) return;
  const path = `${at}/proof/verification`;
  yield {
    code: 'reviews_not_shown',
    path,
    scope: 'candidate',
    subject: `${law} ${typeof text === 'string' ? text : ''}`,
  };
}

function* ofCandidate(candidate: Looked, at: string, held: boolean, law: Law): Generator<Warning> {
  const scope = 'candidate';
  yield* ofProof(candidate.proof, at, law);
  const texts = Object.entries(isObject(candidate.copy) ? candidate.copy : {}).map(
    ([key, text]) => [`/copy/${key}`, text] as const,
  );
  for (const [place, text] of [...texts, ['/product/title', candidate.product?.title] as const]) {
    if (typeof text !== 'string') continue;
    const path = at + place;
    const markup = MARKUP.exec(text)?.[0];
    if (markup !== undefined) yield { code: 'markup_in_copy', path, scope, subject: markup };
    const pressure = claimIn('pressure', text);
    if (pressure !== null && !bornOut(pressure, candidate, held))
      yield { code: 'pressure', path, scope, subject: pressure };
    const green = asksFor(law, 'no_generic_green') ? claimIn('green', text) : null;
    if (green !== null) yield { code: 'green', path, scope, subject: green };
    const shame = place === '/copy/decline' ? claimIn('shame', text) : null;
    if (shame !== null) yield { code: 'shame', path, scope, subject: shame };
  }
}

/** The warnings of a sheet's words; none where the text is no sheet. */
export function wordWarnings(sheetText: string): Warning[] {
  let sheet: unknown;
  try {
    sheet = JSON.parse(sheetText);
  } catch {
    return []; // the core has said so
  }
  if (!isObject(sheet) || !Array.isArray(sheet['candidates'])) return [];
  const order = sheet['order'];
  const held = isObject(order) && isObject(order['fulfilment']) && order['fulfilment']['hold_until'] != null;
  const law = lawOfSheet(sheet);
  return sheet['candidates'].flatMap((candidate, index) =>
    isObject(candidate) ? [...ofCandidate(candidate, `/candidates/${index}`, held, law)] : [],
  );
}
