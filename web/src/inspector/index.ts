// SPDX-License-Identifier: MIT
//
// The inspector's door, reached by `import()` alone: one panel on the page, with a subject for
// each element that asked. Its code is no part of what a shopper loads.

import type { EncoreOffers } from '../element/encore-offers.js';
import type { OfferSession } from '../element/opening.js';
import { InspectorPanel } from './panel.js';

const NAME = 'encore-inspector';

/** Shows how `element` stands. Resolves when the panel is on the page and knows the sheet. */
export async function look(element: EncoreOffers, session?: OfferSession, error?: unknown): Promise<void> {
  if (!customElements.get(NAME)) customElements.define(NAME, InspectorPanel);
  let panel = document.querySelector(NAME);
  if (!panel) document.body.append((panel = document.createElement(NAME)));
  await panel.look(element, session, error);
}

declare global {
  interface HTMLElementTagNameMap {
    'encore-inspector': InspectorPanel;
  }
}
