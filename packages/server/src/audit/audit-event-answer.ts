import type { AuditEvent } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import type { StoredEvent } from './chain-hash.ts'

/** An audit row as the API answers it. */
export function auditEventAnswer(row: StoredEvent): z.output<typeof AuditEvent> {
  return {
    id: row.id,
    seq: row.seq,
    at: row.at.toISOString(),
    kind: row.kind,
    action: row.action,
    phase: row.phase,
    actor: { type: row.actor_type, id: row.actor_id, name: row.actor_name },
    agent_id: row.agent_id,
    connector_id: row.connector_id,
    tool: row.tool,
    call_id: row.call_id,
    outcome: row.outcome,
    duration_ms: row.duration_ms,
    detail: row.detail,
    hash: row.hash,
  }
}
