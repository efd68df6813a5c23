import type { AuditEvent } from '@jackfield/sdk'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { OutcomeMark } from '../../../kit/outcome-mark.tsx'
import { duration } from '../../../kit/words.tsx'
import { Said } from '../said.tsx'
import { actorName, eventSentence } from '../words/event-sentence.ts'
import type { Names } from '../words/event-sentence.ts'

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

/** One event: when, who, what, and how it ended. It leads to its details. */
export const EventRow = memo(function EventRow({ event, names }: { event: AuditEvent; names: Names }) {
  const { subject, said } = eventSentence(event, names)
  const by = actorName(event)
  return (
    <Link
      to="."
      search={(before) => ({ ...before, event: event.seq })}
      resetScroll={false}
      preload={false}
      className="grid min-h-11 grid-cols-[1fr_auto] items-baseline gap-x-4 gap-y-0.5 px-4 py-2.5 hover:bg-sunken focus-visible:-outline-offset-2 sm:grid-cols-[4.5rem_1fr_6.5rem_4.5rem]"
    >
      <time dateTime={event.at} className="text-xs tabular-nums text-ink-soft max-sm:row-start-2">
        {time.format(new Date(event.at))}
      </time>
      <span className="min-w-0 text-ink-soft wrap-anywhere max-sm:col-span-2 max-sm:row-start-1">
        <span className="line-clamp-3">
          <span className="font-medium text-ink">{subject}</span> <Said parts={said} />
          {by !== subject && <span className="text-xs text-ink-faint"> by {by}</span>}
        </span>
      </span>
      <span className="max-sm:justify-self-end">
        {(event.kind === 'call' || event.outcome !== 'ok') && <OutcomeMark event={event} />}
      </span>
      <span className="text-right text-xs tabular-nums text-ink-soft max-sm:hidden">
        {event.duration_ms !== null && duration(event.duration_ms)}
      </span>
    </Link>
  )
})
