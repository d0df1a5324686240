// SPDX-License-Identifier: MIT
//
// The place of the offers on every page that has some: one element, one design, and what it loads.

import { html, trusted } from '../html.mjs';

/** What the head needs; the hints wait, by their media, until the page has been painted. */
export const offersHead = (preload, script) => html`${preload.hints.map(
  ({ href, rel, integrity, as, crossorigin }) =>
    html`<link rel="${rel}" href="${href}"${integrity && html` integrity="${integrity}"`}${
      as && html` as="${as}" crossorigin="${crossorigin}"`
    } media="not all" data-encore>
`,
)}<script src="/encore/encore.js"${preload.integrity && html` integrity="${preload.integrity}"`} defer></script>
${script && html`<script src="${script}" type="module"></script>`}`;

/** The element; nothing where there is nothing to offer. */
export const offersPlace = (frame, { sheetScript, trade, heading, surface, isRoomHeld }) =>
  sheetScript &&
  html`<encore-offers class="${trade}"${isRoomHeld && html` reserve`}${surface && html` data-surface="${surface}"`}${frame.statistics && html` analytics-consent="granted"`}><h2 slot="heading">${heading}</h2>${trusted(sheetScript)}</encore-offers>`;
