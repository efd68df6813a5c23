import type { Actor } from '../context.ts'
import type { AuditKind, AuditPhase } from '../storage/tables.ts'

/** One audit row before it has its place in the chain. */
export interface NewEvent {
  accountId: string
  kind: AuditKind
  action: string
  phase: AuditPhase
  actor: Actor
  agentId: string | null
  connectorId: string | null
  tool: string | null
  callId: string | null
  outcome: string | null
  durationMs: number | null
  detail: Record<string, unknown>
}
