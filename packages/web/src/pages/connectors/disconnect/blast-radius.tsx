import type { Connector, DisconnectPreview } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { Bot, LayoutTemplate } from 'lucide-react'
import type { ReactNode } from 'react'
import { queries } from '../../../hub/queries.ts'
import { Loaded } from '../../../kit/loaded.tsx'
import { SkeletonList } from '../../../kit/skeleton.tsx'
import { TextLink } from '../../../kit/text-link.tsx'
import { count } from '../../../kit/words.tsx'

/** Who loses what when a connector is disconnected, and what stays (CON-10, CON-11). */
export function BlastRadius({ connector }: { connector: Connector }) {
  const query = useQuery(queries.disconnectPreview(connector.id))
  return (
    <Loaded query={query} skeleton={<SkeletonList count={3} className="space-y-2.5" item="h-6" />}>
      {(preview) => (
        <>
          <Losers connector={connector} preview={preview} />
          <p>{whatStays(connector, preview)}</p>
          <p>{whatGoes(connector)}</p>
        </>
      )}
    </Loaded>
  )
}

function Losers({ connector: { name }, preview: { agents, templates } }: BlastRadiusParts) {
  if (agents.length === 0 && templates.length === 0)
    return <p className="text-ink">No agent has {name} on, so none loses anything.</p>
  return (
    <>
      {agents.length > 0 && (
        <Names title={`${count(agents.length, 'agent')} will skip ${name}:`}>
          {agents.map((agent) => (
            <li key={agent.id} className="flex gap-2">
              <Bot className="mt-0.75 size-4 shrink-0 text-ink-faint" aria-hidden />
              <TextLink to="/agents/$agent/settings" params={{ agent: agent.id }} className="min-w-0">
                {agent.name}
              </TextLink>
            </li>
          ))}
        </Names>
      )}
      {templates.length > 0 && (
        <Names
          title={`${count(templates.length, 'template')} ${templates.length === 1 ? 'has' : 'have'} it on by default:`}
        >
          {templates.map((template) => (
            <li key={template.id} className="flex gap-2">
              <LayoutTemplate className="mt-0.75 size-4 shrink-0 text-ink-faint" aria-hidden />
              <TextLink to="/agents/templates" className="min-w-0">
                {template.name}
              </TextLink>
            </li>
          ))}
        </Names>
      )}
    </>
  )
}

interface BlastRadiusParts {
  connector: Connector
  preview: DisconnectPreview
}

function Names({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <p className="font-medium text-ink">{title}</p>
      <ul className="mt-1.5 max-h-44 space-y-1 overflow-y-auto py-0.5 pl-0.5">{children}</ul>
    </div>
  )
}

function whatStays({ name }: Connector, { agents }: DisconnectPreview): string {
  if (agents.length === 0) return `Connecting ${name} again brings it back as it was.`
  const whose = agents.length === 1 ? 'The agent’s toggle stays' : 'The agents’ toggles stay'
  return `${whose} on. Connecting ${name} again brings it back for ${agents.length === 1 ? 'it' : 'them'}, with nothing to do on any agent.`
}

function whatGoes({ name, family, app, headers }: Connector): string {
  if (family === 'platform') return 'The data of this area stays where it is.'
  if (family === 'app')
    return app?.sign_in === 'api_key'
      ? 'The key is deleted from this hub. To end it at the app as well, delete it there.'
      : `The access is deleted from this hub, and ${name} is asked to take it back.`
  return headers.length > 0
    ? 'Its header values are deleted from this hub: you need them to connect it again.'
    : 'The connector itself stays, ready to be connected again.'
}
