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
}

const COUNT: Readonly<Partial<Record<Purchase['state'], Exclude<keyof Reconciled, 'seen'>>>> = {
  accepted: 'finished',
  undone: 'refunded',
  refunded: 'refunded',
  free: 'freed',
};

/** One run over at most `limit` rows, oldest first. A row whose port fails waits; the others go on. */
export function* reconcile(limit: number, timeouts: Timeouts): Flow<Reconciled> {
  const counts: Reconciled = { seen: 0, finished: 0, refunded: 0, freed: 0, waiting: 0 };
  const now = yield* ask('now', null);
  for (const row of yield* ask('due', { now_ms: now, limit })) {
    counts.seen += 1;
    counts[yield* one(row, timeouts)] += 1;
  }
  return counts;
}

function* one(row: Purchase, timeouts: Timeouts): Flow<Exclude<keyof Reconciled, 'seen'>> {
  try {
    const held = yield* acquireLease(row, timeouts);
    if (held === null) return 'waiting';
    return COUNT[(yield* finish(held, timeouts, null)).state] ?? 'waiting';
  } catch {
    return 'waiting';
  }
}
