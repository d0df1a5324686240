// SPDX-License-Identifier: MIT
//
// "Why doesn't my offer show?": opens the inspector where the `debug` attribute or
// `?encore-debug` in the page's address asks for it. No other page loads it.

import type { EncoreOffers } from './encore-offers.js';
import type { OfferSession } from './opening.js';

/**
 * Undefined, at once, where the inspector is not asked for. Else resolves when it is open; where it cannot be loaded,
 * the page goes on without it.
 */
export function inspect(element: EncoreOffers, session?: OfferSession, error?: unknown): Promise<void> | undefined {
  if (!element.hasAttribute('debug') && !/[?&]encore-debug\b/.test(location.search)) return undefined;
  return import('../inspector/index.js').then(({ look }) => look(element, session, error)).catch(() => undefined);
}
