import type { AuditEvent, AuditVerification, Client } from '@jackfield/sdk'
import { AuditEvent as AuditEventShape } from '@jackfield/sdk/contract'
import type { KeyedAgent } from './make-agent.ts'
import type { Narrator } from './narrator.ts'

export interface AuditSeen {
  /** The agent's calls, oldest first, one row a call. */
  calls: AuditEvent[]
  /** The same from the export, where a call that may write has its intent as well. */
  exported: AuditEvent[]
  verification: AuditVerification
}

/** Reads who called what, when and how it went, and checks that no row was changed since. */
export async function readAudit(say: Narrator, client: Client, agent: KeyedAgent): Promise<AuditSeen> {
  say.step('Read the audit log: GET /api/v1/audit')
  const page = await client.audit.list({ kind: 'call', agent: agent.id, limit: 100 })
  const calls = page.items.toReversed()
  for (const row of calls) say.line(describe(row))
  const exported = await exportCalls(client, agent)
  const intents = exported.filter(({ phase }) => phase === 'intent').length
  say.line(
    `exported as JSONL: ${exported.length} rows, ${intents} of them intents, stored before the call went out`,
  )
  const verification = await client.audit.verify()
  say.line(
    `${verification.events} rows in all; the chain of hashes is ${verification.ok ? 'whole' : 'BROKEN'}`,
  )
  return { calls, exported, verification }
}

async function exportCalls(client: Client, agent: KeyedAgent): Promise<AuditEvent[]> {
  const lines: string[] = []
  for await (const line of client.audit.export({ kind: 'call', agent: agent.id, format: 'jsonl' }))
    lines.push(line)
  return lines.map((line) => AuditEventShape.parse(JSON.parse(line)))
}

function describe({ at, actor, tool, outcome, duration_ms: ms }: AuditEvent): string {
  return `${at.slice(11, 23)} ${actor.type} "${actor.name}" ${tool}: ${outcome} after ${Math.round(ms ?? 0)} ms`
}
