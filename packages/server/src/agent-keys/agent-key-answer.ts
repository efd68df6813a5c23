import type { AgentKey } from '@jackfield/sdk/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../context.ts'

export type AgentKeyAnswer = z.output<typeof AgentKey>

/**
 * An agent's keys that are not revoked, with the names of those who made them, oldest first. What they open is
 * stored hashed, so it cannot be read again.
 */
export function selectAgentKeys(db: Db, accountId: string, agentId: string) {
  return db
    .selectFrom('agent_keys as k')
    .leftJoin('users as u', 'u.id', 'k.created_by')
    .leftJoin('api_keys as parent', (join) =>
      join.onRef('parent.id', '=', 'k.created_by').onRef('parent.account_id', '=', 'k.account_id'),
    )
    .select(['k.id', 'k.name', 'k.hint', 'k.created_at', 'k.last_used_at', 'k.expires_at'])
    .select(sql<string>`coalesce(u.name, parent.name, k.created_by)`.as('created_by'))
    .where('k.account_id', '=', accountId)
    .where('k.agent_id', '=', agentId)
    .where('k.revoked_at', 'is', null)
    .orderBy('k.created_at')
    .orderBy('k.id')
}

type AgentKeyRow = Awaited<ReturnType<ReturnType<typeof selectAgentKeys>['execute']>>[number]

/** A key as the API shows it. */
export function agentKeyAnswer(row: AgentKeyRow): AgentKeyAnswer {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    last_used_at: row.last_used_at?.toISOString() ?? null,
    expires_at: row.expires_at?.toISOString() ?? null,
  }
}
