import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  // Apps of an account's own, from OpenAPI documents (B11). Each has a connector of the same key.
  `create table catalog_entries (
    id text primary key,
    account_id text not null references accounts (id) on delete cascade,
    slug text not null,
    name text not null,
    version integer not null default 1,
    definition jsonb not null,
    source_url text,
    document_hash text not null,
    created_by text not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, slug))`,
]

/** An account's own catalog entries. */
export const catalogEntries: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
