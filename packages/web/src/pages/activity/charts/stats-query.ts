import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { hub } from '../../../hub/client.ts'
import { periodOf } from '../filter.ts'
import type { ActivitySearch } from '../search.ts'

/** What the charts take from the address. */
export type StatsChoice = Pick<ActivitySearch, 'range' | 'since' | 'until' | 'agent' | 'connector' | 'by'>

/** Calls, errors and durations over the time chosen, by default the last seven days. */
export const statsQuery = (choice: StatsChoice) =>
  queryOptions({
    queryKey: ['audit', 'stats', choice],
    queryFn: ({ signal }) => {
      const { by = 'none', agent, connector } = choice
      return hub.audit.stats(
        { ...periodOf(choice), by, ...(agent && { agent }), ...(connector && { connector }) },
        { signal },
      )
    },
    placeholderData: keepPreviousData,
  })
