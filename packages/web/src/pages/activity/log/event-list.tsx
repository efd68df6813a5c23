import type { AuditEvent } from '@jackfield/sdk'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Names } from '../words/event-sentence.ts'
import { EventRow } from './event-row.tsx'
import { linesOf } from './lines.ts'
import type { Line } from './lines.ts'

/** So many lines a browser draws at once without effort, and finds with its own search. */
const MOST_WHOLE = 200
const ROW_PX = 44

/** Events by day. Of a long list, only what is near the window is in the page. */
export function EventList({ events, names }: { events: AuditEvent[]; names: Names }) {
  const lines = useMemo(() => linesOf(events), [events])
  const list = useRef<HTMLOListElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    setTop((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
  }, [lines.length])
  const long = lines.length > MOST_WHOLE
  const virtualizer = useWindowVirtualizer({
    count: lines.length,
    enabled: long,
    estimateSize: () => ROW_PX,
    overscan: 20,
    scrollMargin: top,
    getItemKey: (index) => lines[index]?.key ?? index,
  })
  const near = virtualizer.getVirtualItems()
  const shown = long ? near.map(({ index }) => index) : [...lines.keys()]
  const above = long ? (near[0]?.start ?? top) - top : 0
  const below = long ? virtualizer.getTotalSize() - ((near.at(-1)?.end ?? top) - top) : 0
  return (
    <ol
      ref={list}
      aria-label="Events, newest first"
      className="overflow-hidden rounded-card border border-hairline bg-surface"
      style={{ paddingTop: above, paddingBottom: below }}
    >
      {shown.map((index) => {
        const line = lines[index]
        return (
          line && (
            <li
              key={line.key}
              ref={long ? virtualizer.measureElement : undefined}
              data-index={index}
              aria-setsize={long ? lines.length : undefined}
              aria-posinset={long ? index + 1 : undefined}
              className="border-hairline not-first:border-t"
            >
              <LineContent line={line} names={names} />
            </li>
          )
        )
      })}
    </ol>
  )
}

function LineContent({ line, names }: { line: Line; names: Names }) {
  if ('event' in line) return <EventRow event={line.event} names={names} />
  return <h2 className="bg-sunken px-4 py-1.5 text-xs font-medium text-ink-soft">{line.day}</h2>
}
