import type { ReactNode } from 'react'
import { Section } from '../../kit/card.tsx'
import { ConnectorCard } from './connector-card.tsx'
import type { ConnectorCardProps } from './card-props.ts'
import { ConnectorGrid } from './connector-grid.tsx'
import type { Group, GroupName } from './connector-groups.ts'

const titles: Record<GroupName, string> = {
  connected: 'Connected',
  reconnect: 'Needs reconnect',
  platform: 'From your sales platform',
  custom: 'Custom',
  apps: 'External apps',
}
const leads: Partial<Record<GroupName, string>> = {
  reconnect: 'Their access has ended. Agents skip them until you reconnect them.',
  platform: 'Each is one area of your own Sales Platform. No sign-in: one click connects it.',
  custom: 'MCP servers that you host yourself, disconnected for now.',
  apps: 'You sign in once on the app’s own page, for the whole account.',
}

export interface ConnectorSectionProps extends Omit<ConnectorCardProps, 'connector' | 'moved' | 'busy'> {
  group: Group
  /** Slugs. */
  moved: string | undefined
  busy: string | undefined
  /** A last card. */
  last?: ReactNode
}

/** Connectors that stand together, under their heading. */
export function ConnectorSection({ group, moved, busy, last, ...card }: ConnectorSectionProps) {
  const title = titles[group.name]
  return (
    <Section title={title} lead={leadOf(group)}>
      {(group.connectors.length > 0 || last) && (
        <ConnectorGrid label={title}>
          {group.connectors.map((connector) => (
            <ConnectorCard
              key={connector.id}
              {...card}
              connector={connector}
              moved={moved === connector.slug}
              busy={busy === connector.slug}
            />
          ))}
          {last}
        </ConnectorGrid>
      )}
    </Section>
  )
}

function leadOf({ name, connectors }: Group): string | undefined {
  if (name === 'platform' && connectors.length === 0)
    return 'Every area is connected, and stands among what is connected above.'
  return leads[name]
}
