import type { AuditEvent, AuditPage } from '@jackfield/sdk'
import { infiniteQueryOptions } from '@tanstack/react-query'
import type { InfiniteData } from '@tanstack/react-query'
import { hub } from '../../../hub/client.ts'
import { auditFilter } from '../filter.ts'
import type { Filters } from '../filter.ts'

export type Log = InfiniteData<AuditPage, string | undefined>

const PAGE_SIZE = 100
/** Nodes write on their own: an event may stand behind one that happened a little later. */
const SLACK_MS = 60_000

/** The events that the filters leave, newest first, a page at a time. */
export const logQuery = (filters: Filters) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'log', filters],
    queryFn: ({ pageParam, signal }) =>
      hub.audit.list(
        { ...auditFilter(filters), limit: PAGE_SIZE, ...(pageParam && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: AuditPage) => page.cursor,
    // What is new comes at the top when somebody asks for it; all pages again would be a lot for that.
    refetchOnWindowFocus: false,
    gcTime: 0,
  })

export function eventsOf(log: Pick<Log, 'pages'> | undefined): AuditEvent[] {
  return log?.pages.flatMap((page) => page.items) ?? []
}

/**
 * What was recorded since the newest event that is shown, newest first; null when it is so much that the list begins
 * anew.
 */
export async function newEvents(
  filters: Filters,
  newest: AuditEvent | undefined,
  signal: AbortSignal,
): Promise<AuditEvent[] | null> {
  const asked = auditFilter(filters)
  const near = newest && new Date(Date.parse(newest.at) - SLACK_MS).toISOString()
  const since = near && (!asked.since || near > asked.since) ? { since: near } : {}
  const page = await hub.audit.list({ ...asked, ...since, limit: PAGE_SIZE }, { signal })
  const found = page.items.filter((event) => event.seq > (newest?.seq ?? 0))
  return page.has_more && found.length === page.items.length ? null : found
}

/** The log with what is new at its top. The outcome of a call takes the place of its intent. */
export function prepend(log: Log, found: AuditEvent[], whole: boolean): Log {
  const [first, ...rest] = log.pages
  if (!first) return log
  const seen = new Set(log.pages.flatMap((page) => page.items.map((event) => event.seq)))
  const fresh = found.filter((event) => !seen.has(event.seq))
  const ended = new Set(fresh.filter(({ phase }) => phase === 'outcome').map((event) => event.call_id))
  const stays = ({ phase, call_id }: AuditEvent) => whole || phase === 'outcome' || !ended.has(call_id)
  const pages = [{ ...first, items: [...fresh, ...first.items] }, ...rest]
  return { ...log, pages: pages.map((page) => ({ ...page, items: page.items.filter(stays) })) }
}
