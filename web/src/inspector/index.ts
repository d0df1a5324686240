// SPDX-License-Identifier: MIT
//
// The inspector's entry, reached by `import()` alone: one panel on the page, with a subject for
// each element that asked. Shoppers do not load it.

import type { EncoreOffers } from '../element/encore-offers.js';
import type { OfferSession } from '../element/opening.js';
import { InspectorPanel } from './panel.js';

const elementName = 'encore-inspector';

/** Shows how `element` stands. Resolves when the panel is on the page and has the sheet. */
export async function look(element: EncoreOffers, session?: OfferSession, error?: unknown): Promise<void> {
  if (!customElements.get(elementName)) customElements.define(elementName, InspectorPanel);
  let panel = document.querySelector(elementName);
  if (!panel) document.body.append((panel = document.createElement(elementName)));
  await panel.look(element, session, error);
}

declare global {
  interface HTMLElementTagNameMap {
    'encore-inspector': InspectorPanel;
  }
}
