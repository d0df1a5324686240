// SPDX-License-Identifier: MIT
//
// What outlives the page: the session of an order, so that a reload resumes it and the next
// visit settles what was left open, and the offers declined. Keys are hashes of order ids;
// nothing that names a person is written. A session lies twice: in the tab's own storage,
// which no other tab overwrites, and in the shared one, for the next visit. Every call may
// fail (quota, private mode, forbidden cookies); then nothing is remembered, and nothing breaks.
import { isDeeper } from './depth.js';
import { jsonText } from '../engine/json-text.js';
import type { Environment, Store } from './environment.js';

const PREFIX = 'encore:';
const INDEX = PREFIX + 'until';
const DECLINED = PREFIX + 'declined';
/** An unconfirmed purchase is worth asking about for as long as a bank statement is. */
const KEEP_MS = 30 * 86_400_000;
/** What the core writes at most, and no deeper than a quote in a card. */
const MOST_SESSION = 4096;
const SESSION_DEPTH = 8;
/** States of a card that show no offer: they need no room before they are painted. */
const ENDED = /^(?:declined|accepted|undo|expired|out_of|order_r)/;
/** More refusals than a shop shows in a month. */
const MOST_DECLINED = 200;

/** FNV-1a over UTF-16 units, 32 bits, in base 36: a name, not a secret. */
export function nameOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash.toString(36);
}

function read(store: Store | null, key: string): string | null {
  try {
    return store?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/** Null removes. */
function write(store: Store | null, key: string, value: string | null): void {
  try {
    if (value === null) store?.removeItem(key);
    else store?.setItem(key, value);
  } catch {
    // Full or forbidden: the purchase's key, not this, keeps it from happening twice.
  }
}

function readObject<T>(store: Store | null, key: string): Record<string, T> {
  try {
    const value: unknown = JSON.parse(read(store, key) ?? '{}');
    return value && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, T>) : {};
  } catch {
    return {};
  }
}

/** What a stored text holds, if the core could have written it: edited or foreign storage is as good as none. */
function readSession(text: string | null): { slots?: unknown } | null {
  try {
    const value: unknown = text && text.length <= MOST_SESSION ? JSON.parse(text) : null;
    return value && typeof value === 'object' && !isDeeper(value, SESSION_DEPTH) ? value : null;
  } catch {
    return null;
  }
}

export class Memory {
  readonly #local: Store | null;
  readonly #tab: Store | null;
  readonly #key: string;

  constructor({ local, tab }: Pick<Environment, 'local' | 'tab'>, orderId: string) {
    this.#local = local;
    this.#tab = tab;
    this.#key = PREFIX + nameOf(orderId);
  }

  /** The session as last saved: this tab's own, else the order's. Null where there is none that could be one. */
  load(): string | null {
    const text = read(this.#tab, this.#key) ?? read(this.#local, this.#key);
    return readSession(text) && text;
  }

  /** Whether an earlier page of this order ended with no offer left. Believed for reserved room alone. */
  ended(): boolean {
    const slots = readSession(read(this.#tab, this.#key) ?? read(this.#local, this.#key))?.slots;
    return Array.isArray(slots) && slots.every(slot => ENDED.test(String((slot as { state?: unknown } | null)?.state)));
  }

  /** Server time when this order's session was last saved; 0 where it never was. */
  savedAt(): number {
    const until = readObject<unknown>(this.#local, INDEX)[this.#key];
    return typeof until === 'number' ? until - KEEP_MS : 0;
  }

  /** Where the cards of the shared session stand, if another tab wrote it last. */
  others(): { candidate_id: string; state: string }[] {
    const own = read(this.#tab, this.#key);
    const shared = read(this.#local, this.#key);
    if (!own || !shared || shared === own) return [];
    const slots = readSession(shared)?.slots;
    return Array.isArray(slots) ? (slots as { candidate_id: string; state: string }[]) : [];
  }

  save(text: string, nowMs: number): void {
    write(this.#tab, this.#key, text);
    write(this.#local, this.#key, text);
    const all = Object.entries(readObject<number>(this.#local, INDEX)).filter(([key]) => key !== this.#key);
    for (const [key, end] of all) if (end <= nowMs && key.startsWith(PREFIX)) write(this.#local, key, null);
    const kept = all.filter(([, end]) => end > nowMs);
    write(this.#local, INDEX, jsonText(Object.fromEntries([...kept, [this.#key, nowMs + KEEP_MS]])));
  }

  decline(candidateId: string, nowMs: number, untilMs: number): void {
    const all = Object.entries(readObject<[number, number]>(this.#local, DECLINED)).filter(
      ([id, [, end]]) => id !== candidateId && end > nowMs,
    );
    all.push([candidateId, [nowMs, untilMs]]);
    write(this.#local, DECLINED, jsonText(Object.fromEntries(all.slice(-MOST_DECLINED))));
  }

  /** Refusals still remembered. */
  declined(nowMs: number): { candidate_id: string; at_ms: number }[] {
    return Object.entries(readObject<[number, number]>(this.#local, DECLINED))
      .filter(([, times]) => Array.isArray(times) && times[1] > nowMs)
      .map(([candidate_id, [at_ms]]) => ({ candidate_id, at_ms }));
  }
}
