// SPDX-License-Identifier: MIT
//
// Carries a purchase from wherever it stands to where it rests: the one piece of logic that
// the first request, a retry, a status poll and the reconciler all share. Each turn of the
// loop does one outside thing and then writes it down with a compare-and-set; every outside
// thing answers the same when it is done again, so a process may die between any two lines.
// Order of work: take stock, charge, add the line. A process that loses a compare-and-set
// stops at once: somebody else is at work, and further on.
//
// The gateway's key is `jti:attempt`. The attempt rises only where the gateway has said that
// nothing was charged under the old key and nothing will be.
import { settledStates, type PurchaseState } from '../engine/vocabulary.js';
import { ask, type Flow } from './calls.js';
import type { Purchase } from './ports.js';
import type { ProblemType } from './problems.js';

export interface Timeouts {
  /** How long one process may work on a row before others take it over. */
  leaseMs: number;
  /** A reservation not charged within this time is cancelled instead of charged late. */
  finishWithinMs: number;
  /** An unsettled purchase older than this is reported. */
  stuckAfterMs: number;
}

export const DEFAULT_TIMEOUTS: Timeouts = { leaseMs: 30_000, finishWithinMs: 15 * 60_000, stuckAfterMs: 60 * 60_000 };

/** The reconciler's pause before its next try of a row: doubled at each, so that no row takes the place of others. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
const pauseAfter = (tries: number): number => Math.min(FIRST_PAUSE_MS * 2 ** Math.min(tries, 20), LONGEST_PAUSE_MS);

const SETTLED: ReadonlySet<PurchaseState> = new Set(settledStates);

/** True where nothing is left to do. */
export const atRest = (row: Purchase): boolean => SETTLED.has(row.state);

export const gatewayKey = (row: Purchase): string => `${row.jti}:${String(row.attempt)}`;

/**
 * The row with a lease of ours on it, or null where another process holds it. The next try is written down before this
 * one, so that a row whose process dies or whose port throws waits its turn like any other.
 */
export function* acquireLease(row: Purchase, timeouts: Timeouts): Flow<Purchase | null> {
  const now = yield* ask('now', null);
  if (row.lease_until_ms > now) return null;
  return yield* ask('swap', {
    jti: row.jti,
    version: row.version,
    changes: { lease_until_ms: now + timeouts.leaseMs, retry_at_ms: now + pauseAfter(row.tries), tries: row.tries + 1 },
  });
}

/** What one turn found: changes to write down and go on, or to write down and stop. */
interface Turn {
  changes: Partial<Purchase>;
  stop: boolean;
}

const goOn = (changes: Partial<Purchase>): Turn => ({ changes: { ...changes, tries: 0 }, stop: false });
const settle = (changes: Partial<Purchase>): Turn => ({
  changes: { ...changes, tries: 0, lease_until_ms: 0 },
  stop: true,
});
/** Nothing is known yet: give up the lease, so that the next poll looks again; the reconciler waits its pause. */
const waits: Turn = { changes: { lease_until_ms: 0 }, stop: true };

/** The reservation ends without a charge: stock back, key free. */
function* releaseReservation(row: Purchase, problem: ProblemType | null, attempt = row.attempt): Flow<Turn> {
  yield* ask('give_back', { hold: row.hold });
  return settle({ state: 'free', problem, attempt, action_url: null });
}

function* reserved(row: Purchase, tooOld: boolean): Flow<Turn> {
  if (tooOld) return yield* releaseReservation(row, null);
  const taken = yield* ask('take', { hold: row.hold, order_id: row.order_id, items: row.line.items });
  return taken ? goOn({ state: 'charging' }) : yield* releaseReservation(row, 'out_of_stock');
}

/** The row once its money is there; a mandate took none, so that there is none to give back. */
const paidBy = ({ amount }: Purchase, charge: string): Partial<Purchase> => ({
  state: 'charged',
  charge_id: amount === 0 ? null : charge,
});

/** Makes sure that the key never charges, or finds that it has. */
function* cancelCharge(row: Purchase): Flow<Turn> {
  const end = yield* ask('cancel', { key: gatewayKey(row) });
  if (end.outcome === 'approved') return goOn({ ...paidBy(row, end.charge_id), action_url: null });
  return end.outcome === 'cancelled' ? yield* releaseReservation(row, 'payment_declined', row.attempt + 1) : waits;
}

function* charging(row: Purchase, tooOld: boolean, returnUrl: string | null): Flow<Turn> {
  if (tooOld) return yield* cancelCharge(row);
  const { amount, currency, order_id } = row;
  const recurring = row.line.quote.subscription !== undefined;
  // A gift has nothing to charge, and no gateway takes an amount of zero; a trial has a mandate to set up.
  if (amount === 0 && !recurring) return goOn({ state: 'charged', charge_id: null });
  const request = { key: gatewayKey(row), order_id, amount, currency, return_url: returnUrl };
  const seen = yield* ask('charge', { ...request, initiator: 'customer', recurring });
  switch (seen.outcome) {
    case 'approved':
      return goOn(paidBy(row, seen.charge_id));
    case 'declined':
      return yield* releaseReservation(row, 'payment_declined', row.attempt + 1);
    case 'action_required':
      return settle({ state: 'action_required', action_url: seen.url });
    case 'unknown':
      return waits;
  }
}

function* actionRequired(row: Purchase, tooOld: boolean): Flow<Turn> {
  const seen = yield* ask('lookup', { key: gatewayKey(row) });
  switch (seen.outcome) {
    case 'approved':
      return goOn({ ...paidBy(row, seen.charge_id), action_url: null });
    case 'declined':
      return yield* releaseReservation(row, 'payment_declined', row.attempt + 1);
    case 'action_required':
    case 'none':
    case 'unknown':
      return tooOld ? yield* cancelCharge(row) : waits;
  }
}

function* charged(row: Purchase): Flow<Turn> {
  const { jti, order_id, candidate_id, charge_id, line } = row;
  const added = yield* ask('add_line', { purchase_id: jti, order_id, candidate_id, charge_id, line });
  if ('refused' in added) {
    const gone = added.refused === 'line_changed';
    return goOn({
      state: 'refunding',
      problem: gone ? 'not_offered' : 'order_released',
      problem_reason: gone ? 'line_changed' : null,
    });
  }
  const now = yield* ask('now', null);
  return settle({
    state: 'accepted',
    line_id: added.line_id,
    order_total: added.order_total,
    undo_until_ms: now + row.undo_seconds * 1000,
    problem: null,
  });
}

/**
 * The stock goes back, which waits for no gateway because no line holds it any more; then the money; then the event is
 * written.
 */
function* refundPurchase(row: Purchase, reason: 'undo' | 'order_released'): Flow<boolean> {
  const { charge_id, amount, currency, order_id } = row;
  yield* ask('give_back', { hold: row.hold });
  if (charge_id !== null) {
    const known = yield* ask('refund', {
      key: `${gatewayKey(row)}:refund`,
      charge_id,
      amount,
      currency,
      order_id,
      reason,
    });
    if (!known) return false;
    const now = yield* ask('now', null);
    const event = {
      id: `server:${row.jti}:refunded`,
      event: 'refunded',
      at: new Date(now).toISOString(),
      sheet_id: row.sheet_id,
      order_id,
      candidate_id: row.candidate_id,
      amount,
      currency,
      reason,
    };
    yield* ask('events', { events: [event] });
  }
  return true;
}

function* refunding(row: Purchase): Flow<Turn> {
  return (yield* refundPurchase(row, 'order_released')) ? settle({ state: 'refunded' }) : waits;
}

function* undoing(row: Purchase): Flow<Turn> {
  const removed = yield* ask('remove_line', { purchase_id: row.jti, order_id: row.order_id });
  // Packed meanwhile: the line stays, and so does the charge.
  if ('refused' in removed) return settle({ state: 'accepted', problem: 'order_released', undo_until_ms: null });
  return (yield* refundPurchase(row, 'undo')) ? settle({ state: 'undone', order_total: removed.order_total }) : waits;
}

function* turn(row: Purchase, timeouts: Timeouts, returnUrl: string | null): Flow<Turn> {
  const now = yield* ask('now', null);
  const tooOld = now - row.reserved_at_ms > timeouts.finishWithinMs;
  switch (row.state) {
    case 'reserved':
      return yield* reserved(row, tooOld);
    case 'charging':
      return yield* charging(row, tooOld, returnUrl);
    case 'action_required':
      return yield* actionRequired(row, tooOld);
    case 'charged':
      return yield* charged(row);
    case 'refunding':
      return yield* refunding(row);
    case 'undoing':
      return yield* undoing(row);
    case 'free':
    case 'accepted':
    case 'undone':
    case 'refunded':
      return waits;
  }
}

/**
 * Works on a row this process holds until it rests or must wait, and returns it as it then stands.
 * Requires: the caller has just reserved the row or taken it over.
 */
export function* finish(held: Purchase, timeouts: Timeouts, returnUrl: string | null): Flow<Purchase> {
  let row = held;
  while (!atRest(row)) {
    const { changes, stop } = yield* turn(row, timeouts, returnUrl);
    const moved = yield* ask('swap', { jti: row.jti, version: row.version, changes });
    if (moved === null) return (yield* ask('find', { jti: row.jti })) ?? row;
    row = moved;
    if (stop) break;
  }
  return row;
}
