import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { Filters } from '../filter.ts'
import { eventsOf, logQuery, newEvents, prepend } from './log.ts'
import type { Log } from './log.ts'

const EVERY_MS = 2000
/** Further down somebody reads, and rows that come in above would push them away. */
const READING_PX = 240

export interface Live {
  /** Off for now, because somebody reads further down. */
  paused: boolean
  error: Error | null
}

/** While it is on, what is recorded meanwhile comes in at the top of the log. Not in a tab that nobody sees. */
export function useLive(filters: Filters, on: boolean): Live {
  const client = useQueryClient()
  const reading = useReadingBelow()
  const { queryKey } = logQuery(filters)
  const { error } = useQuery({
    queryKey: ['audit-live', filters],
    enabled: on && !reading,
    refetchInterval: EVERY_MS,
    gcTime: 0,
    queryFn: async ({ signal }) => {
      const before = client.getQueryData<Log>(queryKey)
      if (!before) return 0
      const found = await newEvents(filters, eventsOf(before)[0], signal)
      if (found === null) await client.resetQueries({ queryKey })
      else if (found.length > 0)
        client.setQueryData<Log>(queryKey, (log) => log && prepend(log, found, filters.call !== undefined))
      return found?.length ?? 0
    },
  })
  return { paused: on && reading, error: on ? error : null }
}

function useReadingBelow(): boolean {
  return useSyncExternalStore(onScroll, () => window.scrollY > READING_PX)
}

function onScroll(listener: () => void): () => void {
  window.addEventListener('scroll', listener, { passive: true })
  return () => window.removeEventListener('scroll', listener)
}
