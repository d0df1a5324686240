// SPDX-License-Identifier: MIT
//
// A collector of events in PostgreSQL or PGlite: one table, one row for each event, the whole event in `body`, which is
// what `encore report --database` reads. An event that is there already (the same id) is left as it is, so a batch may
// be sent twice; the other columns are for the shop's own questions.
import type { EventPort } from '../ports.js';
import { tablePrefix, type TableNames } from './migrations.js';
import type { Queryable } from './postgres.js';

/** Where events are kept. `append` answers when they are stored. */
export function postgresEvents(db: Queryable, names: TableNames = {}): EventPort {
  const insert = `INSERT INTO ${tablePrefix(names)}events (id, event, at, order_id, candidate_id, body)
    SELECT body->>'id', body->>'event', CAST(body->>'at' AS timestamptz), body->>'order_id', body->>'candidate_id', body
    FROM jsonb_array_elements($1::jsonb) AS given(body) ON CONFLICT (id) DO NOTHING`;
  return {
    async append(events) {
      if (events.length > 0) await db.query(insert, [JSON.stringify(events)]);
    },
  };
}
