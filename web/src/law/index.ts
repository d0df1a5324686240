// SPDX-License-Identifier: MIT
//
// The duties of an order's law, looked for in its sheet: for each candidate which are met, which
// are not, and what to do. Behind `encore check --law`.
import type { Engine } from '../engine/engine.js';
import type { OfferSheet } from '../engine/sheet.js';
import type { Quote } from '../engine/wire.js';
import { governing, type Case, type Governing } from './case.js';
import { candidateDuties, orderDuties, type DutyFinding } from './duties.js';
import { personalPrices } from './personal.js';

export type { DutyFinding, Verdict } from './duties.js';

export interface LawReport {
  governing: Governing;
  order: DutyFinding[];
  candidates: { candidate_id: string; findings: DutyFinding[] }[];
}

/**
 * Judges a sheet by the law of its order, or of `country` as if the order came from there. Requires a sheet that the
 * core accepts: see `Engine.check`.
 */
export function lawReport(engine: Pick<Engine, 'quote'>, given: object, country?: string): LawReport {
  const sheet = given as OfferSheet;
  const rules = governing(sheet, country);
  const now = Date.parse(sheet.issued_at);
  const quotes = new Map<string, Quote | null>();
  for (const { id } of sheet.candidates) {
    const quote = engine.quote(sheet, { candidate_id: id, now });
    quotes.set(id, 'ok' in quote ? null : quote);
  }
  const priceOf = ({ id }: { id: string }): number | null => {
    const quote = quotes.get(id) ?? null;
    return quote === null ? null : quote.subtotal / Math.max(1, quote.quantity);
  };
  const personal = personalPrices(sheet, priceOf);
  const judged = sheet.candidates.map((candidate, index) => {
    const one: Case = {
      sheet,
      order: sheet.order,
      candidate,
      at: `/candidates/${String(index)}`,
      quote: quotes.get(candidate.id) ?? null,
      governing: rules,
      personal: personal.has(candidate.id),
    };
    return { candidate_id: candidate.id, findings: candidateDuties(one) };
  });
  return { governing: rules, order: orderDuties(sheet, rules), candidates: judged };
}
