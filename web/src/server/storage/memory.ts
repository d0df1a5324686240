// SPDX-License-Identifier: MIT
//
// The storage port in a Map: for tests, demonstrations and one process without a database.
// It keeps every promise of the port but the one to survive the process. Rows are copied on
// the way in and out, so that nobody holds a row that changes under their hands.
import type { Purchase, StoragePort } from '../ports.js';
import { atRest } from '../finish.js';

/** The same operations without promises; the simulation uses them as they are. */
export class PurchaseTable {
  readonly rows = new Map<string, Purchase>();
  readonly #byOffer = new Map<string, string>();
  readonly #extensions = new Map<string, number>();

  find(jti: string): Purchase | null {
    const row = this.rows.get(jti);
    return row === undefined ? null : { ...row };
  }

  reserve(fresh: Purchase): { won: true; purchase: Purchase } | { won: false; purchase: Purchase } {
    const offer = JSON.stringify([fresh.order_id, fresh.candidate_id]);
    const first = this.rows.get(fresh.jti) ?? this.rows.get(this.#byOffer.get(offer) ?? '');
    if (first !== undefined) return { won: false, purchase: { ...first } };
    this.rows.set(fresh.jti, { ...fresh });
    this.#byOffer.set(offer, fresh.jti);
    return { won: true, purchase: { ...fresh } };
  }

  swap(jti: string, version: number, changes: Partial<Purchase>): Purchase | null {
    const row = this.rows.get(jti);
    if (row?.version !== version) return null;
    const moved = { ...row, ...changes, jti, version: version + 1 };
    this.rows.set(jti, moved);
    return { ...moved };
  }

  due(nowMs: number, limit: number): Purchase[] {
    const rows = [...this.rows.values()].filter(row => !atRest(row) && row.lease_until_ms <= nowMs);
    return rows
      .sort((a, b) => a.reserved_at_ms - b.reserved_at_ms)
      .slice(0, limit)
      .map(row => ({ ...row }));
  }

  extendOnce(jti: string, deadlineMs: number): number {
    const deadline = this.#extensions.get(jti) ?? deadlineMs;
    this.#extensions.set(jti, deadline);
    return deadline;
  }

  extension(jti: string): number | null {
    return this.#extensions.get(jti) ?? null;
  }
}

/** A storage port that forgets everything with the process. */
export function memoryStorage(table = new PurchaseTable()): StoragePort {
  return {
    find: jti => Promise.resolve(table.find(jti)),
    reserve: fresh => Promise.resolve(table.reserve(fresh)),
    swap: (jti, version, changes) => Promise.resolve(table.swap(jti, version, changes)),
    due: (nowMs, limit) => Promise.resolve(table.due(nowMs, limit)),
    extendOnce: (jti, deadlineMs) => Promise.resolve(table.extendOnce(jti, deadlineMs)),
    extension: jti => Promise.resolve(table.extension(jti)),
  };
}
