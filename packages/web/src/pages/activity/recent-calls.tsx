import type { AuditEvent } from '@jackfield/sdk'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { hub } from '../../hub/client.ts'
import { useMay } from '../../hub/use-me.ts'
import { Loaded } from '../../kit/loaded.tsx'
import { SkeletonList } from '../../kit/skeleton.tsx'
import { TextLink } from '../../kit/text-link.tsx'
import { Ago } from '../../kit/words.tsx'
import { OutcomeMark } from './outcome-mark.tsx'
import { Said } from './said.tsx'
import { useNames } from './use-names.ts'
import { eventSentence } from './words/event-sentence.ts'
import type { Names } from './words/event-sentence.ts'

export interface RecentCallsProps {
  agent?: string
  connector?: string
  /** 1 to 100. */
  limit: number
}

const recentCalls = (query: RecentCallsProps) =>
  queryOptions({
    queryKey: ['audit', 'recent', query],
    queryFn: ({ signal }) => hub.audit.list({ ...query, kind: 'call' }, { signal }),
  })

/** The newest calls of an agent or over a connector, and the way to all of them. */
export function RecentCalls(props: RecentCallsProps) {
  if (!useMay('audit.read'))
    return <p className="text-ink-soft">Admins and owners see here which calls were made.</p>
  return <Calls {...props} />
}

function Calls({ limit, ...of }: RecentCallsProps) {
  const names = useNames()
  const query = useQuery(recentCalls({ ...of, limit }))
  return (
    <div className="space-y-3">
      <Loaded
        query={query}
        skeleton={<SkeletonList count={Math.min(limit, 5)} className="space-y-px" item="h-11" />}
      >
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-ink-soft">No calls yet.</p>
          ) : (
            <>
              <ol className="divide-y divide-hairline rounded-card border border-hairline bg-surface">
                {items.map((event) => (
                  <li key={event.seq}>
                    <CallRow event={event} of={of} names={names} />
                  </li>
                ))}
              </ol>
              <TextLink to="/activity" search={{ ...of, kind: 'call' }}>
                All calls
              </TextLink>
            </>
          )
        }
      </Loaded>
    </div>
  )
}

interface CallRowProps {
  event: AuditEvent
  of: Omit<RecentCallsProps, 'limit'>
  names: Names
}

function CallRow({ event, of, names }: CallRowProps) {
  // On a connector's page every call is on that connector.
  const told = of.connector === undefined ? event : { ...event, connector_id: null }
  const { subject, said } = eventSentence(told, names)
  return (
    <Link
      to="/activity"
      search={{ ...of, kind: 'call', event: event.seq }}
      className="flex min-h-11 flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2.5 hover:bg-sunken focus-visible:-outline-offset-2"
    >
      <span className="line-clamp-2 min-w-52 flex-1 text-ink-soft wrap-anywhere">
        <span className="font-medium text-ink">{subject}</span> <Said parts={said} />
      </span>
      <OutcomeMark event={event} />
      <span className="text-xs text-ink-soft">
        <Ago at={event.at} />
      </span>
    </Link>
  )
}
