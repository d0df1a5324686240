// SPDX-License-Identifier: MIT
//
// Makes tests/vectors/price from the cases and the reference (`npm run update` writes them).
// The expectation of a vector never comes from the core. Where a case carries figures
// worked out by hand, a reference that disagrees stops the run.
import { isDeepStrictEqual } from 'node:util';
import { referenceQuote } from './reference.mjs';

/** The first member of `hand` that `quote` does not hold, as text; null where all agree. */
export function disagreement(hand, quote, at = '') {
  for (const [key, value] of Object.entries(hand)) {
    const found = quote?.[key];
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      const deeper = disagreement(value, found, `${at}/${key}`);
      if (deeper) return deeper;
    } else if (!isDeepStrictEqual(found, value)) return `${at}/${key}: by hand ${value}, by the reference ${found}`;
  }
  return null;
}

export function vectorsOf(cases) {
  return cases.map(({ name, why, input, hand }) => {
    const expect = referenceQuote(input);
    const gap = disagreement(hand, expect);
    if (gap) throw new Error(`${name} ${gap}`);
    return { name, why, input, expect };
  });
}

/** One vector a line, so that a difference reads as one line. */
export const fileText = vectors => `[\n${vectors.map(vector => JSON.stringify(vector)).join(',\n')}\n]\n`;
