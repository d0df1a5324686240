// SPDX-License-Identifier: MIT
//
// The tables of the storage port for PostgreSQL 12 and later and for PGlite, as numbered
// migrations. What the whole kit stands on is two constraints: the primary key on the
// token's id, and one row for each issuer, order and candidate. A released migration is
// never edited; a change is a new one. Each `sql` may use {schema} and {prefix}.
import type { Queryable } from './postgres.js';

/** Where the tables are: `schema.prefix…`. Default: `public.encore_…`. */
export interface TableNames {
  schema?: string;
  prefix?: string;
}

interface Migration {
  version: number;
  sql: string;
}

const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    sql: `
CREATE TABLE {t}purchases (
  jti              text PRIMARY KEY,
  issuer           text NOT NULL,
  order_id         text NOT NULL,
  candidate_id     text NOT NULL,
  surface          text NOT NULL,
  step             integer NOT NULL CHECK (step > 0),
  instead_of       text,
  fingerprint      text NOT NULL,
  state            text NOT NULL CHECK (state IN ('free', 'reserved', 'charging', 'action_required', 'charged',
                                                  'accepted', 'undoing', 'undone', 'refunding', 'refunded')),
  attempt          integer NOT NULL CHECK (attempt > 0),
  version          integer NOT NULL CHECK (version > 0),
  lease_until_ms   bigint NOT NULL,
  retry_at_ms      bigint NOT NULL,
  tries            integer NOT NULL CHECK (tries >= 0),
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
  problem_reason   text,
  UNIQUE (issuer, order_id, candidate_id)
);
CREATE INDEX {p}purchases_due ON {t}purchases (issuer, retry_at_ms)
  WHERE state NOT IN ('free', 'accepted', 'undone', 'refunded');
CREATE INDEX {p}purchases_reserved ON {t}purchases (reserved_at_ms);
CREATE TABLE {t}ledgers (
  issuer           text NOT NULL,
  order_id         text NOT NULL,
  version          integer NOT NULL CHECK (version >= 0),
  published        jsonb,
  declined         jsonb NOT NULL,
  PRIMARY KEY (issuer, order_id)
);
CREATE TABLE {t}extensions (
  jti              text PRIMARY KEY,
  deadline_ms      bigint NOT NULL
);`,
  },
  {
    // What the shop's reports and learning read; written by postgresEvents.
    version: 2,
    sql: `
CREATE TABLE {t}events (
  id               text PRIMARY KEY,
  event            text NOT NULL,
  at               timestamptz NOT NULL,
  order_id         text,
  candidate_id     text,
  body             jsonb NOT NULL
);
CREATE INDEX {p}events_by_order ON {t}events (order_id);
CREATE INDEX {p}events_by_candidate ON {t}events (candidate_id, event);`,
  },
  {
    // The proof of what was agreed to; see consent.ts.
    version: 3,
    sql: `
ALTER TABLE {t}purchases ADD COLUMN consent jsonb, ADD COLUMN keep_until_ms bigint;`,
  },
];

const IDENTIFIER = /^[a-z_][a-z0-9_]{0,40}$/;

/** The beginning of every table's name. Throws a TypeError for a name that needs quoting. */
export function tablePrefix({ schema = 'public', prefix = 'encore_' }: TableNames = {}): string {
  for (const [what, name] of Object.entries({ schema, prefix }))
    if (!IDENTIFIER.test(name))
      throw new TypeError(`${what} "${name}": use lower-case letters, digits and "_", for example "encore_"`);
  return `${schema}.${prefix}`;
}

/** One statement that brings the tables up to date, whatever is there and however many run it at the same time. */
function migrationSql(names: TableNames): string {
  const { schema = 'public', prefix = 'encore_' } = names;
  const t = tablePrefix(names);
  const steps = MIGRATIONS.map(({ version, sql }) => {
    const filled = sql.replaceAll('{t}', t).replaceAll('{p}', prefix);
    return `IF NOT EXISTS (SELECT 1 FROM ${t}migrations WHERE version = ${String(version)}) THEN ${filled}
  INSERT INTO ${t}migrations (version) VALUES (${String(version)}); END IF;`;
  });
  // CREATE … IF NOT EXISTS fails where two sessions run it at once, so one lock comes before everything.
  return `DO $encore$ BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('encore-offers migrations'));
  ${schema === 'public' ? '' : `CREATE SCHEMA IF NOT EXISTS ${schema};`}
  CREATE TABLE IF NOT EXISTS ${t}migrations (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now());
  ${steps.join('\n  ')}
END $encore$`;
}

/**
 * Creates the tables or brings them up to date; any number of instances may do so at once, as often as they like. Each
 * migration runs once, in one transaction with the note that it ran.
 */
export async function migrate(db: Queryable, names: TableNames = {}): Promise<void> {
  await db.query(migrationSql(names));
}
