// SPDX-License-Identifier: MIT
//
// GET status: what became of a key. It answers the same documents as the accept itself, with
// 202 while nothing is known and 404 where nothing was ever reserved. A poll also looks: a
// row whose process died is finished here, and one that waited for the bank is looked up, so
// that the outcome does not depend on anybody's timer.
import { requireBuyer, replay, type Shop } from './accept.js';
import { ask, type Flow } from './calls.js';
import type { Reply } from './problems.js';
import { nothingReserved } from './replies.js';

/** GET status/<jti>. */
export function* status(jti: string, shop: Shop): Flow<Reply> {
  const row = yield* ask('find', { jti });
  if (row === null) return nothingReserved();
  const stranger = yield* requireBuyer(row.order_id);
  if (stranger !== null) return stranger;
  return yield* replay(row, null, shop);
}
