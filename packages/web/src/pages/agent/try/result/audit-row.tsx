import type { CallAnswer } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { hub } from '../../../../hub/client.ts'
import { useMay } from '../../../../hub/use-me.ts'
import { Facts } from '../../../../kit/facts.tsx'
import { Loaded } from '../../../../kit/loaded.tsx'
import { Skeleton } from '../../../../kit/skeleton.tsx'
import { TextLink } from '../../../../kit/text-link.tsx'
import { wholeTime } from '../../../../kit/words.tsx'

/** A call that only reads is recorded within a moment after its answer. */
const AGAIN_MS = 400
const MOST_TRIES = 10

/** What the audit log holds of a call, for who may read it. */
export function AuditRow({ call }: { call: CallAnswer['call_id'] }) {
  const may = useMay('audit.read')
  const rows = useQuery({
    queryKey: ['audit', 'call', call],
    queryFn: async ({ signal }) => (await hub.audit.list({ call }, { signal })).items,
    enabled: may,
    refetchInterval: ({ state }) =>
      state.data?.length === 0 && state.dataUpdateCount < MOST_TRIES && AGAIN_MS,
  })
  if (!may)
    return (
      <p className="text-xs text-ink-soft">This call is in the audit log, which owners and admins read.</p>
    )
  return (
    <Loaded query={rows} skeleton={<Skeleton className="h-20" />}>
      {([row]) =>
        row ? (
          <Facts
            facts={[
              ['Audit row', `#${row.seq}, ${wholeTime(row.at)}`],
              ['Who', row.actor.name],
              [
                'Recorded arguments',
                <code key="arguments">{JSON.stringify(row.detail['arguments'] ?? {})}</code>,
              ],
              [
                'Call',
                <TextLink key="call" to="/activity" search={{ call }}>
                  {call}
                </TextLink>,
              ],
            ]}
          />
        ) : (
          <p className="text-xs text-ink-soft">The audit row is being written.</p>
        )
      }
    </Loaded>
  )
}
