// SPDX-License-Identifier: MIT
//
// Where the focus goes when a card that held it has changed.

/** Puts it on the card's button that tries again, or on its heading; on the region where neither is there any more. */
export function placeFocus(root: ParentNode, { slot, target }: { slot: number; target: string }): void {
  const place = target === 'accept' ? '.accept' : '[role=heading]';
  (
    root.querySelector<HTMLElement>(`[data-slot="${slot}"] ${place}`) ?? root.querySelector<HTMLElement>('section')
  )?.focus({ preventScroll: target === 'outcome' });
}
