// SPDX-License-Identifier: MIT
//
// Figures of the report as people read them: money of a currency, percentages, an interval, a verdict.

import { currencyDigits } from '../engine/money.js';
import type { Offer } from './report.js';
import type { Estimate } from './statistics.js';

export type Money = (minor: number, places?: number) => string;

/** Prints minor units of a currency; `places` more digits than the currency has, for averages. */
export function moneyOf(currency: string): Money {
  // Not those that Intl prints: it leaves the fillér of HUF away, which are counted all the same.
  const digits = currencyDigits(currency);
  return (minor, places = 0) =>
    new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
      minimumFractionDigits: digits + places,
      maximumFractionDigits: digits + places,
    }).format(minor / 10 ** digits);
}

export const count = (value: number): string => new Intl.NumberFormat('en').format(value);
export const percent = (share: number, places = 1): string => `${(share * 100).toFixed(places)} %`;
export const bounded = ({ low, high }: Estimate): boolean => Number.isFinite(low) && Number.isFinite(high);

export const interval = (value: Estimate, print: (value: number) => string): string =>
  bounded(value)
    ? `${print(value.estimate)} (${print(value.low)} to ${print(value.high)})`
    : `${print(value.estimate)} (too little to say)`;

export function verdictText({ verdict, shows_needed }: Offer): string {
  if (verdict === 'keep') return 'keep';
  if (verdict === 'pause') return 'pause';
  return shows_needed === null ? 'too early' : `too early: about ${count(shows_needed)} more shows`;
}
