// SPDX-License-Identifier: MIT
//
// The shop's own money: integer minor units, in one currency. Prices include VAT at the rate of the country
// delivered to; the share of tax in an amount is taken out with half-up rounding, in integers. Formatting goes
// through Intl with a decimal string, so no amount is ever a fraction.

export const kCurrency = 'EUR';
export const kLocale = 'en-IE';
const kDigits = 2; // ISO 4217: EUR

/** Standard VAT rates in millionths. The shop delivers to these countries only. */
export const kCountries = [
  { code: 'IE', name: 'Ireland', vat_ppm: 230000 },
  { code: 'AT', name: 'Austria', vat_ppm: 200000 },
  { code: 'BE', name: 'Belgium', vat_ppm: 210000 },
  { code: 'DE', name: 'Germany', vat_ppm: 190000 },
  { code: 'ES', name: 'Spain', vat_ppm: 210000 },
  { code: 'FR', name: 'France', vat_ppm: 200000 },
  { code: 'IT', name: 'Italy', vat_ppm: 220000 },
  { code: 'NL', name: 'Netherlands', vat_ppm: 210000 },
];

export const vatOf = country => kCountries.find(({ code }) => code === country)?.vat_ppm ?? kCountries[0].vat_ppm;

/** The tax contained in a gross amount, rounded half up. */
export function taxWithin(gross, ratePpm) {
  const whole = 1_000_000n + BigInt(ratePpm);
  return Number((2n * BigInt(gross) * BigInt(ratePpm) + whole) / (2n * whole));
}

export const kFreeShippingFrom = 5000;
const kShipping = 490;

/** Delivery costs one flat rate, nothing from a certain basket, and nothing where nothing is sent. */
export const shippingFor = (subtotal, isSent = true) => (!isSent || subtotal >= kFreeShippingFrom ? 0 : kShipping);

const format = new Intl.NumberFormat(kLocale, {
  style: 'currency',
  currency: kCurrency,
  minimumFractionDigits: kDigits,
  maximumFractionDigits: kDigits,
});

/** `1234` as `€12.34`. */
export function money(minor) {
  const digits = String(Math.abs(minor)).padStart(kDigits + 1, '0');
  return format.format(`${minor < 0 ? '-' : ''}${digits.slice(0, -kDigits)}.${digits.slice(-kDigits)}`);
}
