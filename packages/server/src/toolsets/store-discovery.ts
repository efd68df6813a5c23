import { createHash } from 'node:crypto'
import stringify from 'safe-stable-stringify'
import type { Context, Tx } from '../context.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { ChangeEvent } from '../audit/commit-change.ts'
import { Refusal } from '../errors.ts'
import type { Discovery } from '../connectors/connector.ts'
import { json } from '../storage/json.ts'
import { isRefusedJson, storableJson } from '../storage/storable-text.ts'
import type { UpstreamCatalog } from '../upstream.ts'
import { cleanTools, effectOf } from './clean-definition.ts'
import type { CleanTool } from './clean-definition.ts'
import { publicName } from './public-name.ts'

/** The connector whose tools are stored. */
export interface StoredConnector {
  connectorId: string
  connectionId: string
  /** The connection's revision that was asked: what an older address or credential gave is not stored. */
  revision: number
  slug: string
  trustHints: boolean
}

interface KnownTool {
  name: string
  definition_hash: string
  held_hash: string | null
  missing_since: Date | null
  position: number
}

/** A catalog larger than this, as JSON, is cut to nothing: it would be read with every toolset. */
const largestCatalog = 512 * 1024

/**
 * Stores what an upstream offers. New tools are taken as they are and pinned by hash; a changed definition is held
 * until a person accepts it (CUS-24), also when it was refused and changes once more; a tool that is gone is kept, but offered no more. When nothing changed, only
 * the time is written.
 * @returns whether anything that agents can see has changed
 * @throws Refusal `conflict` when the connection is no longer the one that was asked
 */
export async function storeDiscovery(
  ctx: Context,
  connector: StoredConnector,
  discovery: Discovery,
): Promise<boolean> {
  const tools = cleanTools(discovery.tools)
  const catalog = boundedCatalog(discovery.catalog)
  const catalogHash = createHash('sha256').update(stringify(catalog)).digest('hex')
  const known = await readKnown(ctx, connector)
  if (!known) throw new Refusal('conflict', 'The connection was changed meanwhile.')
  const plan = planChanges(known.tools, tools)
  const connectionRow = {
    server: json(storableJson(discovery.server)),
    server_at: new Date(),
    listed_at: new Date(),
  }
  if (plan.empty && known.catalogHash === catalogHash && known.connected) {
    await ctx.db
      .updateTable('connections')
      .set(connectionRow)
      .where('id', '=', connector.connectionId)
      .execute()
    return false
  }
  await commitChange(ctx, async (tx, record) => {
    const updated = await tx
      .updateTable('connections')
      .set({
        ...connectionRow,
        catalog: json(catalog),
        catalog_hash: catalogHash,
        ...(known.connected
          ? {}
          : { status: 'connected' as const, status_reason: null, status_at: new Date() }),
      })
      .where('id', '=', connector.connectionId)
      .where('revision', '=', connector.revision)
      .executeTakeFirst()
    if (updated.numUpdatedRows === 0n) throw new Refusal('conflict', 'The connection was changed meanwhile.')
    await writeTools(tx, ctx, connector, plan)
    for (const event of eventsOf(plan, known.connected))
      record({ ...event, connectorId: connector.connectorId })
  })
  return true
}

async function readKnown(ctx: Context, connector: StoredConnector) {
  const connection = await ctx.db
    .selectFrom('connections')
    .select(['catalog_hash', 'status'])
    .where('account_id', '=', ctx.accountId)
    .where('id', '=', connector.connectionId)
    .where('revision', '=', connector.revision)
    .executeTakeFirst()
  if (!connection) return undefined
  const tools = await ctx.db
    .selectFrom('tools')
    .select(['name', 'definition_hash', 'held_hash', 'missing_since', 'position'])
    .where('connector_id', '=', connector.connectorId)
    .execute()
  return { tools, catalogHash: connection.catalog_hash, connected: connection.status === 'connected' }
}

interface Plan {
  added: { tool: CleanTool; position: number }[]
  held: CleanTool[]
  /** The upstream went back to what was accepted. */
  released: string[]
  returned: string[]
  missing: string[]
  moved: { name: string; position: number }[]
  empty: boolean
}

function planChanges(known: KnownTool[], offered: CleanTool[]): Plan {
  const byName = new Map(known.map((tool) => [tool.name, tool]))
  const plan: Plan = { added: [], held: [], released: [], returned: [], missing: [], moved: [], empty: true }
  for (const [position, tool] of offered.entries()) {
    const present = byName.get(tool.name)
    byName.delete(tool.name)
    if (!present) {
      plan.added.push({ tool, position })
      continue
    }
    if (present.definition_hash === tool.hash) {
      if (present.held_hash !== null) plan.released.push(tool.name)
    } else if (present.held_hash !== tool.hash) plan.held.push(tool)
    if (present.missing_since) plan.returned.push(tool.name)
    if (present.position !== position) plan.moved.push({ name: tool.name, position })
  }
  plan.missing = [...byName.values()].filter((tool) => !tool.missing_since).map((tool) => tool.name)
  plan.empty = [plan.added, plan.held, plan.released, plan.returned, plan.missing, plan.moved].every(
    (list) => list.length === 0,
  )
  return plan
}

async function writeTools(tx: Tx, ctx: Context, connector: StoredConnector, plan: Plan): Promise<void> {
  const own = tx.updateTable('tools').where('connector_id', '=', connector.connectorId)
  if (plan.added.length > 0) {
    await tx
      .insertInto('tools')
      .values(plan.added.map(({ tool, position }) => newRow(ctx, connector, tool, position)))
      // Another node may have listed at the same moment; what it stored is as good.
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  for (const tool of plan.held) {
    await own
      .set({
        held_definition: json(tool.definition),
        held_hash: tool.hash,
        held_at: new Date(),
        refused_at: null,
      })
      .where('name', '=', tool.name)
      .execute()
  }
  if (plan.released.length > 0)
    await own
      .set({ held_definition: null, held_hash: null, held_at: null, refused_at: null })
      .where('name', 'in', plan.released)
      .execute()
  if (plan.returned.length > 0)
    await own.set({ missing_since: null }).where('name', 'in', plan.returned).execute()
  if (plan.missing.length > 0)
    await own.set({ missing_since: new Date() }).where('name', 'in', plan.missing).execute()
  for (const { name, position } of plan.moved) await own.set({ position }).where('name', '=', name).execute()
}

function newRow(ctx: Context, connector: StoredConnector, tool: CleanTool, position: number) {
  return {
    connector_id: connector.connectorId,
    account_id: ctx.accountId,
    name: tool.name,
    public_name: publicName(connector.slug, tool.name),
    position,
    effect: effectOf(tool.definition, connector.trustHints),
    definition: json(tool.definition),
    definition_hash: tool.hash,
  }
}

function eventsOf(plan: Plan, wasConnected: boolean): ChangeEvent[] {
  const events: ChangeEvent[] = []
  const names = {
    ...(plan.added.length > 0 ? { added: plan.added.map(({ tool }) => tool.name) } : {}),
    ...(plan.missing.length > 0 ? { missing: plan.missing } : {}),
    ...(plan.returned.length > 0 ? { returned: plan.returned } : {}),
    ...(plan.released.length > 0 ? { released: plan.released } : {}),
  }
  if (plan.held.length > 0)
    events.push({ action: 'connector.tools_held', detail: { held: plan.held.map((tool) => tool.name) } })
  if (!wasConnected)
    events.push({
      action: 'connection.connected',
      detail: { reason: 'The server took the credential again.' },
    })
  if (Object.keys(names).length > 0 || events.length === 0)
    events.push({ action: 'connector.tools_listed', detail: names })
  return events
}

function boundedCatalog(catalog: UpstreamCatalog): UpstreamCatalog {
  const bounded = {
    resources: catalog.resources.slice(0, 1000),
    resource_templates: catalog.resource_templates.slice(0, 200),
    prompts: catalog.prompts.slice(0, 500),
  }
  const text = stringify(bounded)
  return text.length > largestCatalog || isRefusedJson(text)
    ? { resources: [], resource_templates: [], prompts: [] }
    : bounded
}
