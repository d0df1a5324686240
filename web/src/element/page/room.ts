// SPDX-License-Identifier: MIT
//
// The room that the element takes: when it may open, or give back what it reserved, without
// moving anything in sight.

/**
 * Resolves when `element` can grow without a visible shift: its top is below the window's
 * lower edge, or the shopper just acted (a click or key, which no browser counts as a shift).
 */
export function waitForUnseenRoom(element: HTMLElement, signal: AbortSignal): Promise<void> {
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

/** Nothing to show: gives the reserved height back, where that is out of sight. */
export function releaseReservedHeight(element: HTMLElement, signal: AbortSignal): void {
  if (element.hasAttribute('reserve'))
    void waitForUnseenRoom(element, signal).then(() => (element.style.minBlockSize = '0'));
}
