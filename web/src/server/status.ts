// SPDX-License-Identifier: MIT
//
// GET status: what became of a key. It answers the same documents as the accept itself, with
// 202 while nothing is known and 404 where nothing was ever reserved. A poll also looks: a
// row whose process died is finished here, and one that waited for the bank is looked up, so
// that the outcome does not depend on a timer.
//
// A key can be computed from an order's id, so a stranger must not learn whether it was used.
// The addresses that the kit gives out name the order: its buyer is asked for first, and only
// the buyer hears of the key. Without the order's name a stranger's key is one never used.
import { findPurchase, replay, requireBuyer, type Shop } from './accept.js';
import type { Flow } from './calls.js';
import type { Reply } from './problems.js';
import { nothingReserved } from './replies.js';

/** GET status/<jti>?order_id=<id>. */
export function* status({ jti, orderId }: { jti: string; orderId: string | null }, shop: Shop): Flow<Reply> {
  const stranger = orderId === null ? null : yield* requireBuyer(orderId);
  if (stranger !== null) return stranger;
  const row = yield* findPurchase(jti, shop);
  if (row === null || row.order_id !== (orderId ?? row.order_id)) return nothingReserved();
  if (orderId === null && (yield* requireBuyer(row.order_id)) !== null) return nothingReserved();
  return yield* replay(row, null, shop);
}
