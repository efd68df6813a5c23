import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  // Apps that people miss (CAT-16). The key is the name without capitals and spaces: one request for one app.
  `create table connector_requests (
    id text primary key,
    account_id text not null references accounts (id) on delete cascade,
    app text not null,
    app_key text not null,
    note text not null default '',
    status text not null default 'open' check (status in ('open', 'planned', 'shipped', 'declined')),
    requested_by text not null,
    requested_by_name text not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, app_key))`,
  `create index connector_requests_key on connector_requests (app_key) where status in ('open', 'planned')`,
  `create table connector_request_votes (
    request_id text not null references connector_requests (id) on delete cascade,
    account_id text not null references accounts (id) on delete cascade,
    voter_id text not null,
    note text not null default '',
    created_at timestamptz not null default now(),
    primary key (request_id, voter_id))`,
  `create index connector_request_votes_account on connector_request_votes (account_id)`,
]

/** Requests for apps that the catalog does not have, and who wants them. */
export const connectorRequests: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
