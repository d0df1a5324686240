// SPDX-License-Identifier: MIT
//
// Which consumer law an order is under, and whether an offer must be consented to before it is bought: what the card
// asks
// for, and what the server signs into the token. `auto` follows the country that pays, then the country that receives,
// never the language: a German abroad is not under German law. The session judges by the same rules in C++ (law.cpp,
// advance.cpp), and tests/node/select/law.test.mjs holds both to each other over every country and kind.
import type { Candidate, Order, Policy } from './sheet.js';

export type Law = Exclude<NonNullable<Policy>['consumer_law'], 'auto' | null | undefined>;

/** What of a sheet decides on the law. */
export interface LawfulSheet {
  policy?: Pick<NonNullable<Policy>, 'consumer_law'> | null;
  order: Pick<Order, 'billing_country' | 'shipping_country'>;
}

/** The European Union with Iceland, Liechtenstein and Norway, where its consumer law applies too. */
const EU = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO';

export function lawOf({ policy, order }: LawfulSheet): Law {
  const rule = policy?.consumer_law ?? 'auto';
  if (rule !== 'auto') return rule;
  const country = order.billing_country ?? order.shipping_country;
  return !country ? 'none' : EU.includes(country) ? 'eu' : country === 'GB' ? 'uk' : 'none';
}

/**
 * Whether the shopper must tick the consent first. Subscriptions and protection always ask; digital goods under EU law,
 * because the tick waives withdrawal.
 */
export function consentNeeded({ kind, consent }: Pick<Candidate, 'kind' | 'consent'>, law: Law): boolean {
  return (
    !!consent?.required || kind === 'subscription' || kind === 'protection' || (kind === 'digital' && law === 'eu')
  );
}
