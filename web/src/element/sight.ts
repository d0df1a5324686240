// SPDX-License-Identifier: MIT
//
// When a card counts as viewed: half of it in the viewport for one second without a break,
// the measure the advertising industry agreed on. The page's own visibility counts too. And
// when the element may open without moving anything a shopper is looking at, and what room
// it and its cards hold so that nothing below them moves.

import type { SlotView } from '../engine/wire.js';
import { isOffer } from './card.js';

const HALF = 0.5;
const SECOND = 1000;

/** Watches cards; calls back once for each after it was viewed. `stop` ends all watching. */
export class Sight {
  readonly #timers = new Map<Element, ReturnType<typeof setTimeout>>();
  readonly #observer: IntersectionObserver;

  constructor(viewed: (card: Element) => void) {
    this.#observer = new IntersectionObserver(
      entries => {
        for (const { target, intersectionRatio, intersectionRect, rootBounds } of entries) {
          clearTimeout(this.#timers.get(target));
          // A card taller than the window can never be half in view: half the window will do.
          const fills = rootBounds !== null && intersectionRect.height >= rootBounds.height * HALF;
          if (intersectionRatio < HALF && !fills) continue;
          this.#timers.set(
            target,
            setTimeout(() => {
              if (document.hidden) return;
              this.#observer.unobserve(target);
              viewed(target);
            }, SECOND),
          );
        }
      },
      { threshold: [0, 0.25, HALF, 0.75] },
    );
  }

  watch(card: Element): void {
    this.#observer.unobserve(card);
    this.#observer.observe(card);
  }

  stop(): void {
    this.#observer.disconnect();
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }
}

/**
 * Resolves when `element` can grow without a visible shift: its top is below the window's
 * lower edge, or the shopper just acted (a click or key, which no browser counts as a shift).
 */
export function roomToOpen(element: HTMLElement, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = new AbortController();
    const open = (): void => {
      done.abort();
      resolve();
    };
    const look = (): void => {
      if (element.getBoundingClientRect().top >= innerHeight) open();
    };
    const options = { signal: AbortSignal.any([signal, done.signal]), passive: true, capture: true };
    look();
    if (done.signal.aborted) return;
    addEventListener('scroll', look, options);
    addEventListener('resize', look, options);
    for (const type of ['pointerdown', 'keydown']) addEventListener(type, open, options);
  });
}

/** Nothing to show: gives the reserved room back, where nobody sees it go. */
export function giveWay(element: HTMLElement, signal: AbortSignal): void {
  if (element.hasAttribute('reserve')) void roomToOpen(element, signal).then(() => (element.style.minBlockSize = '0'));
}

/** An outcome takes the room its offer had, so that nothing below it moves when the server answers. */
export function holdHeight(card: HTMLElement | null, before: SlotView | undefined, now: SlotView): void {
  if (!card || !before || isOffer(before) === isOffer(now)) return;
  card.style.minBlockSize = isOffer(now) || now.state === 'declined' ? '' : `${card.offsetHeight}px`;
}
