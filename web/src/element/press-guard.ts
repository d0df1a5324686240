// SPDX-License-Identifier: MIT
//
// Whether a press counts. A card's place on the page changes its meaning: where "No thanks" stood, the next offer's
// button may stand a moment later, and Undo where Accept was. A finger that comes down twice, a key that is held, a
// card that arrives late under a moving finger must neither buy nor undo. So a press counts only if
//
//   - it is trusted: the browser says that a person made it;
//   - it began on the face it answers: its pointerdown or keydown met that very face. A click of assistive technology
//     has no beginning (detail 0, and no pointer or key before it); that one counts, too;
//   - that face has stood visible, unchanged, for 600 ms when the press began.
//
// A face is what a card shows in one state of its funnel; its name changes whenever what the buttons mean does. The
// guard only keeps times; who wires it up does this:
//
//   const guard = new PressGuard(() => performance.now());
//   root.addEventListener('pointerdown', event => guard.begin(slotOf(event), event), true);
//   root.addEventListener('keydown', event => guard.begin(slotOf(event), event), true);
//   after each painting:             guard.show(slot, faceName, isVisible)   // the name: `${candidate_id}/${state}`
//   when a card leaves:              guard.remove(slot)
//   in the click's handler, first:   if (!guard.counts(slot, event)) return;
//   to paint dead buttons as such:   guard.readyInMs(slot) > 0
//
// The clock is handed in: performance.now in a page, a number in a test. It must not step.

/** How long a face must have stood before a press on it counts. Double taps come within 500 ms. */
export const settlingMs = 600;

/** After so long without its click, a beginning is forgotten: the finger was lifted elsewhere. */
const forgottenMs = 10_000;

interface Face {
  readonly name: string;
  /** Since when it has been visible without a break; undefined while it is not. */
  since: number | undefined;
}

/** Where a press began: on which face of which slot, and whether that face had settled then. */
interface Beginning {
  readonly slot: number;
  readonly name: string | undefined;
  readonly settled: boolean;
  readonly at: number;
}

/** What the guard reads of an event. */
export interface Press {
  readonly isTrusted: boolean;
  readonly type: string;
  /** Of a click: 0 where no pointer made it. */
  readonly detail?: number;
  /** Of a keydown: the key is held. */
  readonly repeat?: boolean;
}

export class PressGuard {
  readonly #now: () => number;
  readonly #faces = new Map<number, Face>();
  #beginning: Beginning | undefined;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** What the card in `slot` shows now. Another name, or becoming visible, starts the face's time. */
  show(slot: number, name: string, visible: boolean): void {
    const face = this.#faces.get(slot);
    const since = visible ? (face?.name === name ? (face.since ?? this.#now()) : this.#now()) : undefined;
    this.#faces.set(slot, { name, since });
  }

  remove(slot: number): void {
    this.#faces.delete(slot);
  }

  /** How long the card's buttons are still dead; 0 where a press may begin. */
  readyInMs(slot: number): number {
    const since = this.#faces.get(slot)?.since;
    return since === undefined ? settlingMs : Math.max(0, since + settlingMs - this.#now());
  }

  /** A pointer or key went down in the card of `slot` (-1: outside all cards). */
  begin(slot: number, press: Press): void {
    // A held key goes on with the press it began; once that is used up, it presses nothing.
    if (press.repeat && this.#beginning) {
      this.#beginning = { ...this.#beginning, at: this.#now() };
      return;
    }
    const settled = press.isTrusted && !press.repeat && this.readyInMs(slot) === 0;
    this.#beginning = { slot, name: this.#faces.get(slot)?.name, settled, at: this.#now() };
  }

  /** Whether the click on a button of the card in `slot` counts. It uses up the beginning. */
  counts(slot: number, click: Press): boolean {
    const beginning = this.#beginning;
    this.#beginning = undefined;
    if (!click.isTrusted || this.readyInMs(slot) > 0) return false;
    const stale = !beginning || this.#now() - beginning.at > forgottenMs;
    if (stale) return click.detail === 0;
    return beginning.settled && beginning.slot === slot && beginning.name === this.#faces.get(slot)?.name;
  }
}
