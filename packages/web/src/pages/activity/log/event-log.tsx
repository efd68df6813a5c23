import { useInfiniteQuery, keepPreviousData } from '@tanstack/react-query'
import clsx from 'clsx'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { LoadMore } from '../../../kit/load-more.tsx'
import { SkeletonList } from '../../../kit/skeleton.tsx'
import { count } from '../../../kit/words.tsx'
import { EventDialog } from '../details/event-dialog.tsx'
import type { Filters } from '../filter.ts'
import { browserTimeZone } from '../time-zone.ts'
import { useNames } from '../use-names.ts'
import { EventList } from './event-list.tsx'
import { LiveSwitch } from './live-switch.tsx'
import { eventsOf, logQuery } from './log.ts'
import { useLive } from './use-live.ts'

export interface EventLogProps {
  filters: Filters
  /** The number of the event whose details are open. */
  open: number | undefined
  /** What stands here when there is nothing. */
  empty: ReactNode
}

/** The events that the filters leave, newest first. */
export function EventLog({ filters, open, empty }: EventLogProps) {
  const names = useNames()
  const log = useInfiniteQuery({ ...logQuery(filters), placeholderData: keepPreviousData })
  const [liveFrom, setLiveFrom] = useState<number>()
  const ended = filters.until !== undefined && filters.range === undefined
  const on = liveFrom !== undefined && !ended
  const live = useLive(filters, on && log.isSuccess && !log.isPlaceholderData)
  const events = eventsOf(log.data)
  const added = events.filter(({ seq }) => seq > (liveFrom ?? Infinity)).length
  return (
    <section aria-label="Log" className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <LiveSwitch
          on={on}
          onChange={(next) => setLiveFrom(next ? (events[0]?.seq ?? 0) : undefined)}
          live={live}
          added={added}
          unable={ended ? 'The time chosen has an end, so nothing new can come.' : undefined}
        />
        <p className="text-xs text-ink-faint">
          {events.length > 0 && `${count(events.length, 'event')}${log.hasNextPage ? ' so far' : ''} · `}
          Times in {browserTimeZone}
        </p>
      </div>
      {log.error && <ErrorNotice error={log.error} retry={() => void log.refetch()} />}
      {log.isPending && <SkeletonList count={12} className="space-y-px" item="h-11" />}
      {log.isSuccess && events.length === 0 && empty}
      {events.length > 0 && (
        <div
          className={clsx('transition-opacity duration-150', log.isPlaceholderData && 'opacity-50')}
          aria-busy={log.isPlaceholderData}
        >
          <EventList events={events} names={names} />
        </div>
      )}
      <LoadMore
        more={log.hasNextPage}
        busy={log.isFetchingNextPage}
        onLoad={() => void log.fetchNextPage()}
      />
      {open !== undefined && <EventDialog seq={open} loaded={events} names={names} />}
    </section>
  )
}
