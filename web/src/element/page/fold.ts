// SPDX-License-Identifier: MIT
//
// An offer that becomes a slim row gives its room back at once, and whatever stands below is
// drawn where it was and slides up: first, last, invert, play. It is moved by `transform`
// alone, so nothing is laid out twice and no layout shift counts. The shop's own blocks below
// the element move with it. Where a shopper wants no motion, nothing slides.

const fold: KeyframeAnimationOptions = { duration: 240, easing: 'cubic-bezier(0.2, 0, 0, 1)' };

/** What follows `element` in its parent, and what follows each of its ancestors. */
function* following(element: Element): Generator<Element> {
  for (let at: Element | null = element; at && at !== document.body; at = at.parentElement ?? hostOf(at)) {
    for (let next = at.nextElementSibling; next; next = next.nextElementSibling) yield next;
  }
}

function hostOf(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/**
 * Notes where the cards and everything below `host` stand. What it returns is to be called after the repaint: it lets
 * what has moved slide from there.
 */
export function noteForFold(host: Element, cards: Iterable<Element>): () => void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return () => undefined;
  const places = [...cards, ...following(host)].map(element => ({ element, was: element.getBoundingClientRect() }));
  return () => {
    for (const { element, was } of places) {
      const { left, top, width } = element.getBoundingClientRect();
      const [x, y] = [was.left - left, was.top - top];
      if (!element.isConnected || !was.height || (!x && !y)) continue;
      // What takes another shape as well cannot slide: it appears in its new one, unless that took the focus from it.
      if (Math.abs(width - was.width) < 1)
        element.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: 'none' }], fold);
      else if (!element.matches(':focus-within'))
        element.animate([{ opacity: 0, visibility: 'hidden' }, { opacity: 0, offset: 0.2 }, { opacity: 1 }], fold);
    }
  };
}
