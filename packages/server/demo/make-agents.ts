import type { AgentDetail, Client } from '@jackfield/sdk'
import type { DemoAgent } from './agents.ts'

/** An agent that was made, and its keys. */
export interface MadeAgent {
  id: string
  name: string
  keys: { id: string; name: string }[]
}

/**
 * Makes an agent from its template, turns its connectors on, and gives it keys.
 * @param maker who makes it
 * @param admin who may make keys
 */
export async function makeAgent(agent: DemoAgent, maker: Client, admin: Client): Promise<MadeAgent> {
  const { name, description, instructions = '' } = agent
  const template = await findTemplate(maker, agent.template)
  const made = await maker.agents.create({ name, description, instructions, template_id: template.id })
  await turn(maker, made, agent)
  const keys = []
  for (const key of agent.keys) keys.push(await admin.agents.keys.create(made.id, { name: key }))
  return { id: made.id, name, keys: keys.map((key) => ({ id: key.id, name: key.name })) }
}

/** What agents made from a template have on from now on. */
export async function setTemplateConnectors(client: Client, name: string, slugs: string[]): Promise<void> {
  const { id, version } = await findTemplate(client, name)
  await client.templates.update(id, { version, connectors: await idsOf(client, slugs) })
}

async function findTemplate(client: Client, name: string) {
  const { items } = await client.templates.list()
  const template = items.find((one) => one.name === name)
  if (!template) throw new Error(`The account has no template ${name}.`)
  return template
}

async function idsOf(client: Client, slugs: string[]): Promise<string[]> {
  const { items } = await client.connectors.list()
  return slugs.flatMap((slug) => items.find((one) => one.slug === slug)?.id ?? [])
}

async function turn(client: Client, { id, version }: AgentDetail, { on, off = [] }: DemoAgent) {
  const toggles = Object.fromEntries([
    ...on.map((slug) => [slug, 'on' as const]),
    ...off.map((slug) => [slug, 'off' as const]),
  ])
  await client.agents.setToggles(id, { version, toggles })
}
