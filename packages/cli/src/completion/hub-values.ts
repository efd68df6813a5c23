import type { CallOptions, Client } from '@jackfield/sdk'
import { openConnection } from '../connect.ts'
import { pick } from '../find-by-name.ts'
import type { Candidate, Given, Values } from './complete.ts'

/** Whoever presses Tab does not want to wait for a server that is away. */
const patienceMs = 1500

type Source = (client: Client, given: Given, call: CallOptions) => Promise<Candidate[]>

/** By what stands between the brackets in the help: `<agent>`, `[tool...]`, `--template <template>`. */
const sources: Record<string, Source> = {
  agent: async (client, _given, call) => (await client.agents.list(call)).items.map(named),
  connector: connectors,
  'connector or url': connectors,
  template: async (client, _given, call) => (await client.templates.list(call)).items.map(named),
  member: async (client, _given, call) =>
    (await client.members.list(call)).items.map(({ email, name }) => ({ value: email, description: name })),
  invitation: async (client, _given, call) =>
    (await client.invitations.list(call)).items.map(({ email, role }) => ({
      value: email,
      description: role,
    })),
  key: keys,
  tool: tools,
  category: async (client, _given, call) =>
    [
      ...new Set((await client.connectors.list({}, call)).items.flatMap(({ app }) => app?.category ?? [])),
    ].map((value) => ({ value })),
  scope: scopes,
  webhook: async (client, _given, call) =>
    (await client.webhooks.list(call)).items.map(({ id, url }) => ({ value: id, description: url })),
  request: async (client, _given, call) =>
    (await client.connectorRequests.list(call)).items.map(({ app, status }) => ({
      value: app,
      description: status,
    })),
}

/**
 * Values from the hub that the person is logged in to. Never throws and never waits long: without an answer there is
 * nothing to complete.
 */
export const hubValues: Values = async (placeholder, given) => {
  if (placeholder === 'file') return 'files'
  const source = Object.hasOwn(sources, placeholder) ? sources[placeholder] : undefined
  if (!source) return []
  try {
    return await source(openConnection().client, given, { signal: AbortSignal.timeout(patienceMs) })
  } catch {
    return []
  }
}

function named({ name, id }: { name: string; id: string }): Candidate {
  return { value: name, description: id }
}

async function connectors(client: Client, _given: Given, call: CallOptions): Promise<Candidate[]> {
  const { items } = await client.connectors.list({}, call)
  return items.map(({ slug, name }) => ({ value: slug, description: name }))
}

/** API keys of the account, or the keys of one agent; a new one has no name yet. */
async function keys(client: Client, { path, operands }: Given, call: CallOptions): Promise<Candidate[]> {
  if (path === 'keys revoke' || path === 'keys rotate') return (await client.keys.list(call)).items.map(named)
  const [agent = '', action] = operands
  if (path !== 'agents keys' || (action !== 'revoke' && action !== 'rotate')) return []
  return (await client.agents.keys.list(await agentId(client, agent, call), call)).items.map(named)
}

/** What an agent can call, what a policy can be about, or what waits to be accepted. */
async function tools(client: Client, { path, operands }: Given, call: CallOptions): Promise<Candidate[]> {
  const [owner = ''] = operands
  if (path === 'call') {
    const toolset = await client.agents.toolset(await agentId(client, owner, call), call)
    return toolset.tools.map(({ name, title, description }) => ({
      value: name,
      description: title ?? description,
    }))
  }
  if (!['policies set', 'connectors accept', 'connectors refuse'].includes(path)) return []
  const { items } = await client.connectors.list({}, call)
  const list = await client.connectors.tools(pick('connector', items, owner).id, call)
  return list.items
    .filter(({ held }) => held || path === 'policies set')
    .map(({ name, description }) => ({ value: name, description }))
}

/** What an app can be asked for besides the least. */
async function scopes(client: Client, { path, operands }: Given, call: CallOptions): Promise<Candidate[]> {
  if (path !== 'connectors sign-in') return []
  const { items } = await client.connectors.list({}, call)
  const { ways } = await client.connectors.signInOptions(pick('connector', items, operands[0] ?? '').id, call)
  return ways.flatMap((way) => (way.kind === 'oauth2' ? way.scopes.more.map((value) => ({ value })) : []))
}

async function agentId(client: Client, reference: string, call: CallOptions): Promise<string> {
  return pick('agent', (await client.agents.list(call)).items, reference).id
}
