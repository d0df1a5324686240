// SPDX-License-Identifier: MIT
//
// "Why doesn't my offer show?": opens the inspector where somebody asks, by the `debug`
// attribute or `?encore-debug` in the page's address. Nobody else loads it.

import type { EncoreOffers } from './encore-offers.js';
import type { OfferSession } from './opening.js';

/**
 * Nothing, at once, where nobody asks. Else resolves when the inspector looks on; a page without it goes on without.
 */
export function inspect(element: EncoreOffers, session?: OfferSession, error?: unknown): Promise<void> | undefined {
  if (!element.hasAttribute('debug') && !/[?&]encore-debug\b/.test(location.search)) return undefined;
  return import('../inspector/index.js').then(({ look }) => look(element, session, error)).catch(() => undefined);
}
