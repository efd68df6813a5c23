import { migrationOf } from './run-statements.ts'

/** What every area needs: results kept for repeated calls, and previews that wait for their confirmation. */
export const platformEngine = migrationOf([
  `create table platform_idempotency (
    account_id text not null references accounts (id) on delete cascade,
    area text not null,
    actor_id text not null,
    key text not null,
    request_hash text not null,
    result json not null,
    expires_at timestamptz not null,
    primary key (account_id, area, actor_id, key))`,
  `create index platform_idempotency_expiry on platform_idempotency (account_id, expires_at)`,
  `create table platform_confirmations (
    token_hash text primary key,
    account_id text not null references accounts (id) on delete cascade,
    area text not null,
    tool text not null,
    input_hash text not null,
    preview_hash text not null,
    expires_at timestamptz not null)`,
  `create index platform_confirmations_expiry on platform_confirmations (account_id, expires_at)`,
])
