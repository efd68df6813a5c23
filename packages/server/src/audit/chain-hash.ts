import { hash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Selectable } from 'kysely'
import type { AuditEventTable } from '../storage/tables.ts'

/** A row as it is read from the database. */
export type StoredEvent = Selectable<AuditEventTable>

/** What the hash of a row covers: all of it but the hash. */
export type ChainedFields = Omit<StoredEvent, 'hash'>

/** The `prev_hash` of an account's first event. */
export const genesisHash = `v1:${'0'.repeat(64)}`

/**
 * The hash that stands in a row: `v1:` and the SHA-256, in hex, of the row's canonical JSON (RFC 8785), `prev_hash`
 * included and `at` as ISO 8601 in UTC with milliseconds. Anybody can recompute it from an exported row. A later
 * form of the row gets a later version, so that old rows keep their proof.
 */
export function chainHash(fields: ChainedFields): string {
  return `v1:${hash('sha256', canonicalRow(fields))}`
}

/**
 * The row's canonical JSON. Its own names are written down in their sorted order, which costs a quarter of sorting
 * them every time; the details can hold anything and are left to the library.
 */
export function canonicalRow(row: ChainedFields): string {
  const beforeDetail = {
    account_id: row.account_id,
    action: row.action,
    actor_id: row.actor_id,
    actor_name: row.actor_name,
    actor_type: row.actor_type,
    agent_id: row.agent_id,
    at: row.at.toISOString(),
    call_id: row.call_id,
    connector_id: row.connector_id,
  }
  const afterDetail = {
    duration_ms: row.duration_ms,
    id: row.id,
    kind: row.kind,
    outcome: row.outcome,
    phase: row.phase,
    prev_hash: row.prev_hash,
    seq: row.seq,
    tool: row.tool,
    v: 1,
  }
  const [before, after] = [JSON.stringify(beforeDetail).slice(0, -1), JSON.stringify(afterDetail).slice(1)]
  return `${before},"detail":${canonicalize(row.detail)},${after}`
}
