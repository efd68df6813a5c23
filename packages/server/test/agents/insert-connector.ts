import { newId } from '../../src/ids.ts'
import { json } from '../../src/storage/json.ts'
import type { Effect } from '../../src/storage/tables.ts'
import type { Db } from '../../src/context.ts'

/** A connector as it stands in the database, for tests of what is built on connectors. */
export interface TestConnector {
  slug: string
  name?: string
  /** `available`: no connection. */
  status?: 'connected' | 'needs_reconnect' | 'available'
  readOnly?: boolean
  /** Tool name to effect. */
  tools?: Record<string, Effect>
}

/** Inserts a connector with its tools; answers its id. */
export async function insertConnector(db: Db, accountId: string, connector: TestConnector): Promise<string> {
  const id = newId('con')
  const { slug, name = slug, status = 'connected', readOnly = false, tools = {} } = connector
  await db
    .insertInto('connectors')
    .values({
      id,
      account_id: accountId,
      family: 'custom',
      slug,
      name,
      description: '',
      logo_url: null,
      transport: 'streamable-http',
      url_masked: 'https://mcp.example.com/mcp',
      header_names: json([]),
      read_only: readOnly,
      trust_hints: true,
      acknowledged_by: 'Test',
      created_by: 'Test',
    })
    .execute()
  if (status !== 'available')
    await db
      .insertInto('connections')
      .values({ id: newId('cxn'), account_id: accountId, connector_id: id, status })
      .execute()
  for (const [position, [tool, effect]] of Object.entries(tools).entries())
    await insertTool(db, {
      accountId,
      connectorId: id,
      tool,
      effect,
      publicName: `${slug}__${tool}`,
      position,
    })
  return id
}

async function insertTool(
  db: Db,
  tool: {
    accountId: string
    connectorId: string
    tool: string
    effect: Effect
    publicName: string
    position: number
  },
): Promise<void> {
  await db
    .insertInto('tools')
    .values({
      connector_id: tool.connectorId,
      account_id: tool.accountId,
      name: tool.tool,
      public_name: tool.publicName,
      position: tool.position,
      effect: tool.effect,
      definition: json({
        name: tool.tool,
        description: `Does ${tool.tool}.`,
        inputSchema: { type: 'object' },
      }),
      definition_hash: 'hash',
    })
    .execute()
}
