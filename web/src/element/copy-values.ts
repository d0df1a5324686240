// SPDX-License-Identifier: MIT
//
// What a shop's sentences may mention: the customer, the product on the card, the order line
// it goes with (the one it replaces, covers or pairs with), and the quote, its amounts
// formatted. Everything ends as text.

import type { Quote } from '../engine/wire.js';
import type { CopyValues } from './copy.js';
import type { Candidate, PageSheet } from './sheet.js';
import type { Words } from './words.js';

export function copyValues(sheet: PageSheet, candidate: Candidate, quote: Quote | null, words: Words): CopyValues {
  const line = sheet.order.lines.find(({ id, product_id }) =>
    id === candidate.replaces?.line_id || id === candidate.covers?.line_id || candidate.pairs_with?.includes(product_id));
  const formatted: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(quote ?? {})) {
    if (typeof value === 'number') {
      formatted[key] = key === 'savings_bps' ? words.percent(value) : /^(quantity|points|term_months)$/.test(key) ? words.number(value) : words.money(value);
    }
  }
  return { customer: sheet.customer, product: { ...candidate.product }, line, quote: formatted };
}
