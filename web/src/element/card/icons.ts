// SPDX-License-Identifier: MIT
//
// The few signs a card uses, drawn as strokes in the text's colour. Always beside words that
// say the same, hence hidden from screen readers.

import { html, type TemplateResult } from 'lit/html.js';

const paths = {
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m0 4v5l3 2',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  note: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m0 4.5v5.5m0 3v.1',
  wait: 'M12 3a9 9 0 1 1-9 9',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  truck: 'M3 6h11v10H3zM14 10h4l3 3v3h-7M7.5 16a1.8 1.8 0 1 0 .1 0m9.5 0a1.8 1.8 0 1 0 .1 0',
  back: 'M9 6l-4 4 4 4m-4-4h9a5 5 0 0 1 0 10h-3',
};
export type Icon = keyof typeof paths;

export const icon = (name: Icon): TemplateResult =>
  html`<svg class=${name} part="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${paths[name]} /></svg>`;
