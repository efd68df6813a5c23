import type { AuditEvent } from '@jackfield/sdk'
import { TextLink } from '../../../kit/text-link.tsx'
import { actorName } from '../words/event-sentence.ts'
import type { Names } from '../words/event-sentence.ts'

const kinds: Record<string, string> = { member: 'Member', api_key: 'API key', agent_key: 'Key of an agent' }

/** Who did it, and the way to all that they did. */
export function ActorFact({ event }: { event: AuditEvent }) {
  const { id, type, name } = event.actor
  return (
    <>
      {actorName(event)}
      <span className="text-ink-soft"> · {type === 'system' ? name : (kinds[type] ?? type)} · </span>
      <TextLink to="/activity" search={{ actor: id }}>
        All events of this actor
      </TextLink>
    </>
  )
}

export function AgentFact({ id, names }: { id: string; names: Names }) {
  const name = names.agent(id)
  if (name === undefined) return <Gone id={id} />
  return (
    <TextLink to="/agents/$agent" params={{ agent: id }}>
      {name}
    </TextLink>
  )
}

export function ConnectorFact({ id, names }: { id: string; names: Names }) {
  const name = names.connector(id)
  if (name === undefined) return <Gone id={id} />
  // The tools of the Sales Platform are called and have no page of a connector.
  if (!id.startsWith('con_')) return name
  return (
    <TextLink to="/agents/connectors/$connector" params={{ connector: id }}>
      {name}
    </TextLink>
  )
}

function Gone({ id }: { id: string }) {
  return (
    <>
      <code>{id}</code> <span className="text-ink-soft">is not there any more</span>
    </>
  )
}
