// SPDX-License-Identifier: MIT
//
// A page sheet as the inline script element the loader looks for. Inside <script>, HTML
// knows no escapes but the end tag and the comment opening, and both begin with `<`; so
// every `<` is written as \u003c, which JSON reads back as the same character. U+2028 and
// U+2029 are escaped for readers that treat the block as JavaScript.

const ESCAPES: Readonly<Record<string, string>> = { '<': '\\u003c', '\u2028': '\\u2028', '\u2029': '\\u2029' };

/** JSON text that may stand inside a <script type="application/json"> element. */
export function sheetJson(pageSheet: object | string): string {
  const text = typeof pageSheet === 'string' ? pageSheet : JSON.stringify(pageSheet);
  return text.replace(/[<\u2028\u2029]/g, character => ESCAPES[character] ?? character);
}

/** The whole element; put it inside <encore-offers>. */
export function sheetScript(pageSheet: object | string): string {
  return `<script type="application/json">${sheetJson(pageSheet)}</script>`;
}
