import type { AuditEvent } from '@jackfield/sdk'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { hub } from '../../hub/client.ts'
import { useMay } from '../../hub/use-me.ts'
import { Loaded } from '../../kit/loaded.tsx'
import { OutcomeMark } from '../../kit/outcome-mark.tsx'
import { SkeletonList } from '../../kit/skeleton.tsx'
import { TextLink } from '../../kit/text-link.tsx'
import { Ago } from '../../kit/words.tsx'
import { Said } from './said.tsx'
import { useNames } from './use-names.ts'
import { eventSentence } from './words/event-sentence.ts'
import type { Names } from './words/event-sentence.ts'

export interface RecentCallsProps {
  /** A connector's id. */
  connector: string
  /** 1 to 100. */
  limit: number
}

const recentCalls = (query: RecentCallsProps) =>
  queryOptions({
    queryKey: ['audit', 'recent', query],
    queryFn: ({ signal }) => hub.audit.list({ ...query, kind: 'call' }, { signal }),
  })

/** The newest calls over a connector, and the way to all of them. */
export function RecentCalls(props: RecentCallsProps) {
  if (!useMay('audit.read'))
    return <p className="text-ink-soft">Admins and owners see here which calls were made.</p>
  return <Calls {...props} />
}

function Calls({ limit, connector }: RecentCallsProps) {
  const names = useNames()
  const query = useQuery(recentCalls({ connector, limit }))
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
                    <CallRow connector={connector} event={event} names={names} />
                  </li>
                ))}
              </ol>
              <TextLink to="/activity" search={{ connector, kind: 'call' }}>
                All calls
              </TextLink>
            </>
          )
        }
      </Loaded>
    </div>
  )
}

interface CallRowProps extends Pick<RecentCallsProps, 'connector'> {
  event: AuditEvent
  names: Names
}

function CallRow({ connector, event, names }: CallRowProps) {
  // Here every call is over the same connector: its sentence need not say so.
  const { subject, said } = eventSentence({ ...event, connector_id: null }, names)
  return (
    <Link
      to="/activity"
      search={{ connector, kind: 'call', event: event.seq }}
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
