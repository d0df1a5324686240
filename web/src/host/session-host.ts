// SPDX-License-Identifier: MIT
//
// Carries one session: feeds events to the core, runs its effects in order, keeps the one
// timer it asks for, and tells subscribers what to paint. It decides nothing. What it adds
// is the world: the corrected clock, the network, storage, and the other tabs.
import type { Advance, View } from '../engine/wire.js';
import type { Effect, Session, SessionEvent } from '../engine/session.js';
import type { Environment } from './environment.js';

/** What the host needs of the engine. Throws where the sheet is refused. */
export interface AdvanceEngine {
  advance(sheetText: string, sessionText: string | null, event: SessionEvent, nowMs: number): Advance;
}

export interface EncoreSessionOptions {
  engine: AdvanceEngine;
  /** The page sheet, exactly as emitted. */
  sheetText: string;
  /** Picks the experiments' arms; never stored. Absent: the sheet's visitor, then its order. */
  visitor?: string;
  /** Seeds exploration, where the page wants a draw of its own. */
  seed?: string;
  /** Absent: the browser's. */
  environment?: Environment;
  /** False: nothing is kept after the page is gone. */
  remember?: boolean;
}

/** The effects that concern a page; the host has run the others itself. */
export type PageEffect = Extract<Effect, { type: 'emit' | 'announce' | 'focus' }>;

export interface SessionChange {
  view: View;
  /** What to tell: DOM events, announcements, focus. Empty on the call at subscription. */
  effects: PageEffect[];
  session: Session | null;
  /** False until a clock can be trusted: then no countdown is painted. */
  clockCertain: boolean;
}

export declare class EncoreSession {
  constructor(options: EncoreSessionOptions);
  readonly view: View;
  readonly session: Session | null;
  readonly clockCertain: boolean;
  /** Server-corrected time. */
  now(): number;
  /** Calls at once, then after every change that shows. Returns the end of the subscription. */
  subscribe(listener: (change: SessionChange) => void): () => void;
  /** Decides, or resumes what storage holds of this order. Throws what the engine throws. */
  start(): View;
  shown(slot: number): void;
  viewed(slot: number): void;
  choose(slot: number, variantId: string, quantity: number): void;
  /** The shopper's click on what the view shows now. */
  accept(slot: number, answer?: { consent?: boolean; total?: number }): void;
  decline(slot: number): void;
  undo(slot: number): void;
  extend(slot: number): void;
  dismiss(slot: number): void;
  /** Back from strong authentication. */
  returned(slot: number): void;
  /** The page is seen again (visibilitychange, pageshow, focus, resume): corrects the clock and does what is due. */
  wake(): void;
  /** Ends timers, requests and lines to other tabs. What is stored stays. */
  close(): void;
}
