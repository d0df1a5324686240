// SPDX-License-Identifier: MIT
//
// What the button says is what is bought. Translators of pages, extensions and scripts rewrite
// texts: the screen can then keep an old amount while a new one would be charged. Before an
// accept is sent, every amount of the card is read back and compared by its digits, of
// whatever script; the words around them are the translator's business.

/** The digits of a text, whatever script they are written in. */
const digitsOf = (text: string): string =>
  text.replace(/\P{Nd}/gu, '').replace(/\p{Nd}/gu, digit => {
    // The ten digits of a script stand in a row: this one is as far from zero as there are digits before it.
    let code = digit.codePointAt(0) ?? 0;
    let value = 0;
    for (; value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1)); value++) code--;
    return String(value);
  });

/** Whether every amount in `card` reads as it was rendered, and `total`, where there is one, is among them. */
export function readsAs(card: ParentNode, total: string): boolean {
  const places = [...card.querySelectorAll<HTMLElement>('[data-amount]')];
  const meant = ({ dataset }: HTMLElement): string => digitsOf(dataset['amount'] ?? '');
  return (
    places.every(place => digitsOf(place.textContent) === meant(place)) &&
    (!total || places.some(place => meant(place) === digitsOf(total)))
  );
}
