import { createHash } from 'node:crypto'
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
  const text = canonicalize({
    v: 1,
    account_id: fields.account_id,
    seq: fields.seq,
    id: fields.id,
    at: fields.at.toISOString(),
    kind: fields.kind,
    action: fields.action,
    phase: fields.phase,
    actor_type: fields.actor_type,
    actor_id: fields.actor_id,
    actor_name: fields.actor_name,
    agent_id: fields.agent_id,
    connector_id: fields.connector_id,
    tool: fields.tool,
    call_id: fields.call_id,
    outcome: fields.outcome,
    duration_ms: fields.duration_ms,
    detail: fields.detail,
    prev_hash: fields.prev_hash,
  })
  return `v1:${createHash('sha256')
    .update(text ?? '')
    .digest('hex')}`
}
