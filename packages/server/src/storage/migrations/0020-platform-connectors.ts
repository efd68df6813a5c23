import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  // Areas of the Sales Platform are called in this process: they have no address, and nobody acknowledges a risk.
  `alter table connectors alter column transport drop not null`,
  `alter table connectors alter column url_masked drop not null`,
  `alter table connectors alter column acknowledged_by drop not null`,
  `alter table connectors alter column acknowledged_at drop not null`,
  `alter table connectors alter column acknowledged_at drop default`,
  `alter table connectors add constraint connectors_custom_complete check (
    family <> 'custom' or (transport is not null and url_masked is not null and acknowledged_by is not null))`,
  `alter table accounts add column time_zone text not null default 'UTC'`,
  // The big toggle: a template's default, and an agent's own word on it; null is inherit (PLT-4, PLT-11).
  `alter table templates add column platform_tools boolean not null default false`,
  `alter table agents add column platform_tools boolean`,
  // null: whatever the key's role allows. Else the only things that it opens (ADR-15).
  `alter table api_keys add column scopes jsonb`,
  // Made to stand in an address, for clients that cannot send headers (ADR-8).
  `alter table api_keys add column in_url boolean not null default false`,
]

/** Native connectors, the big toggle, and keys for the platform's own MCP address. */
export const platformConnectors: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
