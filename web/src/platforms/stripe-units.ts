// SPDX-License-Identifier: MIT
//
// Stripe's integers: ISO 4217's minor units but for three currencies. Whatever gives Stripe an amount, or reads one of
// its amounts, converts it here.
import { currencyDigits, decimal } from '../engine/money.js';

/** Decimals that Stripe's integers have where ISO 4217 has others: it kept two for these two, none for the ariary. */
const otherDigits: Record<string, number> = { ISK: 2, UGX: 2, MGA: 0 };

/** How many decimals Stripe's integers of `currency` (ISO 4217, upper case) have. */
export const stripeDigits = (currency: string): number => otherDigits[currency] ?? currencyDigits(currency);

/**
 * `minor` units of `currency` in Stripe's.
 * Errors: RangeError for an amount that Stripe's units of the currency cannot say.
 */
export function stripeAmount(minor: number, currency: string): number {
  const ours = currencyDigits(currency);
  const theirs = stripeDigits(currency);
  const factor = 10 ** Math.abs(theirs - ours);
  if (theirs >= ours) return minor * factor;
  if (minor % factor !== 0)
    throw new RangeError(
      `Stripe takes whole units of ${currency}; ${decimal(minor, ours)} is none: set policy.cash_step to ${factor}`,
    );
  return minor / factor;
}
