// SPDX-License-Identifier: MIT
//
// One element under inspection: its sheet's text, its session, and a log of what happened
// since the inspector came, the element's events and each card's changes of state. Knows how
// to put a preview in place of the real visit, and the real visit back.

import type { EncoreOffers } from '../element/encore-offers.js';
import type { OfferSession } from '../element/opening.js';
import { readSheet } from '../element/page/source.js';
import type { Session } from '../engine/session.js';
import type { View } from '../engine/wire.js';
import type { SessionChange } from '../host/index.js';
import type { Preview } from './preview.js';

export interface Happened {
  /** Server-corrected, in milliseconds since the epoch. */
  at: number;
  what: string;
  about: string;
}

const eventNames = [
  'decided',
  'shown',
  'viewed',
  'accept',
  'accepted',
  'declined',
  'expired',
  'undone',
  'failed',
  'error',
];
/** More than a visit has; a page left open for days keeps the last of them. */
const longestLog = 200;

export class Subject {
  session: OfferSession | undefined;
  state: Session | null = null;
  view: View | undefined;
  error: string | undefined;
  /** The page's own sheet, as text; undefined where it cannot be read. */
  text: string | undefined;
  log: Happened[] = [];
  previewing = false;
  /** Whether a preview was ever shown: it is offered unasked only once. */
  previewed = false;
  #own: Pick<EncoreOffers, 'sheet' | 'session'> | undefined;
  #unsubscribe: (() => void) | undefined;
  #states: string[] = [];

  constructor(
    readonly element: EncoreOffers,
    private readonly changed: () => void,
  ) {
    for (const name of eventNames) element.addEventListener(`encore-${name}`, this.#hear);
  }

  /** The element has opened, or could not. Resolves when its sheet is read. */
  async look(session: OfferSession | undefined, error: unknown): Promise<void> {
    this.#unsubscribe?.();
    this.session = session;
    this.error = error === undefined ? undefined : error instanceof Error ? error.message : JSON.stringify(error);
    this.state = null;
    this.view = undefined;
    this.#states = [];
    this.#unsubscribe = session?.subscribe(change => this.#moved(change));
    if (!this.previewing) this.text = await this.#read();
    this.changed();
  }

  /** The time this visit goes by; without one, the sheet's own. */
  now(): number {
    if (this.session) return this.session.now();
    const issued = Date.parse(/"issued_at"\s*:\s*"([^"]+)"/.exec(this.text ?? '')?.[1] ?? '');
    return Number.isNaN(issued) ? Date.now() : issued;
  }

  show({ sheetText, session }: Preview): void {
    const { element } = this;
    this.#own ??= { sheet: element.sheet, session: element.session };
    this.previewing = this.previewed = true;
    this.note('preview', 'nothing that happens in it reaches the shop');
    Object.assign(element, { sheet: sheetText, session });
  }

  /** The real visit again, as a reload would find it. */
  restore(): void {
    if (!this.#own) return;
    this.previewing = false;
    const { session } = this.element;
    Object.assign(this.element, this.#own);
    this.#own = undefined;
    // The element closes only sessions of its own.
    session?.close();
    this.note('preview', 'ended');
  }

  note(what: string, about: string): void {
    this.log = [{ at: this.now(), what, about }, ...this.log].slice(0, longestLog);
    this.changed();
  }

  close(): void {
    for (const name of eventNames) this.element.removeEventListener(`encore-${name}`, this.#hear);
    this.#unsubscribe?.();
    this.restore();
  }

  readonly #hear = (event: Event): void => {
    if (event.target !== this.element) return;
    const { detail } = event as CustomEvent<{
      candidate_id?: string;
      problem?: string;
      code?: string;
      message?: string;
    }>;
    this.note(
      event.type,
      [detail.candidate_id, detail.problem, detail.code, detail.message].filter(Boolean).join(', '),
    );
  };

  #moved({ view, session }: SessionChange): void {
    this.view = view;
    this.state = session;
    for (const card of view.slots) {
      const state = `${card.candidate_id}: ${card.state}${card.problem ? ` (${card.problem})` : ''}`;
      if (this.#states[card.slot] !== state) this.note('state', state);
      this.#states[card.slot] = state;
    }
    this.changed();
  }

  async #read(): Promise<string | undefined> {
    const { sheet, src, htmlFor } = this.element;
    if (typeof sheet === 'object') return JSON.stringify(sheet, null, 2);
    return sheet ?? (await readSheet(this.element, src, htmlFor, new AbortController().signal).catch(() => undefined));
  }
}
