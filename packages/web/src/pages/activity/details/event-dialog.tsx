import type { AuditEvent } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { CopyButton } from '../../../kit/copy-button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { SkeletonList } from '../../../kit/skeleton.tsx'
import { useChangeSearch } from '../use-change-search.ts'
import { eventSentence, sentenceText } from '../words/event-sentence.ts'
import type { Names } from '../words/event-sentence.ts'
import { EventDetails } from './event-details.tsx'
import { eventQuery } from './event-query.ts'

export interface EventDialogProps {
  seq: number
  /** Events that are there already. */
  loaded: AuditEvent[]
  names: Names
}

/** Everything that was recorded of one event. Its number stands in the address. */
export function EventDialog({ seq, loaded, names }: EventDialogProps) {
  const change = useChangeSearch()
  const known = loaded.find((event) => event.seq === seq)
  const { data, error, refetch } = useQuery(eventQuery(seq, known))
  const event = known ?? data?.find((one) => one.seq === seq)
  const records = data ?? (known && [known])
  return (
    <Dialog
      open
      onOpenChange={() => change({ event: undefined })}
      width="wide"
      title={event ? <span className="line-clamp-4">{titleOf(event, names)}</span> : `Event ${seq}`}
      actions={
        records &&
        records.length > 0 && (
          <CopyButton text={JSON.stringify(records, null, 2)} what="as JSON" label="Copy as JSON" />
        )
      }
    >
      {error && <ErrorNotice error={error} retry={() => void refetch()} />}
      {!event && !error && !data && <SkeletonList count={5} className="space-y-3" item="h-6" />}
      {!event && data && (
        <p className="text-ink-soft">
          There is no event with this number: it was deleted after its time, or there never was one.
        </p>
      )}
      {event && <EventDetails event={event} records={records ?? [event]} names={names} />}
    </Dialog>
  )
}

function titleOf(event: AuditEvent, names: Names): string {
  return sentenceText(eventSentence(event, names))
}
