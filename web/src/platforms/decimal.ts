// SPDX-License-Identifier: MIT
//
// Decimal amounts of other people's documents as integer minor units, digit by digit: no
// amount ever is a float. JSON numbers are read from their text, which is the shortest that
// gives the number back, and so the one that was written.

/** A decimal as its digits and how many of them follow the point: 12.50 is {digits: 1250n, scale: 2}. */
export interface Decimal {
  digits: bigint;
  scale: number;
}

const pattern = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** Reads "12.50", "-3", 12.5 or 1e-7; undefined for anything else. */
export function readDecimal(value: unknown): Decimal | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const [, sign, whole, part = '', exponent = '0'] = pattern.exec(String(value).trim()) ?? [];
  if (whole === undefined) return undefined;
  const digits = BigInt(whole + part) * (sign === '-' ? -1n : 1n);
  const scale = part.length - Number(exponent);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

/** `numerator / denominator`, halves away from zero. Requires a positive denominator. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const size = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * size + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

/** A decimal of major units as minor units with `digits` decimals, and whether that is exactly it. */
export function toMinor({ digits: value, scale }: Decimal, digits: number): { minor: number; exact: boolean } {
  if (scale <= digits) return { minor: Number(value * 10n ** BigInt(digits - scale)), exact: true };
  const unit = 10n ** BigInt(scale - digits);
  return { minor: Number(divideHalfUp(value, unit)), exact: value % unit === 0n };
}

/** `amount / count` for a count that may have decimals, half up. Requires a count other than 0. */
export function perPiece(amount: number, count: Decimal): number {
  const whole = BigInt(amount) * 10n ** BigInt(count.scale);
  return Number(divideHalfUp(count.digits < 0n ? -whole : whole, count.digits < 0n ? -count.digits : count.digits));
}

/** A decimal as text without trailing zeros. */
export function decimalText({ digits, scale }: Decimal): string {
  const sign = digits < 0n ? '-' : '';
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  const [whole, part] = [text.slice(0, text.length - scale), text.slice(text.length - scale).replace(/0+$/, '')];
  return sign + whole + (part && `.${part}`);
}

/** `a / b` as a decimal text with eight decimals at most, for rates. Requires b other than 0. */
export const ratio = (a: number, b: number): string =>
  decimalText({ digits: divideHalfUp(BigInt(a) * 10n ** 8n, BigInt(b)), scale: 8 });
