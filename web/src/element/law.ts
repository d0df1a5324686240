// SPDX-License-Identifier: MIT
//
// Which consumer law the card must satisfy. `auto` follows the country that pays, then the
// country that receives, never the language: a German abroad is not under German law.

import type { Candidate, PageSheet } from './sheet.js';

/** The European Union with Iceland, Liechtenstein and Norway, where its consumer law applies too. */
const EU = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO';

export type Law = 'eu' | 'uk' | 'none';

export function lawOf({ policy, order }: PageSheet): Law {
  const rule = policy?.consumer_law ?? 'auto';
  if (rule !== 'auto') return rule;
  const country = order.billing_country ?? order.shipping_country;
  return !country ? 'none' : EU.includes(country) ? 'eu' : country === 'GB' ? 'uk' : 'none';
}

/** Whether the shopper must tick the consent first. Subscriptions and protection always ask; digital goods under EU law, because the tick waives withdrawal. */
export function consentNeeded({ kind, consent }: Candidate, law: Law): boolean {
  return !!consent?.required || kind === 'subscription' || kind === 'protection' || (kind === 'digital' && law === 'eu');
}
