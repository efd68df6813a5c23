import type { AuditFilter } from '@jackfield/sdk'
import type { ActivitySearch } from './search.ts'

const HOUR_MS = 3_600_000
const lengths = { '1h': HOUR_MS, '24h': 24 * HOUR_MS, '7d': 168 * HOUR_MS, '30d': 720 * HOUR_MS }
const filters = [
  'kind',
  'action',
  'actor',
  'agent',
  'connector',
  'tool',
  'outcome',
  'range',
  'since',
  'until',
  'call',
] as const
type FilterName = (typeof filters)[number]

/** The part of the address that says which events are shown. */
export type Filters = Pick<ActivitySearch, FilterName>

export function filtersOf(search: ActivitySearch): Filters {
  return Object.fromEntries(
    filters.filter((name) => search[name] !== undefined).map((name) => [name, search[name]]),
  ) as Filters
}

/** For `navigate`: no filter at all. */
export const noFilters = Object.fromEntries(filters.map((name) => [name, undefined])) as Record<
  FilterName,
  undefined
>

/** When a choice of time begins and ends. @param now milliseconds */
export function periodOf(
  { range, since, until }: Filters,
  now = Date.now(),
): { since?: string; until?: string } {
  if (range) return { since: new Date(now - lengths[range]).toISOString() }
  return { ...(since && { since }), ...(until && { until }) }
}

/** What the hub is asked. */
export function auditFilter({ range, since, until, ...equal }: Filters): AuditFilter {
  return {
    ...equal,
    ...periodOf({ ...(range && { range }), ...(since && { since }), ...(until && { until }) }),
  }
}

/** Where a browser downloads what the filters leave. */
export function exportAddress(shown: Filters, format: 'csv' | 'jsonl'): string {
  const query = new URLSearchParams({ ...(auditFilter(shown) as Record<string, string>), format })
  return `/api/v1/audit/export?${query}`
}
