// SPDX-License-Identifier: MIT
//
// Finishes what other processes left behind, without any shopper: takes over rows whose
// lease has ended and carries each to rest (finish.ts). A row that cannot rest yet (the bank
// or the gateway still owes an answer) is left for the next run. Any number of reconcilers
// may run at once; the compare-and-set makes each row one process's work.
import { ask, type Flow } from './calls.js';
import { finish, acquireLease, type Timeouts } from './finish.js';
import type { Purchase } from './ports.js';

export interface Reconciled {
  seen: number;
  finished: number;
  refunded: number;
  freed: number;
  waiting: number;
  /** Of the waiting ones: those that have been unsettled for too long. */
  stuck: number;
}

type Outcome = Exclude<keyof Reconciled, 'seen' | 'stuck'>;

const COUNT: Readonly<Partial<Record<Purchase['state'], Outcome>>> = {
  accepted: 'finished',
  undone: 'refunded',
  refunded: 'refunded',
  free: 'freed',
};

/**
 * One run over at most `limit` rows that are due, longest due first. A row whose port fails waits for its next try; the
 * others go on. One that is too old is reported each time.
 */
export function* reconcile(limit: number, shop: Timeouts & { issuer: string }): Flow<Reconciled> {
  const counts: Reconciled = { seen: 0, finished: 0, refunded: 0, freed: 0, waiting: 0, stuck: 0 };
  const now = yield* ask('now', null);
  for (const row of yield* ask('due', { issuer: shop.issuer, now_ms: now, limit })) {
    counts.seen += 1;
    const outcome = yield* one(row, shop);
    counts[outcome] += 1;
    if (outcome !== 'waiting' || now - row.reserved_at_ms <= shop.stuckAfterMs) continue;
    counts.stuck += 1;
    yield* ask('stuck', { purchase: row });
  }
  return counts;
}

function* one(row: Purchase, timeouts: Timeouts): Flow<Outcome> {
  try {
    const held = yield* acquireLease(row, timeouts);
    if (held === null) return 'waiting';
    return COUNT[(yield* finish(held, timeouts, null)).state] ?? 'waiting';
  } catch {
    return 'waiting';
  }
}
