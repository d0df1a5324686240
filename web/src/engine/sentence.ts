// SPDX-License-Identifier: MIT
//
// Whether a text says anything: what the card shows of reviews and what `check` finds of them must be one judgement.

/** Of scripts that write no spaces between words. */
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/gu;

/**
 * Three different words are the least that says anything; of a script without spaces two letters are taken for a word.
 * A dot, `ok ok ok`, `5/5` and `aaaaaaaaaa` say nothing.
 */
export function saysSomething(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  const words = new Set(
    text
      .toLowerCase()
      .replace(unspaced, ' ')
      .match(/\p{L}{2,}/gu),
  );
  const letters = new Set(text.match(unspaced));
  return words.size + letters.size / 2 >= 3;
}

/** Whether reviews say how they were verified: in a sentence, or by a link that has a word to be read. */
export const saysHowVerified = (text: unknown, hasLink: boolean): boolean =>
  saysSomething(text) || (hasLink && typeof text === 'string' && /\p{L}{2}/u.test(text));
