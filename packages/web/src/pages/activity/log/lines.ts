import type { AuditEvent } from '@jackfield/sdk'

/** What stands in the list: the days, and the events of each. */
export type Line = { key: string; day: string } | { key: string; event: AuditEvent }

const day = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

/** Puts a line before the first event of each day of the browser's time zone. @param now milliseconds */
export function linesOf(events: AuditEvent[], now = Date.now()): Line[] {
  const lines: Line[] = []
  let last = ''
  for (const event of events) {
    const its = dayWords(new Date(event.at), now)
    if (its !== last) lines.push({ key: `before ${event.seq}`, day: its })
    lines.push({ key: String(event.seq), event })
    last = its
  }
  return lines
}

function dayWords(date: Date, now: number): string {
  const today = new Date(now)
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1)
  if (date.toDateString() === today.toDateString()) return 'Today'
  if (date.toDateString() === yesterday.toDateString()) return 'Yesterday'
  return day.format(date)
}
