import type { AuditEvent } from '@jackfield/sdk'
import { accountWords } from './account-words.ts'
import { agentWords } from './agent-words.ts'
import { callWords } from './call-words.ts'
import { connectorWords } from './connector-words.ts'
import { textOf } from './parts.ts'
import type { About, Part, Words } from './parts.ts'

const words: Words = { ...callWords, ...agentWords, ...connectorWords, ...accountWords }

/** Every action of the hub, by name. */
export const actions: string[] = Object.keys(words).toSorted()

/** What things are called now; undefined for what is gone. */
export interface Names {
  agent(id: string): string | undefined
  connector(id: string): string | undefined
  person(id: string): string | undefined
}

/** What happened in words: who did it, and what was done. */
export interface Sentence {
  subject: string
  /** Goes on after the subject: `called`, `list_clients`, `on`, `Leads`. */
  said: Part[]
}

/** An event as a sentence. An action that this page does not know yet stands there by its name. */
export function eventSentence(event: AuditEvent, names: Names): Sentence {
  const about = aboutOf(event, names)
  const known = Object.hasOwn(words, event.action) ? words[event.action] : undefined
  const subject = event.kind === 'call' && event.agent_id ? textOf([about.agent]) : actorName(event)
  return { subject, said: known?.(about) ?? [{ code: event.action }, ...objects(about)] }
}

/** The whole sentence without any marks. */
export function sentenceText({ subject, said }: Sentence): string {
  return `${subject} ${textOf(said)}`
}

/** `Olga`; what the hub does by itself, it does as itself. */
export function actorName({ actor }: AuditEvent): string {
  return actor.type === 'system' ? 'The hub' : actor.name
}

function objects({ connector, agent, hasAgent, hasConnector }: About): Part[] {
  return [...(hasConnector ? [' · ', connector] : []), ...(hasAgent ? [' · ', agent] : [])]
}

function aboutOf({ detail, agent_id, connector_id, tool, action, outcome }: AuditEvent, names: Names): About {
  const text = (field: string) => (typeof detail[field] === 'string' ? detail[field] : '')
  // What is gone is still named by what was recorded of it, where that is about the thing itself.
  const own = (noun: string) => (action.startsWith(noun) ? text('name') : '')
  const agent = agent_id === null ? undefined : names.agent(agent_id)
  const connector = connector_id === null ? undefined : names.connector(connector_id)
  return {
    agent: { name: agent ?? (own('agent.') || text('agent') || 'an agent that is gone') },
    connector: { name: connector ?? (own('connect') || text('connector') || 'a connector that is gone') },
    tool,
    refused: outcome === 'refused',
    hasAgent: agent_id !== null,
    hasConnector: connector_id !== null,
    text,
    list: (field) => strings(detail[field]),
    fields: (field) => Object.keys(Object(detail[field])),
    has: (field) => detail[field] !== undefined,
    person: (id) => {
      const name = names.person(id)
      return name === undefined ? 'a member' : { name }
    },
  }
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
