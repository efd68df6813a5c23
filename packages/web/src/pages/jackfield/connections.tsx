import type { ConnectionMap } from '@jackfield/sdk'
import { getRouteApi } from '@tanstack/react-router'
import { useDeferredValue, useMemo, useRef } from 'react'
import { Button } from '../../kit/button.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { lazily } from '../../kit/lazily.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { Controls } from './controls.tsx'
import { narrow } from './narrow.ts'
import { Picture } from './picture.tsx'
import type { JackfieldSearch } from './search.ts'
import { useCordMotion } from './use-cord-motion.ts'

const ConnectionsTable = lazily(
  async () => (await import('./connections-table.tsx')).ConnectionsTable,
  <Skeleton className="h-96" />,
)

const route = getRouteApi('/shell/')

/** The picture or the table, and what narrows both. */
export function Connections({ map }: { map: ConnectionMap }) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const section = useRef<HTMLElement>(null)
  const motion = useCordMotion(map)
  const q = useDeferredValue(search.q ?? '')
  const problems = search.problems ?? false
  const shown = useMemo(() => narrow(map, { q, problems }), [map, q, problems])
  const change = (next: JackfieldSearch) => void navigate({ search: next, replace: true, resetScroll: false })
  const clear = () => {
    change(search.view ? { view: search.view } : {})
    // The button goes away with what it clears.
    section.current?.focus()
  }
  const nothing = shown.agents.length === 0 && shown.connectors.length === 0
  return (
    <section ref={section} tabIndex={-1} aria-label="Connections" className="space-y-3 outline-none">
      <Controls map={map} search={search} onChange={change} />
      {nothing ? (
        <NothingFound search={search} onClear={clear} />
      ) : search.view === 'table' ? (
        <ConnectionsTable map={shown} />
      ) : (
        <Picture map={shown} motion={motion} />
      )}
      {map.cords.length === 0 && (
        <p className="text-center text-ink-soft">
          {map.connectors.length === 0
            ? 'Nothing is connected yet. A cord appears here for each connector that is turned on for an agent.'
            : "No agent uses anything yet. Turn a connector on in an agent's settings, and its cord appears here."}
        </p>
      )}
    </section>
  )
}

function NothingFound({ search, onClear }: { search: JackfieldSearch; onClear(): void }) {
  const calm = search.problems === true && (search.q ?? '') === ''
  return (
    <EmptyState
      jack={calm ? 'connected' : 'available'}
      title={calm ? 'Nothing needs attention' : 'No agent and no connector is called that'}
      action={<Button onClick={onClear}>Show everything</Button>}
    >
      {calm && 'Every connector that is turned on for an agent can be used.'}
    </EmptyState>
  )
}
