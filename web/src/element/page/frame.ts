// SPDX-License-Identifier: MIT
//
// What surrounds the cards, and what stands in their place before they come.

import { html, type TemplateResult } from 'lit/html.js';

/**
 * The widths say how much room the cards want where a parent asks its content: the frame inside, a query container,
 * would answer "none".
 */
export const frame = (content: TemplateResult): TemplateResult =>
  html`<div class="widths"><i></i><i></i><i></i><i></i></div><div class="frame">${content}</div>`;

/** The room that `reserve` holds, in the shape of a card. */
export const skeleton = html`<div class="box offer skeleton" aria-hidden="true"><i></i><i></i><i></i><i></i><i></i><i></i><i></i></div>`;
