// SPDX-License-Identifier: MIT
//
// What paints outcomes, loaded once an offer was really seen, or an answer needs it: a page whose offers are never
// looked at does without.

import { html, nothing } from 'lit/html.js';
import type { SessionChange } from '../../host/index.js';
import { icon } from './icons.js';
import { isOffer, sentences, variantTitle } from './model.js';
import type { Outcomes } from './outcome.js';
import { pictureOf, thumbnail } from './picture.js';

/** `now` is undefined until it is loaded; where it cannot be, a card says its outcome in one plain sentence. */
export const outcomes: { now: Outcomes | undefined } = { now: undefined };

let loading: Promise<void> | undefined;

/** Resolves once it is there, or cannot be loaded; the next answer tries again. */
export const loadOutcomes = (): Promise<void> =>
  (loading ??= import('./outcome.js').then(
    ({ createOutcomes }) => {
      outcomes.now = createOutcomes({ html, nothing, icon, sentences, variantTitle, pictureOf, thumbnail });
    },
    () => {
      loading = undefined;
    },
  ));

/**
 * Hands a session's changes on; the first outcome of a page waits for what paints it, and what comes meanwhile waits
 * behind it. Ends with `signal`.
 */
export function inTurn(show: (change: SessionChange) => void, signal: AbortSignal): (change: SessionChange) => void {
  const waiting: SessionChange[] = [];
  return change => {
    if (outcomes.now || (!waiting.length && change.view.slots.every(isOffer))) show(change);
    else if (waiting.push(change) === 1)
      void loadOutcomes().then(() => {
        if (!signal.aborted) waiting.splice(0).forEach(show);
      });
  };
}
