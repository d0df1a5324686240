// SPDX-License-Identifier: MIT
//
// When a card counts as shown and as viewed. Shown: it has a box wide enough to be read.
// Viewed: half of it in the viewport for one second without a break, the measure the
// advertising industry agreed on, with nothing of the page (a dialog, a cookie banner) on top
// of it and the page itself visible. What a shopper could not see must not count as evidence.

const half = 0.5;
const secondMs = 1000;
/** Narrower than this no card can be read, whatever put it there. */
const leastWidth = 100;

export interface Viewability {
  /** Once for each card, as soon as it has width. */
  shown(card: Element): void;
  /** Once for each card, after `shown`. */
  viewed(card: Element): void;
}

/** Whether the middle of what the viewport shows of `card` is the card itself, and not see-through. */
function isOnTop(card: Element): boolean {
  const { top, bottom, left, right, width } = card.getBoundingClientRect();
  const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
  const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
  const topmost = (card.getRootNode() as Document | ShadowRoot).elementFromPoint(x, y);
  // Safari before 17.4 has no such method.
  const { checkVisibility } = card as Partial<Element>;
  const visible = checkVisibility?.call(card, { opacityProperty: true, visibilityProperty: true }) ?? true;
  return width >= leastWidth && visible && card.contains(topmost);
}

/** Watches cards and reports each as shown and as viewed. `stop` ends all watching. */
export class ViewabilityObserver {
  readonly #timers = new Map<Element, ReturnType<typeof setTimeout>>();
  readonly #shown = new WeakSet<Element>();
  readonly #keys = new Set<string>();
  readonly #observer: IntersectionObserver;

  constructor(private readonly report: Viewability) {
    this.#observer = new IntersectionObserver(
      entries => {
        for (const { target, boundingClientRect, intersectionRatio, intersectionRect, rootBounds } of entries) {
          clearTimeout(this.#timers.get(target));
          if (boundingClientRect.width < leastWidth) continue;
          if (!this.#shown.has(target)) report.shown(target);
          this.#shown.add(target);
          // A card taller than the window can never be half in view: half the window will do.
          const fills = rootBounds !== null && intersectionRect.height >= rootBounds.height * half;
          if (intersectionRatio >= half || fills) this.#wait(target);
        }
      },
      { threshold: [0, 0.25, half, 0.75] },
    );
  }

  /** Begins with a card, or again with the next offer in its place; once for each `key`. */
  watch(card: Element, key: string): void {
    if (this.#keys.has(key)) return;
    this.#keys.add(key);
    this.#shown.delete(card);
    this.#observer.unobserve(card);
    this.#observer.observe(card);
  }

  stop(): void {
    this.#observer.disconnect();
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  /** Asks again each second while something lies on the card. */
  #wait(card: Element): void {
    const ring = (): void => {
      if (document.hidden) {
        document.addEventListener('visibilitychange', () => this.#wait(card), { once: true });
      } else if (isOnTop(card)) {
        this.#observer.unobserve(card);
        this.report.viewed(card);
      } else {
        this.#wait(card);
      }
    };
    this.#timers.set(card, setTimeout(ring, secondMs));
  }
}
