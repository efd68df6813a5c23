import type { ConnectorRequest } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { ChevronUp } from 'lucide-react'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { Button } from '../../../kit/button.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Pill } from '../../../kit/pill.tsx'
import type { Tone } from '../../../kit/pill.tsx'
import { SkeletonList } from '../../../kit/skeleton.tsx'
import { count } from '../../../kit/words.tsx'
import { connectorsPageQueries } from '../queries.ts'

/** What people of the account have asked for, what is wanted most first. */
export function RequestList({ may }: { may: boolean }) {
  const query = useQuery(connectorsPageQueries.requests())
  return (
    <section className="space-y-2">
      <h3 className="font-medium">Requested so far</h3>
      <Loaded query={query} skeleton={<SkeletonList count={2} className="space-y-2" item="h-14" />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-ink-soft">Nothing yet.</p>
          ) : (
            <ul className="divide-y divide-hairline rounded-card border border-hairline">
              {items.map((request) => (
                <RequestRow key={request.id} request={request} may={may} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}

function RequestRow({ request, may }: { request: ConnectorRequest; may: boolean }) {
  const { app, note, requested_by: by } = request
  return (
    <li className="flex items-start gap-3 px-3 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium wrap-anywhere">{app}</span>
          <StatusOf request={request} />
        </p>
        <p className="line-clamp-3 text-xs text-ink-soft wrap-anywhere">
          {by}
          {note !== '' && `: ${note}`}
        </p>
      </div>
      <Vote request={request} may={may} />
    </li>
  )
}

const states: Record<ConnectorRequest['status'], { word: string; tone: Tone } | null> = {
  open: null,
  planned: { word: 'Planned', tone: 'accent' },
  shipped: { word: 'Available now', tone: 'good' },
  declined: { word: 'Declined', tone: 'plain' },
}

function StatusOf({ request }: { request: ConnectorRequest }) {
  const state = states[request.status]
  return state && <Pill tone={state.tone}>{state.word}</Pill>
}

function Vote({ request, may }: { request: ConnectorRequest; may: boolean }) {
  const { id, app, votes, voted, status } = request
  const action = useAction({
    run: () => hub.connectorRequests.vote(id),
    invalidates: ['connector-requests'],
    done: () => ({ title: `Your vote for ${app} counts` }),
  })
  if (!may || voted || status === 'shipped' || status === 'declined')
    return (
      <span className="shrink-0 py-1 text-xs text-ink-soft tabular-nums">
        {count(votes, 'vote')}
        {voted && ', yours too'}
      </span>
    )
  return (
    <Button
      size="small"
      busy={action.isPending}
      icon={<ChevronUp className="size-3.5" aria-hidden />}
      aria-label={`Vote for ${app}, ${count(votes, 'vote')} so far`}
      onClick={() => action.mutate()}
    >
      {votes}
    </Button>
  )
}
