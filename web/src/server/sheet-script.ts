// SPDX-License-Identifier: MIT
//
// A page sheet as the inline script element the loader looks for. Inside <script>, HTML
// has no escapes but the end tag and the comment opening, and both begin with `<`; so
// every `<` is written as \u003c, which JSON reads back as the same character. U+2028 and
// U+2029 are escaped for readers that treat the block as JavaScript.

const ESCAPES: Readonly<Record<string, string>> = { '<': '\\u003c', '\u2028': '\\u2028', '\u2029': '\\u2029' };

/** JSON text that may stand inside a <script type="application/json"> element. */
export function sheetJson(pageSheet: object | string): string {
  const text = typeof pageSheet === 'string' ? pageSheet : JSON.stringify(pageSheet);
  return text.replace(/[<\u2028\u2029]/g, character => ESCAPES[character] ?? character);
}

/** Whether a page sheet has nothing left to offer. */
function isEmpty(pageSheet: object | string): boolean {
  const { candidates } = (typeof pageSheet === 'string' ? JSON.parse(pageSheet) : pageSheet) as {
    candidates?: unknown;
  };
  return Array.isArray(candidates) && !candidates.length;
}

/**
 * The whole element; put it inside <encore-offers>. Where the sheet has nothing left to offer it is marked: then
 * `reserve` holds no room, from the first paint on.
 */
export function sheetScript(pageSheet: object | string): string {
  const mark = isEmpty(pageSheet) ? ' data-encore-empty' : '';
  return `<script type="application/json"${mark}>${sheetJson(pageSheet)}</script>`;
}
