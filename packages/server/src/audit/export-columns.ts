import { stringify } from 'csv-stringify/sync'
import { auditEventAnswer } from './audit-event-answer.ts'
import type { StoredEvent } from './chain-hash.ts'

/** Every column of the log, in the order of the CSV's header. */
const columns = [
  'seq',
  'id',
  'at',
  'kind',
  'action',
  'phase',
  'actor_type',
  'actor_id',
  'actor_name',
  'agent_id',
  'connector_id',
  'tool',
  'call_id',
  'outcome',
  'duration_ms',
  'detail',
  'prev_hash',
  'hash',
] as const satisfies (keyof StoredEvent)[]

/** One line of JSON an event: the API's answer and `prev_hash`, so that the chain can be recomputed elsewhere. */
export function toJsonLines(events: StoredEvent[]): string {
  return events
    .map((event) => `${JSON.stringify({ ...auditEventAnswer(event), prev_hash: event.prev_hash })}\n`)
    .join('')
}

export function csvHeader(): string {
  return stringify([[...columns]])
}

/** Rows for `csvHeader`. A cell that a spreadsheet would run as a formula gets a leading apostrophe. */
export function toCsv(events: StoredEvent[]): string {
  return stringify(events, {
    columns: [...columns],
    escape_formulas: true,
    cast: { date: (at) => at.toISOString(), object: (detail) => JSON.stringify(detail) },
  })
}
