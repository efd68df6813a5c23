import { fewOf } from './parts.ts'
import type { About, Part, Words } from './parts.ts'

const changed = (fields: string[]): Part[] => (fields.length > 0 ? [`: ${fieldWords(fields)}`] : [])

/** Names of fields as words: `default_on` is `default on`. */
export function fieldWords(fields: string[]): string {
  return fewOf(fields.map((field) => field.replaceAll('_', ' ')))
}

function toggled({ agent, connector, text, has }: About): Part[] {
  if (has('unchanged')) return ['saved the connectors of ', agent, ' as they were']
  const to = text('to')
  if (to === 'on') return ['turned on ', connector, ' for ', agent]
  if (to === 'off') return ['turned off ', connector, ' for ', agent]
  return ['left ', connector, ' of ', agent, ' to its template']
}

/** Agents, their keys and templates. */
export const agentWords: Words = {
  'agent.created': ({ agent, text }) => [
    'created the agent ',
    agent,
    ...(text('template') ? [' from the template ', { name: text('template') }] : []),
  ],
  'agent.cloned': ({ agent }) => ['cloned an agent as ', agent],
  'agent.updated': ({ agent, list }) => ['changed the agent ', agent, ...changed(list('changed'))],
  'agent.deleted': ({ agent }) => ['deleted the agent ', agent],
  'agent.toggled': toggled,
  'agent.toggles_reset': ({ agent }) => ['reset the connectors of ', agent, ' to its template'],
  'agent_key.created': ({ agent, text }) => ['created the key ', { name: text('name') }, ' of ', agent],
  'agent_key.rotated': ({ agent, text }) => ['rotated the key ', { name: text('name') }, ' of ', agent],
  'agent_key.revoked': ({ agent, text }) => ['revoked the key ', { name: text('name') }, ' of ', agent],
  'template.created': ({ text }) => ['created the template ', { name: text('name') }],
  'template.updated': ({ text, list }) => [
    'changed the template ',
    { name: text('name') },
    ...changed(list('changed')),
  ],
  'template.deleted': ({ text }) => ['deleted the template ', { name: text('name') }],
}
