import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  // How somebody signed in, who that is, what was granted, until when the access token lives.
  `alter table connections add column sign_in text check (sign_in in ('oauth2', 'api_key'))`,
  `alter table connections add column label text`,
  `alter table connections add column scopes jsonb`,
  `alter table connections add column expires_at timestamptz`,
  `alter table connections add column refreshable boolean not null default false`,
  // Facts that the app's addresses need. Never a secret.
  `alter table connections add column place jsonb not null default '{}'`,
  // Who renews the access token, and until when the others wait.
  `alter table connections add column refresh_lease text`,
  `alter table connections add column refresh_lease_until timestamptz`,
  `create index connections_expiring on connections (expires_at) where refreshable and status = 'connected'`,
  // An account's own OAuth app at a provider (SEC-11).
  `create table oauth_clients (
    account_id text not null references accounts (id) on delete cascade,
    slug text not null,
    client_id text not null,
    sealed bytea not null,
    updated_by text not null,
    updated_at timestamptz not null default now(),
    primary key (account_id, slug))`,
  // Sign-ins under way (CON-18).
  `create table sign_ins (
    state_hash text primary key,
    account_id text not null references accounts (id) on delete cascade,
    connector_id text not null references connectors (id) on delete cascade,
    user_id text not null references users (id) on delete cascade,
    session_id text,
    redirect_uri text not null,
    client_id text not null,
    sealed bytea not null,
    scopes jsonb not null,
    place jsonb not null,
    expires_at timestamptz not null)`,
  `create index sign_ins_expiry on sign_ins (expires_at)`,
  `create index sign_ins_account on sign_ins (account_id)`,
  // Grants to be taken back at the provider after the connection is gone (CON-10).
  `create table revocations (
    id text primary key,
    account_id text not null references accounts (id) on delete cascade,
    connector_id text not null references connectors (id) on delete cascade,
    status text not null check (status in ('pending', 'done', 'failed', 'by_hand')),
    sealed bytea,
    message text,
    attempts integer not null default 0,
    created_at timestamptz not null default now(),
    tried_at timestamptz not null default now(),
    finished_at timestamptz)`,
  `create index revocations_connector on revocations (connector_id, created_at)`,
  `create index revocations_account on revocations (account_id)`,
]

/** Apps: how a connection signed in, OAuth apps, sign-ins under way, grants to be taken back. */
export const apps: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
