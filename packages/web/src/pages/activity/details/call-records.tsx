import type { AuditEvent } from '@jackfield/sdk'
import { OutcomeMark } from '../../../kit/outcome-mark.tsx'
import { duration, wholeTime } from '../../../kit/words.tsx'

/** What was written before a call and after it. */
export function CallRecords({ records }: { records: AuditEvent[] }) {
  const ended = records.some(({ phase }) => phase === 'outcome')
  return (
    <section className="space-y-2">
      <h3 className="font-semibold">Recorded of this call</h3>
      <ol className="divide-y divide-hairline rounded-card border border-hairline">
        {records.map((record) => (
          <li key={record.seq} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
            <span className="w-18 font-medium">{record.phase === 'intent' ? 'Intent' : 'Outcome'}</span>
            <span className="text-ink-soft tabular-nums">{wholeTime(record.at)}</span>
            <OutcomeMark event={record} />
            <span className="ml-auto text-xs text-ink-soft tabular-nums">
              {record.duration_ms !== null && duration(record.duration_ms)} #{record.seq}
            </span>
          </li>
        ))}
      </ol>
      <p className="text-xs text-ink-soft">{explained(records, ended)}</p>
    </section>
  )
}

function explained(records: AuditEvent[], ended: boolean): string {
  if (!ended)
    return 'It was begun, and no end is recorded: it still runs, or the hub stopped meanwhile. Look in the app whether it took effect.'
  return records.length > 1
    ? 'A call that may write is recorded before it is made and after it ended.'
    : 'A call that only reads, or is refused, is recorded once, at its end.'
}
