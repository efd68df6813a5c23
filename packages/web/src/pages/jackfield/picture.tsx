import type { ConnectionMap } from '@jackfield/sdk'
import { useMemo, useState } from 'react'
import { arrange } from './arrange.ts'
import { Cords } from './cords.tsx'
import { describeAgent, describeConnector } from './descriptions.ts'
import { Explanation } from './explanation.tsx'
import { layOut } from './layout.ts'
import { Legend } from './legend.tsx'
import { lightOn } from './light.ts'
import type { Looked } from './light.ts'
import { cordsBy } from './map.ts'
import { Nodes } from './nodes.tsx'
import type { CordMotion } from './use-cord-motion.ts'
import { useWidth } from './use-width.ts'

/** From this many connectors on, those of one category stand together. */
const GROUPED_FROM = 21

/** Agents on the left, connectors on the right, and a cord for each connector that is turned on for an agent. */
export function Picture({ map, motion }: { map: ConnectionMap; motion: CordMotion }) {
  const { ref, width } = useWidth<HTMLElement>()
  const arrangement = useMemo(() => arrange(map, map.connectors.length >= GROUPED_FROM), [map])
  const layout = useMemo(() => layOut(arrangement, width), [arrangement, width])
  const [pointed, setPointed] = useState<Looked>()
  const [focused, setFocused] = useState<Looked>()
  const looked = pointed ?? focused
  const light = useMemo(() => lightOn(looked, map.cords), [looked, map.cords])
  const descriptions = useMemo(() => describeAll(map), [map])
  const node = looked && map[looked.side].find(({ id }) => id === looked.id)
  const description = looked && descriptions.get(looked.id)
  const card = (at: 'top' | 'bottom') =>
    node &&
    description && (
      <Explanation
        {...description}
        name={node.name}
        at={at}
        width={Math.min(440, Math.max(320, layout.right - layout.left - 64))}
      />
    )
  return (
    <div className="rounded-card border border-hairline bg-surface">
      {looked?.half === 'lower' && card('top')}
      <div className="px-3 py-5 sm:px-6">
        <figure ref={ref} aria-label="Agents and the connectors they are plugged into">
          {width > 0 && (
            <>
              <Headings agents={map.agents.length} connectors={map.connectors.length} column={layout.left} />
              <div className="relative mt-2" style={{ height: layout.height }}>
                <Cords map={map} layout={layout} light={light} motion={motion} width={width} />
                <Nodes
                  map={map}
                  arrangement={arrangement}
                  layout={layout}
                  light={light}
                  descriptions={descriptions}
                  onLook={(next, by) => (by === 'pointer' ? setPointed(next) : setFocused(next))}
                />
              </div>
            </>
          )}
        </figure>
      </div>
      <div className="border-t border-hairline px-4 py-4 sm:px-6">
        <Legend map={map} />
      </div>
      {looked?.half === 'upper' && card('bottom')}
    </div>
  )
}

function Headings({ agents, connectors, column }: Record<'agents' | 'connectors' | 'column', number>) {
  return (
    <div className="flex justify-between text-xs text-ink-faint" aria-hidden>
      <span className="text-right" style={{ width: column - 16 }}>
        Agents <span className="tabular-nums">{agents}</span>
      </span>
      <span style={{ width: column - 16 }}>
        Connectors <span className="tabular-nums">{connectors}</span>
      </span>
    </div>
  )
}

function describeAll(map: ConnectionMap) {
  const names = new Map(map.connectors.map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => names.get(id) ?? id
  const ofAgent = cordsBy('agents', map.cords)
  const ofConnector = cordsBy('connectors', map.cords)
  return new Map([
    ...map.agents.map((one) => [one.id, describeAgent(one, ofAgent.get(one.id) ?? [], nameOf)] as const),
    ...map.connectors.map((one) => [one.id, describeConnector(one, ofConnector.get(one.id) ?? [])] as const),
  ])
}
