// SPDX-License-Identifier: MIT
//
// Amounts as people read them, for every part that prints one. An amount arrives as integer
// minor units and leaves as text; in between it is a decimal string, never a float. The
// number of digits is ISO 4217's own: engines follow CLDR, which shows e.g. HUF, IDR and
// COP without the digits they have.

import { currenciesByDigits } from './vocabulary.js';

/** How many digits follow the decimal point in a currency. */
export function currencyDigits(currency: string): number {
  return Number(Object.keys(currenciesByDigits).find(digits => currenciesByDigits[digits]?.includes(currency)) ?? 2);
}

/** Minor units as a decimal string: (-1205, 2) is "-12.05". */
export function decimal(minor: number, digits: number): string {
  const sign = minor < 0 ? '-' : '';
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const point = text.length - digits;
  return sign + text.slice(0, point) + (digits ? '.' + text.slice(point) : '');
}

/** A formatter of minor units in one currency and locale. */
export function moneyFormat(locale: string, currency: string): (minor: number) => string {
  const digits = currencyDigits(currency);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  // Engines format decimal strings exactly; TypeScript's declarations only know it of newer ones.
  return minor => format.format(decimal(minor, digits) as `${number}`);
}
