// SPDX-License-Identifier: MIT
//
// The room that the element takes: when it may open, or give back what it reserved, without
// moving anything in sight.

import { browserEnvironment, Memory } from '../../host/index.js';
import type { PageSheet } from '../sheet.js';
import { noteForFold } from './fold.js';

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

/** Nothing to show: gives the reserved height back at once. What stands below slides up, which shifts nothing. */
export function releaseReservedHeight(element: HTMLElement): void {
  if (!element.hasAttribute('reserve') || element.style.minBlockSize) return;
  const playFold = noteForFold(element, []);
  element.style.minBlockSize = '0';
  playFold();
}

/** Whether it is known beforehand that no offer will be shown: by the server, or by this order's last page. */
export function isKnownOver(script: Element | null, sheet: string | object | undefined): boolean {
  try {
    const { order } = (typeof sheet === 'object' ? sheet : JSON.parse(sheet ?? script?.textContent ?? '')) as PageSheet;
    return !!script?.hasAttribute('data-encore-empty') || new Memory(browserEnvironment(), order.id).ended();
  } catch {
    // It is not whole yet, or not as it should be: the core says so later.
    return false;
  }
}

/** Notes for the loader (loader.ts) how high this address ended, once no offer is left on it. */
export function noteRoom(height: number | undefined): void {
  const key = `encore:room ${location.href}`;
  try {
    if (height === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, `${height}px`);
  } catch {
    // Then the next page holds room until the element has decided.
  }
}
