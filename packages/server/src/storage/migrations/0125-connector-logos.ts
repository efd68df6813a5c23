import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  // Browsers are never sent to another host, so the hub keeps a copy of each picture (CUS-6).
  `create table connector_logos (
    connector_id text primary key references connectors (id) on delete cascade,
    account_id text not null references accounts (id) on delete cascade,
    source_hash text not null,
    media_type text,
    picture bytea,
    failure text,
    fetched_at timestamptz not null,
    check ((media_type is null) = (picture is null)))`,
  `create index connector_logos_account on connector_logos (account_id)`,
]

/** Copies of the pictures that custom connectors have. */
export const connectorLogos: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
