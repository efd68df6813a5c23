import type { AuditFilter } from '@jackfield/sdk/contract'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { z } from 'zod'
import type { Tables } from '../storage/tables.ts'

export type EventFilter = z.output<typeof AuditFilter>
type Events = ExpressionBuilder<Tables, 'audit_events'>

/** The condition for the events of one account that a filter lets through. */
export function filterEvents(eb: Events, accountId: string, filter: EventFilter): Expression<SqlBool> {
  const { since, until } = filter
  const conditions: Expression<SqlBool>[] = [
    eb('account_id', '=', accountId),
    ...equal(eb, 'kind', filter.kind),
    ...equal(eb, 'action', filter.action),
    ...equal(eb, 'actor_id', filter.actor),
    ...equal(eb, 'agent_id', filter.agent),
    ...equal(eb, 'connector_id', filter.connector),
    ...equal(eb, 'tool', filter.tool),
    ...equal(eb, 'call_id', filter.call),
    ...equal(eb, 'outcome', filter.outcome),
  ]
  if (filter.seq !== undefined) conditions.push(eb('seq', '=', filter.seq))
  if (since !== undefined) conditions.push(eb('at', '>=', new Date(since)))
  if (until !== undefined) conditions.push(eb('at', '<', new Date(until)))
  return eb.and(conditions)
}

type TextColumn =
  | 'kind'
  | 'action'
  | 'actor_id'
  | 'agent_id'
  | 'connector_id'
  | 'tool'
  | 'call_id'
  | 'outcome'

function equal(eb: Events, column: TextColumn, value: string | undefined): Expression<SqlBool>[] {
  // PostgreSQL refuses the character, and no stored text holds it.
  return value === undefined ? [] : [eb(column, '=', value.replaceAll('\0', '\uFFFD'))]
}
