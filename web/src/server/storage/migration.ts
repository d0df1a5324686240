// SPDX-License-Identifier: MIT
//
// The tables of the storage port, for PostgreSQL 12 and later and for PGlite. What the whole
// kit stands on is two constraints: the primary key on the token's id, and one row for each
// order and candidate. Run it as often as you like.

export const MIGRATION = `
CREATE TABLE IF NOT EXISTS encore_purchases (
  jti              text PRIMARY KEY,
  order_id         text NOT NULL,
  candidate_id     text NOT NULL,
  fingerprint      text NOT NULL,
  state            text NOT NULL CHECK (state IN ('free', 'reserved', 'charging', 'action_required', 'charged',
                                                  'accepted', 'undoing', 'undone', 'refunding', 'refunded')),
  attempt          integer NOT NULL CHECK (attempt > 0),
  version          integer NOT NULL CHECK (version > 0),
  lease_until_ms   bigint NOT NULL,
  reserved_at_ms   bigint NOT NULL,
  hold             text NOT NULL,
  amount           bigint NOT NULL CHECK (amount >= 0),
  currency         text NOT NULL,
  line             jsonb NOT NULL,
  consent_digest   text,
  sheet_id         text NOT NULL,
  decision         jsonb,
  charge_id        text,
  line_id          text,
  order_total      bigint,
  undo_seconds     integer NOT NULL,
  undo_until_ms    bigint,
  action_url       text,
  problem          text,
  UNIQUE (order_id, candidate_id)
);
CREATE INDEX IF NOT EXISTS encore_purchases_due ON encore_purchases (reserved_at_ms)
  WHERE state NOT IN ('free', 'accepted', 'undone', 'refunded');
CREATE TABLE IF NOT EXISTS encore_extensions (
  jti              text PRIMARY KEY,
  deadline_ms      bigint NOT NULL
);
`;
