// SPDX-License-Identifier: MIT
//
// POST undo: takes an accepted purchase back, line and money, once. Repeating it answers the
// same 200, also after the time is up; starting it after `until` is 410. The promise that a
// purchase can be undone is the row's, made when it was accepted; an order that was packed
// since keeps its line, and says so.
import { findPurchase, requireBuyer, type Shop } from './accept.js';
import { ask, type Flow } from './calls.js';
import { finish, acquireLease } from './finish.js';
import type { Purchase } from './ports.js';
import { problem, type Reply } from './problems.js';
import { problemReply, statusUrl, undoneReply } from './replies.js';

const expired = problem('expired', 'The time to undo has passed. Statutory rights of withdrawal are not affected.');

function answer(row: Purchase, shop: Shop): Reply {
  switch (row.state) {
    case 'undone':
      return undoneReply(row);
    case 'accepted':
      return problemReply('order_released');
    default:
      return problem('in_progress', 'The undo is on its way.', { status_url: statusUrl(shop, row.jti, row.order_id) });
  }
}

/** POST undo/<jti>. */
export function* undo(jti: string, shop: Shop): Flow<Reply> {
  const row = yield* findPurchase(jti, shop);
  if (row === null) return problem('invalid', 'There is no such purchase.', {}, 404);
  const stranger = yield* requireBuyer(row.order_id);
  if (stranger !== null) return stranger;
  if (row.state === 'undone') return undoneReply(row);
  if (row.state === 'undoing') {
    const held = yield* acquireLease(row, shop);
    return answer(held === null ? row : yield* finish(held, shop, null), shop);
  }
  if (row.state !== 'accepted') return problem('invalid', 'Nothing was bought that could be undone.', {}, 409);
  if (row.undo_until_ms === null) return row.problem === 'order_released' ? problemReply('order_released') : expired;
  const now = yield* ask('now', null);
  if (now > row.undo_until_ms) {
    // On record before it is sent, so that a copy of this request that was in time, but slow, undoes nothing after all.
    const closed = yield* ask('swap', { jti, version: row.version, changes: { undo_until_ms: null } });
    return closed === null ? yield* undo(jti, shop) : expired;
  }
  const held = yield* ask('swap', {
    jti,
    version: row.version,
    changes: { state: 'undoing', lease_until_ms: now + shop.leaseMs },
  });
  if (held === null) return answer({ ...row, state: 'undoing' }, shop);
  return answer(yield* finish(held, shop, null), shop);
}
