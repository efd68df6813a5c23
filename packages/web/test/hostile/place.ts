import { createClient, JackfieldError } from '@jackfield/sdk'
import type { Client } from '@jackfield/sdk'
import { addPerson } from '../../../server/test/people/add-person.ts'
import { startHub } from '../../../server/test/start-hub.ts'
import type { TestHub } from '../../../server/test/start-hub.ts'
import { hostileLogos, startHostileLogos } from './logos.ts'
import { startHostileTools } from './server.ts'
import { hostileStrings } from './strings.ts'

/** A hub where everything is called something hostile. */
export interface HostilePlace {
  hub: TestHub
  client: Client
  /** The slug of the connector whose tools are hostile, and the agent that may use them. */
  connector: string
  agent: string
  /** The names of all agents, as the hub took them. */
  names: string[]
  close(): Promise<void>
}

const LONGEST_NAME = 60
const LONGEST_TEXT = 2000

/** Makes one thing of each kind for each string, as far as the hub takes it. */
export async function startHostilePlace(): Promise<HostilePlace> {
  const [server, logos] = await Promise.all([startHostileTools(), startHostileLogos()])
  const hub = await startHub({ config: { allowedHosts: '127.0.0.1' } })
  const client = createClient({ url: hub.url, token: hub.owner.secret })
  const { slug } = await client.connectors.addCustom({
    name: 'Hostile tools',
    url: server.url,
    description: hostileStrings.join(' ').slice(0, LONGEST_TEXT),
    trust_hints: true,
    acknowledged: true,
  })
  await addLogos(client, server.url, logos.origin)
  for (const text of hostileStrings) await nameAll(client, text)
  await nameEverybody(hub)
  await client.account.update({ name: nameOf(hostileStrings[1]) })
  const { items } = await client.agents.list()
  const agent = items[0]?.id ?? ''
  await useTools(client, agent)
  for (const tool of server.offer.tools)
    tool.definition.description = `Changed: ${tool.definition.name} ${hostileStrings[0]}`
  await client.connectors.refreshTools(slug)
  return {
    hub,
    client,
    connector: slug,
    agent,
    names: items.map(({ name }) => name),
    async close() {
      await hub.close()
      await Promise.all([server.close(), logos.close()])
    },
  }
}

/** A name starts and ends with something that is seen. */
const nameOf = (text = '') => text.slice(0, LONGEST_NAME).trim()

async function addLogos(client: Client, url: string, origin: string): Promise<void> {
  for (const [index, path] of hostileLogos.entries()) {
    const text = hostileStrings[index * 5 + 1] ?? ''
    const name = `${index} ${text}`.slice(0, LONGEST_NAME)
    await client.connectors.addCustom({
      name,
      description: text.slice(0, LONGEST_TEXT),
      url,
      logo_url: origin + path,
      acknowledged: true,
    })
  }
}

async function nameAll(client: Client, text: string): Promise<void> {
  const name = nameOf(text)
  const description = text.slice(0, LONGEST_TEXT)
  await ifTaken(() => client.templates.create({ name, description, instructions: description }))
  await ifTaken(() => client.agents.create({ name, description, instructions: description }))
  await ifTaken(() => client.connectorRequests.create({ app: name, note: description }))
  await ifTaken(() => client.keys.create({ name }))
  await ifTaken(() =>
    client.webhooks.create({
      url: `http://127.0.0.1:9/${encodeURIComponent(text).slice(0, 900)}`,
      description,
    }),
  )
}

/** What the hub does not take, no page has to show. */
async function ifTaken(make: () => Promise<unknown>): Promise<void> {
  try {
    await make()
  } catch (error) {
    if (!(error instanceof JackfieldError) || (error.status ?? 500) >= 500) throw error
  }
}

async function nameEverybody({ services, accountId }: TestHub): Promise<void> {
  for (const text of hostileStrings.filter((one) => !one.includes('\0'))) {
    const { id } = await addPerson(services, accountId, 'member')
    await services.database.db
      .updateTable('users')
      .set({ name: nameOf(text) })
      .where('id', '=', id)
      .execute()
  }
}

/** Turns on what is connected, and calls every tool once. */
async function useTools(client: Client, agent: string): Promise<void> {
  const { version, toggles } = await client.agents.get(agent)
  await client.agents.setToggles(agent, {
    version,
    toggles: Object.fromEntries(toggles.map(({ connector_id }) => [connector_id, 'on' as const])),
  })
  const { tools } = await client.agents.toolset(agent)
  const own = tools.filter(({ connector }) => connector === 'hostile-tools')
  for (const [index, { name }] of own.entries()) {
    const text = hostileStrings[index % hostileStrings.length] ?? ''
    await ifTaken(() =>
      client.agents.call(agent, { tool: name, arguments: { choice: text, [text.slice(0, 50)]: text } }),
    )
  }
}
