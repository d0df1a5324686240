// SPDX-License-Identifier: MIT
//
// Whether a press counts. A card's place on the page changes its meaning: where "No thanks" stood, the next offer's
// button may stand a moment later, and Undo where Accept was. A finger that comes down twice, a key that is held, a
// card that arrives late under a moving finger must neither buy nor undo. So a press counts only if
//
//   - it is trusted: the browser says that a person made it;
//   - it began on the face it answers: its pointerdown or keydown met that very face. A click of assistive technology
//     has no beginning (detail 0, and no key before it); that one counts, too;
//   - that face has stood visible, unchanged and in its place, for 600 ms when the press began.
//
// A face is what a card shows in one state of its funnel; its name changes whenever what the buttons mean does. The
// guard only keeps times; presses.ts passes it what the page shows. The clock is handed in: performance.now in a
// page, a number in a test. It must not step.

/** How long a face must have stood before a press on it counts. Double taps come within 500 ms. */
export const settlingMs = 600;

/** After so long without its click, a beginning is forgotten: the finger was lifted elsewhere. */
const forgottenMs = 10_000;

interface Face {
  readonly name: string;
  /** Since when it is what it is, where it is; seen or not. */
  readonly changed: number;
  /** Since when it has been visible without a break; undefined while it is not. */
  readonly since: number | undefined;
}

/** Where a press began: on which face of which slot, and whether that face had settled then. */
interface Beginning {
  readonly slot: number;
  readonly name: string | undefined;
  readonly settled: boolean;
  readonly byKey: boolean;
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

  /** What the card in `slot` shows now. Another name, another place, or becoming visible, starts the face's time. */
  show(slot: number, name: string, visible: boolean, moved = false): void {
    const face = this.#faces.get(slot);
    const now = this.#now();
    const stands = face?.name === name && !moved;
    this.#faces.set(slot, {
      name,
      changed: stands ? face.changed : now,
      since: visible ? ((stands ? face.since : undefined) ?? now) : undefined,
    });
  }

  remove(slot: number): void {
    this.#faces.delete(slot);
  }

  /** How long no press may begin on the card; 0 where one may. Not before it is seen. */
  readyInMs(slot: number): number {
    return this.#left(this.#faces.get(slot)?.since);
  }

  /** How long the card's buttons are to be painted as dead: since it last changed, and at once under a new name. */
  deadInMs(slot: number, name: string): number {
    const face = this.#faces.get(slot);
    return this.#left(face?.name === name ? face.changed : undefined);
  }

  /** A pointer or key went down in the card of `slot` (-1: outside all cards). */
  begin(slot: number, press: Press): void {
    // A held key goes on with the press it began; once that is used up, it presses nothing.
    if (press.repeat && this.#beginning) {
      this.#beginning = { ...this.#beginning, at: this.#now() };
      return;
    }
    const settled = press.isTrusted && !press.repeat && this.readyInMs(slot) === 0;
    const byKey = press.type === 'keydown';
    this.#beginning = { slot, name: this.#faces.get(slot)?.name, settled, byKey, at: this.#now() };
  }

  /** Whether the click on a button of the card in `slot` counts. It uses up the beginning. */
  counts(slot: number, click: Press): boolean {
    const beginning = this.#beginning;
    this.#beginning = undefined;
    if (!click.isTrusted || this.readyInMs(slot) > 0) return false;
    const byPointer = click.detail !== 0;
    // What a pointer begins ends in a click of detail 1 or more: a click of detail 0 was not begun by it.
    const own = beginning && this.#now() - beginning.at <= forgottenMs && beginning.byKey !== byPointer;
    if (!own) return !byPointer;
    return beginning.settled && beginning.slot === slot && beginning.name === this.#faces.get(slot)?.name;
  }

  #left(since: number | undefined): number {
    return since === undefined ? settlingMs : Math.max(0, since + settlingMs - this.#now());
  }
}
