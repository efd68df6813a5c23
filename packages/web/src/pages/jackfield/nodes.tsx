import type { ConnectionMap } from '@jackfield/sdk'
import { useMemo } from 'react'
import { categoryOf } from '../../kit/category.ts'
import { Logo } from '../../kit/logo.tsx'
import type { Arrangement } from './arrange.ts'
import type { Description } from './descriptions.ts'
import { cordColour } from './groups.ts'
import type { Layout } from './layout.ts'
import type { Light } from './light.ts'
import { cordsBy } from './map.ts'
import { NodeLink } from './node-link.tsx'
import type { NodeLinkProps } from './node-link.tsx'
import { agentJack } from './sums.ts'

export interface NodesProps {
  map: ConnectionMap
  arrangement: Arrangement
  layout: Layout
  light: Light | undefined
  descriptions: ReadonlyMap<string, Description>
  onLook: NodeLinkProps['onLook']
}

/** Both columns of the picture. */
export function Nodes({ map, arrangement, layout, light, descriptions, onLook }: NodesProps) {
  const ofAgent = useMemo(() => cordsBy('agents', map.cords), [map.cords])
  const { agents, groups } = arrangement
  const common = (id: string) => ({
    layout,
    light,
    onLook,
    description: inOne(descriptions.get(id)),
  })
  return (
    <>
      <ul aria-label="Agents">
        {agents.map((agent) => (
          <NodeLink
            key={agent.id}
            side="agents"
            node={agent}
            jack={agentJack(ofAgent.get(agent.id) ?? [])}
            below={agent.template}
            {...common(agent.id)}
          />
        ))}
      </ul>
      {groups.map(({ label, connectors }) => (
        <ul key={label ?? ''} aria-label={label === undefined ? 'Connectors' : `Connectors: ${label}`}>
          {connectors.map((connector) => (
            <NodeLink
              key={connector.id}
              side="connectors"
              node={connector}
              jack={connector.status}
              {...(label === undefined && { below: categoryOf(connector) })}
              mark={
                <Logo
                  src={connector.logo}
                  family={connector.family}
                  size={layout.row >= 36 ? 'small' : 'tiny'}
                />
              }
              {...common(connector.id)}
            />
          ))}
        </ul>
      ))}
      <GroupHeadings arrangement={arrangement} layout={layout} />
    </>
  )
}

/** Which colour the cords of a category have, too. The lists have these names already. */
function GroupHeadings({ arrangement, layout }: { arrangement: Arrangement; layout: Layout }) {
  const colours = new Map(
    arrangement.groups.map(({ label, connectors }) => [label, connectors[0] && cordColour(connectors[0])]),
  )
  return layout.headings.map(({ label, y }) => (
    <p
      key={label}
      aria-hidden
      className="absolute right-0 flex -translate-y-1/4 items-center gap-2 pl-6 text-xs text-ink-faint"
      style={{ top: y, width: layout.left + 8 }}
    >
      <span className="h-1 w-4 shrink-0 rounded-full" style={{ background: colours.get(label) }} />
      <span className="truncate">{label}</span>
    </p>
  ))
}

function inOne(description: Description | undefined): string {
  if (!description) return ''
  const { kind, sentences, trouble } = description
  return [`${kind}.`, ...sentences, trouble].filter(Boolean).join(' ')
}
