import { newId } from '../../src/ids.ts'
import { json } from '../../src/storage/json.ts'
import type { Db } from '../../src/context.ts'

/** One call that ended at some time, as far as numbers are made of it. */
export interface EndedCall {
  at: Date | string
  agent?: string | null
  connector?: string | null
  outcome?: 'ok' | 'error' | 'refused' | 'cancelled'
  ms?: number
  /** Whether it wrote: then its intent stands there too. */
  wrote?: boolean
}

let last = 1_000_000

/** Puts calls into the log at times of their own, which the log itself would not do. Their hashes fit nothing. */
export async function insertCalls(db: Db, accountId: string, calls: EndedCall[]): Promise<void> {
  const rows = calls.flatMap((call) => {
    const callId = newId('call')
    const row = (phase: 'intent' | 'outcome') => ({
      account_id: accountId,
      seq: ++last,
      id: newId('evt'),
      at: new Date(call.at),
      kind: 'call' as const,
      action: 'tool.called',
      phase,
      actor_type: 'agent_key',
      actor_id: 'ak_1',
      actor_name: 'Key',
      agent_id: call.agent ?? null,
      connector_id: call.connector ?? null,
      tool: 'notes__search',
      call_id: callId,
      outcome: phase === 'outcome' ? (call.outcome ?? 'ok') : null,
      duration_ms: phase === 'outcome' ? (call.ms ?? 10) : null,
      detail: json({}),
      prev_hash: '',
      hash: '',
    })
    return call.wrote ? [row('intent'), row('outcome')] : [row('outcome')]
  })
  await db.insertInto('audit_events').values(rows).execute()
}
