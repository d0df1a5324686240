// SPDX-License-Identifier: MIT
//
// What a card says besides its price, and why, in sentences for a merchant: until when, which variant, why nothing is
// struck through, what follows. All of it is the core's explanation; here it is put into words.
import type { ExplainedCandidate, Quote } from './wire.js';

type Money = (minor: number) => string;

const DEADLINES = {
  until: 'availability.until',
  minutes_after_order: 'availability.minutes_after_order',
  hold_until: 'fulfilment.hold_until, when the warehouse takes the order',
  ships_at: 'fulfilment.ships_at, when the parcel leaves',
} as const;

function struckThrough(
  { reference_price: rule = 'lowest_30d' }: ExplainedCandidate,
  quote: Quote,
  money: Money,
): string {
  const { reference, savings, discount, credit, subscription } = quote;
  if (reference !== null) {
    const which = rule === 'lowest_30d' ? 'the lowest price of the last 30 days' : 'the price before';
    return `${money(reference)} is struck through as ${which}; ${money(savings)} saved.`;
  }
  const off = discount > 0 ? `, though ${money(discount)} is off the list price` : '';
  const why = (): string => {
    if (rule === 'none') return 'policy.reference_price is none';
    if (credit !== undefined) return 'an upgrade costs a difference';
    if ((subscription?.trial_days ?? 0) > 0) return 'a trial has no earlier price';
    return `${rule} is missing, or not above this price`;
  };
  return `Nothing is struck through${off}: ${why()}.`;
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
