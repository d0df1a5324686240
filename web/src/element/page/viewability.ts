// SPDX-License-Identifier: MIT
//
// When a card counts as viewed: half of it in the viewport for one second without a break,
// the measure the advertising industry agreed on. The page's own visibility counts too.

const half = 0.5;
const secondMs = 1000;

/** Watches cards; calls back once for each after it was viewed. `stop` ends all watching. */
export class ViewabilityObserver {
  readonly #timers = new Map<Element, ReturnType<typeof setTimeout>>();
  readonly #observer: IntersectionObserver;

  constructor(viewed: (card: Element) => void) {
    this.#observer = new IntersectionObserver(
      entries => {
        for (const { target, intersectionRatio, intersectionRect, rootBounds } of entries) {
          clearTimeout(this.#timers.get(target));
          // A card taller than the window can never be half in view: half the window will do.
          const fills = rootBounds !== null && intersectionRect.height >= rootBounds.height * half;
          if (intersectionRatio < half && !fills) continue;
          this.#timers.set(
            target,
            setTimeout(() => {
              if (document.hidden) return;
              this.#observer.unobserve(target);
              viewed(target);
            }, secondMs),
          );
        }
      },
      { threshold: [0, 0.25, half, 0.75] },
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
