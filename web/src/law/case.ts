// SPDX-License-Identifier: MIT
//
// What the duties of a law are judged on: the sheet, the law of its order, one candidate with
// its quote. The sheet may be any that the core accepts; absent members have the schema's defaults.
import { lawOfCountry, lawOfSheet, type Law } from '../engine/law.js';
import type { Candidate, OfferSheet, Order } from '../engine/sheet.js';
import type { Quote } from '../engine/wire.js';

/** The law that governs an order, and the country and region that decide it. */
export interface Governing {
  /** What the cards follow: `policy.consumer_law`, else the country's; `none` for a business. */
  law: Law;
  country: string | null;
  region: string | null;
  /** What the country's law is, whatever the policy says. */
  own: Law | null;
  business: boolean;
}

export function governing({ order, policy }: OfferSheet, country?: string): Governing {
  const at = country ?? order.billing_country ?? order.shipping_country ?? null;
  const own = at === null ? null : lawOfCountry(at);
  const business = order.buyer === 'business';
  const region = order.billing_region ?? order.shipping_region ?? null;
  return {
    law: country === undefined ? lawOfSheet({ order, policy }) : (own ?? 'none'),
    country: at,
    region,
    own,
    business,
  };
}

/** One candidate under one law. */
export interface Case {
  sheet: OfferSheet;
  order: Order;
  candidate: Candidate;
  /** Where the candidate stands, as a JSON Pointer. */
  at: string;
  /** Null where the core gives no price. */
  quote: Quote | null;
  governing: Governing;
  /** Whether its price depends on personal data: see personal.ts. */
  personal: boolean;
}

/** The texts of its copy that a shopper reads, with their places. */
export function copyTexts({ candidate, at }: Case): [path: string, text: string][] {
  const { copy, product } = candidate;
  const texts = Object.entries(copy ?? {}).filter(([key]) => key !== 'decline');
  return [
    ...texts.map(([key, text]) => [`${at}/copy/${key}`, text] as const),
    [`${at}/product/title`, product.title] as const,
  ].flatMap(([path, text]) => (typeof text === 'string' ? [[path, text] as [string, string]] : []));
}

/** Whether a text states an amount of minor units: 1188.00 as 1,188.00, 1.188,00, 1 188 or 1188. */
export function statesAmount(text: string, minor: number, digits: number): boolean {
  const numbers = text.match(/\d[\d.,'’\s\u00a0\u202f]*\d|\d/gu) ?? [];
  return numbers.some(number => {
    const [, whole = '', fraction = ''] = /^(.*?)(?:[.,](\d{1,3}))?$/su.exec(number.trim()) ?? [];
    const plain = (whole + (fraction.length === 3 && digits !== 3 ? fraction : '')).replace(/\D/g, '');
    const part = fraction.length === 3 && digits !== 3 ? '' : fraction;
    return Number(plain) * 10 ** digits + Number(part.padEnd(digits, '0').slice(0, digits) || 0) === minor;
  });
}
