// Fills a new hub's database with agents and connectors through the server's own storage: thousands of rows that
// would take minutes through REST. Runs before the hub, whose settings it is started with.
//   --agents 1000 --connectors 1000 --upstream http://127.0.0.1:7001/mcp
import { parseArgs } from 'node:util'
import { createHub } from '../packages/server/src/app.ts'
import { readConfig } from '../packages/server/src/config.ts'
import { systemContext } from '../packages/server/src/context.ts'
import type { Context, Tx } from '../packages/server/src/context.ts'
import { storeCredential } from '../packages/server/src/credentials/store-credential.ts'
import { newId, newSecret } from '../packages/server/src/ids.ts'
import { json } from '../packages/server/src/storage/json.ts'
import { serveParent } from './parent-link.ts'

/** What the program says when it is done. */
export interface Seeded {
  agents: { id: string; key: string; /** Its tools' public names. */ tools: string[] }[]
}

/** Connectors that each agent has on. */
const ON = 5
const CHUNK = 200

const { values } = parseArgs({
  options: {
    agents: { type: 'string', default: '10' },
    connectors: { type: 'string', default: '10' },
    upstream: { type: 'string', default: '' },
  },
})

const hub = await createHub(readConfig())
const { db } = hub.services.database
const account = await db.selectFrom('accounts').select('id').executeTakeFirstOrThrow()
const ctx = systemContext(hub.services, account.id, 'seed')
const connectors = numbers(Number(values.connectors)).map((number) => ({
  id: newId('con'),
  slug: `echo-${number}`,
}))
const seeded = await db.transaction().execute(async (tx) => {
  for (const chunk of chunksOf(connectors)) await addConnectors(tx, ctx, chunk)
  return addAgents(tx, ctx, Number(values.agents))
})
await hub.close()
serveParent({ agents: seeded } satisfies Seeded, () => undefined)

type SeededConnector = (typeof connectors)[number]

async function addConnectors(tx: Tx, own: Context, chunk: SeededConnector[]): Promise<void> {
  const account_id = own.accountId
  const connections = chunk.map(({ id }) => ({ id: newId('cxn'), connector_id: id }))
  await tx
    .insertInto('connectors')
    .values(
      chunk.map(({ id, slug }) => ({
        id,
        account_id,
        slug,
        family: 'custom' as const,
        name: slug,
        description: '',
        logo_url: null,
        transport: 'streamable-http' as const,
        url_masked: values.upstream,
        header_names: json([]),
        read_only: false,
        trust_hints: true,
        acknowledged_by: 'seed',
        created_by: 'seed',
      })),
    )
    .execute()
  await tx
    .insertInto('connections')
    .values(
      connections.map((connection) => ({
        ...connection,
        account_id,
        status: 'connected' as const,
        catalog: json({ resources: [], resource_templates: [], prompts: [] }),
        listed_at: new Date(),
      })),
    )
    .execute()
  await tx
    .insertInto('tools')
    .values(chunk.map((connector) => toolOf(account_id, connector)))
    .execute()
  const secret = { url: values.upstream, headers: [] }
  for (const { id } of connections) await storeCredential({ tx, ctx: own, connectionId: id, secret })
}

function toolOf(account_id: string, { id, slug }: SeededConnector) {
  return {
    connector_id: id,
    account_id,
    name: 'echo',
    public_name: `${slug}__echo`,
    position: 0,
    effect: 'read' as const,
    definition: json({
      name: 'echo',
      description: 'Answers with the message.',
      inputSchema: { type: 'object', properties: { message: { type: 'string' } }, required: ['message'] },
    }),
    definition_hash: `seeded-${slug}`,
  }
}

async function addAgents(
  tx: Tx,
  { accountId: account_id }: Context,
  count: number,
): Promise<Seeded['agents']> {
  const template = await tx
    .selectFrom('templates')
    .select('id')
    .where('account_id', '=', account_id)
    .where('name', '=', 'Blank')
    .executeTakeFirstOrThrow()
  const agents = numbers(count).map((number) => ({
    id: newId('agt'),
    name: `Agent ${number}`,
    secret: newSecret('agent'),
    // Others for each, so that all connectors are in use.
    uses: numbers(ON).map((step) => connectors[(number * ON + step) % connectors.length]),
  }))
  for (const chunk of chunksOf(agents)) {
    const agentRow = {
      account_id,
      template_id: template.id,
      description: '',
      instructions: '',
      created_by: 'seed',
    }
    const keyRow = { account_id, name: 'Seed', created_by: 'seed' }
    await tx
      .insertInto('agents')
      .values(chunk.map(({ id, name }) => ({ id, name, ...agentRow })))
      .execute()
    await tx
      .insertInto('toggles')
      .values(chunk.flatMap((agent) => togglesOf(account_id, agent)))
      .execute()
    await tx
      .insertInto('agent_keys')
      .values(
        chunk.map(({ id, secret: { hash, hint } }) => ({
          id: newId('ak'),
          agent_id: id,
          token_hash: hash,
          hint,
          ...keyRow,
        })),
      )
      .execute()
  }
  return agents.map(({ id, secret, uses }) => ({
    id,
    key: secret.secret,
    tools: uses.flatMap((connector) => (connector ? [`${connector.slug}__echo`] : [])),
  }))
}

function togglesOf(account_id: string, { id, uses }: { id: string; uses: (SeededConnector | undefined)[] }) {
  return uses.flatMap((connector) =>
    connector ? [{ agent_id: id, account_id, connector_id: connector.id, state: 'on' as const }] : [],
  )
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, number) => number)
}

function chunksOf<Item>(items: Item[]): Item[][] {
  return numbers(Math.ceil(items.length / CHUNK)).map((chunk) =>
    items.slice(chunk * CHUNK, (chunk + 1) * CHUNK),
  )
}
