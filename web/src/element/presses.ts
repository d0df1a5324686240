// SPDX-License-Identifier: MIT
//
// The press guard on a page: what it records of each card, and which presses it ignores. A card is dead for 600 ms
// after it has changed, has moved or has come into view; everything in it then leaves a click unanswered, and for as
// long after an answer nothing else answers where that button stood, in the card or beside it. One guard serves our
// cards and own markup.
//
// Loaded once the cards are painted, for they are dead at first anyway: until this is here, no button answers.

import { Answers } from './answers.js';
import { readsAs } from './card/amounts.js';
import type { Card } from './card/model.js';
import { disclose } from './disclosures.js';
import type { EncoreAcceptEvent, EncoreErrorEvent } from './events.js';
import { PressGuard, settlingMs } from './press-guard.js';

/** A finger's width: as near to an answered press, a second one is the same. */
const fingerPx = 24;
/** Long after the paint, and well before a press counts. */
const readingMs = 200;
/** Less than this is no move: rows that are rounded otherwise. */
const movedPx = 8;

type Place = readonly [x: number, y: number];

const isNear = (one: Place, other: Place, px: number): boolean =>
  Math.abs(one[0] - other[0]) <= px && Math.abs(one[1] - other[1]) <= px;

/** Where a card's buttons stand in the page's layout, whatever is scrolled and whatever slides there. */
function placeOf(card: Element): Place {
  const place: [number, number] = [0, 0];
  const buttons = card.querySelector<HTMLElement>('.actions, [data-encore-action]:not([hidden])');
  for (let at: Element | null = buttons ?? card; at instanceof HTMLElement; at = at.offsetParent) {
    place[0] += at.offsetLeft;
    place[1] += at.offsetTop;
  }
  return place;
}

/** Whether another origin frames this page: then a click may be meant for something that lies over it. */
function isFramedElsewhere(): boolean {
  try {
    return window.top?.origin !== origin;
  } catch {
    return true;
  }
}

const hostOf = (node: Element): Element | undefined => (node.getRootNode() as Partial<ShadowRoot>).host;
/** The uppermost at a place, in the tree of a node; the document, which no element contains, where there is none. */
const seenAt = (node: Element, x: number, y: number): Node =>
  (node.getRootNode() as Document | ShadowRoot).elementFromPoint(x, y) ?? document;

/**
 * Whether what a key or assistive technology presses can be seen: where it is scrolled away or covered it is brought
 * into view instead, and nothing is bought. What a pointer presses is uncovered, else the press would not reach it.
 */
function isInSight(button: Element): boolean {
  const { left, right, top, bottom } = button.getBoundingClientRect();
  const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
  const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
  // From the button outwards: a shadow root of Firefox's does not tell what lies above its host.
  for (let at: Element | undefined = button; at?.contains(seenAt(at, x, y)); at = hostOf(at))
    if (!hostOf(at)) return true;
  button.scrollIntoView({ block: 'center' });
  return false;
}

const nameOf = ({ candidate_id, state, step }: Card['view']): string => `${step}/${candidate_id}/${state}`;

export type { Answers };

export class Presses {
  readonly #guard = new PressGuard(() => performance.now());
  readonly #visible = new WeakSet<Element>();
  readonly #places = new Map<number, Place>();
  readonly #observed = new WeakSet<Element>();
  readonly #seen = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) this.#visible[isIntersecting ? 'add' : 'delete'](target);
    this.#watch();
    this.#readSoon();
  });
  readonly #sizes = new ResizeObserver(() => this.#watch());
  #cards: readonly Card[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The slots whose buttons were painted as dead last. */
  readonly #paintedDead = new Set<number>();
  /** Cards that changed, or came, since what they must say was looked for. */
  readonly #unread = new Set<number>();
  readonly #reported = new Set<string>();
  #reading: ReturnType<typeof setTimeout> | undefined;
  /** The last press that was answered. */
  #answered: { readonly place: Place; readonly at: number } | undefined;

  /**
   * `cardOf` finds a slot's card on the page, `repaint` paints buttons that have come to life, `refuse`
   * sells an offer no more; the event's class is handed in, for importing it would split the element's module. Ends
   * with `signal`.
   */
  constructor(
    private readonly host: HTMLElement,
    private readonly cardOf: (slot: number) => Element | null,
    private readonly repaint: () => void,
    private readonly refuse: (candidateId: string) => void,
    private readonly ErrorEvent: typeof EncoreErrorEvent,
    signal: AbortSignal,
  ) {
    const options = { capture: true, signal };
    addEventListener('pointerdown', event => this.#begin(event), options);
    addEventListener('keydown', event => /^(?: |Enter)$/.test(event.key) && this.#begin(event), options);
    addEventListener('click', event => this.#end(event), options);
    document.addEventListener('visibilitychange', () => this.#watch(), options);
    // What pushes a card elsewhere makes something taller: the card before it, or the page.
    for (const element of [document.body, host]) this.#sizes.observe(element);
    signal.addEventListener('abort', () => {
      this.#seen.disconnect();
      this.#sizes.disconnect();
      clearTimeout(this.#timer);
      clearTimeout(this.#reading);
    });
  }

  /** Whether a card's amounts read as they were rendered, and everything that it must say can be read. */
  readsAs(card: Element, total: string): boolean {
    const one = this.#cards.find(({ view }) => this.cardOf(view.slot) === card);
    return readsAs(card, total) && (!one || this.#read(one));
  }

  /** What stands on the page now; called after each painting. */
  look(cards: readonly Card[]): void {
    for (const { view } of this.#cards) {
      if (cards.some(card => card.view.slot === view.slot)) continue;
      this.#guard.remove(view.slot);
      this.#places.delete(view.slot);
    }
    this.#cards = cards;
    for (const { view } of cards) this.#unread.add(view.slot);
    this.#watch();
    this.#readSoon();
  }

  /** In a task of its own: the page handles input first. */
  #readSoon(): void {
    this.#reading ??= setTimeout(() => {
      this.#reading = undefined;
      for (const card of this.#cards) {
        const { slot } = card.view;
        const element = this.cardOf(slot);
        // What cannot be seen is not measured: it may be folded away.
        if (document.hidden || !this.#unread.has(slot) || !element || !this.#visible.has(element)) continue;
        this.#unread.delete(slot);
        this.#read(card);
      }
    }, readingMs);
  }

  /** Looks whether an offer says what it must; false where it did not. */
  #read({ view, candidate, law }: Card): boolean {
    const element = this.cardOf(view.slot);
    if (!element || !view.can_accept || (candidate.accept?.mode ?? 'one_click') !== 'one_click') return true;
    const { found, stands } = disclose(element, law.pay_button && !!(view.quote?.total || view.quote?.subscription));
    const message = `${view.candidate_id}: ${found}; ${stands ? 'it is not sold here' : 'the rule is overridden'}.`;
    if (!found || this.#reported.has(message)) return !found;
    this.#reported.add(message);
    this.host.dispatchEvent(new this.ErrorEvent({ code: 'disclosure_hidden', message }));
    if (stands) this.refuse(view.candidate_id);
    return false;
  }

  /** Whether the buttons of a card are to be painted as dead. */
  isDead(view: Card['view']): boolean {
    const isDead = this.#guard.deadInMs(view.slot, nameOf(view)) > 0;
    if (isDead) this.#paintedDead.add(view.slot);
    else this.#paintedDead.delete(view.slot);
    return isDead;
  }

  /** The cards were painted otherwise than their state says: what stood does not count. */
  renew(): void {
    for (const { view } of this.#cards) this.#guard.remove(view.slot);
  }

  #watch(): void {
    let next = Infinity;
    for (const { view } of this.#cards) {
      const { slot } = view;
      const card = this.cardOf(slot);
      if (!card) continue;
      if (!this.#observed.has(card)) {
        this.#observed.add(card);
        this.#seen.observe(card);
        this.#sizes.observe(card);
      }
      const place = placeOf(card);
      const moved = !isNear(place, this.#places.get(slot) ?? place, movedPx);
      if (moved || !this.#places.has(slot)) this.#places.set(slot, place);
      const visible = !document.hidden && this.#visible.has(card);
      this.#guard.show(slot, nameOf(view), visible, moved);
      // A hidden page rests: neither writes nor timers.
      if (document.hidden) continue;
      const readyInMs = this.#guard.readyInMs(slot);
      card.toggleAttribute('data-settled', !readyInMs);
      const deadInMs = this.#guard.deadInMs(slot, nameOf(view));
      for (const ms of [deadInMs, visible ? readyInMs : 0]) if (ms) next = Math.min(next, ms);
      // Its time ran out between the painting and now: without another one it would stay dead.
      if (!deadInMs && this.#paintedDead.has(slot)) next = 0;
    }
    clearTimeout(this.#timer);
    if (next < Infinity) this.#timer = setTimeout(() => this.repaint(), Math.ceil(next));
  }

  /** The slot of the card in which something happened; -1 outside all cards of this element. */
  #slotOf(event: Event): number {
    const path = event.composedPath();
    const card = path.includes(this.host)
      ? this.#cards.find(({ view }) => {
          const element = this.cardOf(view.slot);
          return element && path.includes(element);
        })
      : undefined;
    return card?.view.slot ?? -1;
  }

  #begin(event: PointerEvent | KeyboardEvent): void {
    // What has moved since the last painting has not settled.
    this.#watch();
    this.#guard.begin(this.#slotOf(event), event);
  }

  /** A click: stopped where it does not count. */
  #end(event: MouseEvent): void {
    const slot = this.#slotOf(event);
    const now = performance.now();
    const place: Place = [event.clientX, event.clientY];
    if (slot < 0) {
      // What slid into the place of a button just pressed; in other parts of the page nothing is held up.
      const { at, place: before } = this.#answered ?? { at: -Infinity, place };
      if (event.isTrusted && event.detail && now - at < settlingMs && isNear(place, before, fingerPx)) stop(event);
      return;
    }
    const button = event
      .composedPath()
      .find(target => target instanceof Element && target.matches('button, [data-encore-action]')) as
      Element | undefined;
    // A label's click is followed by its input's: only buttons use up a beginning.
    const counts = button ? this.#guard.counts(slot, event) : event.isTrusted && !this.#guard.readyInMs(slot);
    if (!counts) {
      stop(event);
    } else if (
      button?.matches('.accept, [data-encore-action=accept]') &&
      ((!event.detail && !isInSight(button)) || this.#opensItself(slot))
    ) {
      stop(event);
    } else if (button) {
      this.#answered = { at: now, place };
    }
  }

  /** Framed by another origin nothing is charged with one click: the page itself is opened instead. */
  #opensItself(slot: number): boolean {
    const card = this.#cards.find(({ view }) => view.slot === slot);
    if (!card?.view.can_accept || (card.candidate.accept?.mode ?? 'one_click') !== 'one_click') return false;
    return isFramedElsewhere() && (window.open(location.href, '_blank', 'noopener'), true);
  }
}

/** The guard, and what an answered press does, of one opened sheet; `repaint` paints all cards from nothing. */
export function createPresses(
  host: HTMLElement & { requestUpdate(): void },
  cardOf: (slot: number) => Element | null,
  repaint: () => void,
  events: { AcceptEvent: typeof EncoreAcceptEvent; ErrorEvent: typeof EncoreErrorEvent },
  signal: AbortSignal,
): { presses: Presses; answers: Answers } {
  const renew = (): void => {
    presses.renew();
    repaint();
  };
  const answers = new Answers(host, cardOf, (card, total) => presses.readsAs(card, total), renew, events);
  const refuse = (candidateId: string): void => answers.refuse(candidateId);
  const presses = new Presses(host, cardOf, () => host.requestUpdate(), refuse, events.ErrorEvent, signal);
  return { presses, answers };
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
