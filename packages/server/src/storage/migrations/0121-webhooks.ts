import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  // Where an account wants to be told of events. The address and the signing secrets are sealed.
  `create table webhooks (
    id text primary key,
    account_id text not null references accounts (id) on delete cascade,
    url_masked text not null,
    description text not null default '',
    events jsonb not null,
    enabled boolean not null default true,
    disabled_reason text,
    failing_since timestamptz,
    sealed bytea not null,
    previous_secret_until timestamptz,
    version integer not null default 1,
    created_by text not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now())`,
  `create index webhooks_account on webhooks (account_id)`,
  // One message to one webhook. The body is text: it is signed as it is, at every attempt.
  `create table webhook_deliveries (
    id text primary key,
    account_id text not null references accounts (id) on delete cascade,
    webhook_id text not null references webhooks (id) on delete cascade,
    event text not null,
    body text not null,
    status text not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
    attempts integer not null default 0,
    response_status integer,
    last_error text,
    last_attempt_at timestamptz,
    next_attempt_at timestamptz,
    finished_at timestamptz,
    created_at timestamptz not null default now())`,
  `create index webhook_deliveries_webhook on webhook_deliveries (webhook_id, id)`,
  `create index webhook_deliveries_account on webhook_deliveries (account_id)`,
  `create index webhook_deliveries_waiting on webhook_deliveries (next_attempt_at) where status = 'pending'`,
  `create index webhook_deliveries_finished on webhook_deliveries (finished_at)`,
]

/** Webhooks, and what was sent to them. */
export const webhooks: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
