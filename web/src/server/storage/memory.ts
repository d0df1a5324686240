// SPDX-License-Identifier: MIT
//
// The storage port in a Map: for tests, demonstrations and one process without a database.
// It keeps every promise of the port but the one to survive the process. Rows are copied on
// the way in and out, so that no caller holds a row that changes later.
// the way in and out, so that a row does not change under its reader.
import type { OrderLedger, Purchase, RetainingStorage } from '../ports.js';
import { atRest } from '../finish.js';
import { emptyLedger } from '../ledger.js';

const nameOf = (issuer: string, orderId: string): string => JSON.stringify([issuer, orderId]);

/** The same operations without promises; the simulation uses them as they are. */
export class PurchaseTable {
  readonly rows = new Map<string, Purchase>();
  readonly ledgers = new Map<string, OrderLedger>();
  readonly #byOffer = new Map<string, string>();
  readonly #byOrder = new Map<string, Set<string>>();
  readonly #extensions = new Map<string, number>();

  find(jti: string): Purchase | null {
    const row = this.rows.get(jti);
    return row === undefined ? null : { ...row };
  }

  reserve(fresh: Purchase): { won: true; purchase: Purchase } | { won: false; purchase: Purchase } {
    const { jti, issuer, order_id, candidate_id } = fresh;
    const offer = JSON.stringify([issuer, order_id, candidate_id]);
    const first = this.rows.get(jti) ?? this.rows.get(this.#byOffer.get(offer) ?? '');
    if (first !== undefined) return { won: false, purchase: { ...first } };
    this.rows.set(jti, { ...fresh });
    this.#byOffer.set(offer, jti);
    const name = nameOf(issuer, order_id);
    this.#byOrder.set(name, (this.#byOrder.get(name) ?? new Set()).add(jti));
    return { won: true, purchase: { ...fresh } };
  }

  swap(jti: string, version: number, changes: Partial<Purchase>): Purchase | null {
    const row = this.rows.get(jti);
    if (row?.version !== version) return null;
    const moved = { ...row, ...changes, jti, version: version + 1 };
    this.rows.set(jti, moved);
    return { ...moved };
  }

  due(issuer: string, nowMs: number, limit: number): Purchase[] {
    const isDue = (row: Purchase): boolean =>
      row.issuer === issuer && !atRest(row) && row.lease_until_ms <= nowMs && row.retry_at_ms <= nowMs;
    return [...this.rows.values()]
      .filter(isDue)
      .sort((a, b) => a.retry_at_ms - b.retry_at_ms)
      .slice(0, limit)
      .map(row => ({ ...row }));
  }

  ledger(issuer: string, orderId: string): { ledger: OrderLedger; purchases: Purchase[] } {
    const name = nameOf(issuer, orderId);
    const ledger = this.ledgers.get(name) ?? emptyLedger(issuer, orderId);
    const purchases = [...(this.#byOrder.get(name) ?? [])].flatMap(jti => this.find(jti) ?? []);
    return { ledger: { ...ledger }, purchases };
  }

  commit({ ledger, purchase }: { ledger: OrderLedger; purchase: Purchase | null }): boolean {
    const name = nameOf(ledger.issuer, ledger.order_id);
    if ((this.ledgers.get(name)?.version ?? 0) !== ledger.version) return false;
    if (purchase !== null) {
      const written =
        purchase.version === 1
          ? this.reserve(purchase).won
          : this.swap(purchase.jti, purchase.version - 1, purchase) !== null;
      if (!written) return false;
    }
    this.ledgers.set(name, { ...ledger, version: ledger.version + 1 });
    return true;
  }

  extendOnce(jti: string, deadlineMs: number): number {
    const deadline = this.#extensions.get(jti) ?? deadlineMs;
    this.#extensions.set(jti, deadline);
    return deadline;
  }

  extension(jti: string): number | null {
    return this.#extensions.get(jti) ?? null;
  }

  purge(beforeMs: number, nowMs = Date.now()): number {
    let purged = 0;
    for (const row of this.rows.values()) {
      if (!atRest(row) || row.reserved_at_ms >= beforeMs) continue;
      if (row.state !== 'free' && (row.keep_until_ms ?? 0) >= nowMs) continue;
      const name = nameOf(row.issuer, row.order_id);
      this.rows.delete(row.jti);
      this.#byOffer.delete(JSON.stringify([row.issuer, row.order_id, row.candidate_id]));
      this.#byOrder.get(name)?.delete(row.jti);
      purged += 1;
    }
    for (const [name, { published }] of this.ledgers) {
      const isEmpty = (this.#byOrder.get(name)?.size ?? 0) === 0;
      if (isEmpty && (published?.at_ms ?? 0) < beforeMs) this.ledgers.delete(name);
    }
    for (const [jti, deadline] of this.#extensions) if (deadline < beforeMs) this.#extensions.delete(jti);
    return purged;
  }
}

/** A storage port whose contents end with the process. */
export function memoryStorage(table = new PurchaseTable()): RetainingStorage {
  return {
    find: jti => Promise.resolve(table.find(jti)),
    reserve: fresh => Promise.resolve(table.reserve(fresh)),
    swap: (jti, version, changes) => Promise.resolve(table.swap(jti, version, changes)),
    due: (issuer, nowMs, limit) => Promise.resolve(table.due(issuer, nowMs, limit)),
    ledger: (issuer, orderId) => Promise.resolve(table.ledger(issuer, orderId)),
    commit: change => Promise.resolve(table.commit(change)),
    extendOnce: (jti, deadlineMs) => Promise.resolve(table.extendOnce(jti, deadlineMs)),
    extension: jti => Promise.resolve(table.extension(jti)),
    purge: (beforeMs, nowMs) => Promise.resolve(table.purge(beforeMs, nowMs)),
  };
}
