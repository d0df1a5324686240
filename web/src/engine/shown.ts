// SPDX-License-Identifier: MIT
//
// What a card says besides its price, and why, in sentences for a merchant: until when, which variant, why nothing is
// struck through, what follows. All of it is the core's explanation; here it is put into words.
import type { ExplainedCandidate, Quote } from './wire.js';

type Money = (minor: number) => string;

const REFERENCES = {
  lowest_30d: 'the lowest price of the last 30 days (lowest_30d, or compare_at where that is lower)',
  compare_at: 'compare_at',
  none: 'nothing: policy.reference_price is none',
} as const;

const DEADLINES = {
  until: 'availability.until',
  minutes_after_order: 'availability.minutes_after_order',
  hold_until: 'fulfilment.hold_until, when the warehouse takes the order',
} as const;

function struckThrough(
  { reference_price: rule = 'lowest_30d' }: ExplainedCandidate,
  quote: Quote,
  money: Money,
): string {
  if (quote.reference !== null)
    return `${money(quote.reference)} is struck through: ${REFERENCES[rule]}; ${money(quote.savings)} saved.`;
  const off = quote.discount > 0 ? `, though ${money(quote.discount)} is off the list price` : '';
  return rule === 'none'
    ? `Nothing is struck through${off}: policy.reference_price is none.`
    : `Nothing is struck through${off}: the variant has no such price above this one (${REFERENCES[rule]}).`;
}

function variantOf({ variant_id: id = '', variants_short: short = [] }: ExplainedCandidate): string {
  if (short.length === 0) return `Variant ${id}: the first one.`;
  return `Variant ${id}: ${short.join(', ')} before it ${short.length === 1 ? 'is' : 'are'} short of stock.`;
}

/** Sentences about a candidate that has a price, in the order of the card. */
export function shownSentences(one: ExplainedCandidate, money: Money): string[] {
  if (!one.quote) return [];
  const { deadline, deadline_from: from, on_decline: declined, on_accept: accepted } = one;
  return [
    ...(one.variant_id === undefined ? [] : [variantOf(one)]),
    struckThrough(one, one.quote, money),
    deadline !== undefined && from ? `Ends at ${deadline}: ${DEADLINES[from]}.` : 'Has no deadline.',
    declined === undefined ? 'Nothing follows a decline.' : `A decline is followed by ${declined}.`,
    ...(accepted === undefined ? [] : [`An accept is followed by ${accepted}.`]),
  ];
}
