import type { z } from 'zod'
import type { ConnectorTool, ConnectorToolList } from '@jackfield/sdk/contract'
import stringify from 'safe-stable-stringify'
import type { App } from '@jackfield/catalog/run'
import { appOf } from '../apps/app-of.ts'
import { appTools } from '../apps/app-tools.ts'
import { missingScopes } from '../apps/missing-scopes.ts'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { areaOf, areaTools } from '../toolsets/area-tools.ts'
import type { ToolRow } from '../toolsets/toolset-rows.ts'
import { requireConnector } from './require-connector.ts'

/** A connector's tools as last seen, with what is held and why (CUS-24). */
export async function listTools({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string }
}): Promise<z.input<typeof ConnectorToolList>> {
  authorise(ctx, 'read')
  const connector = await requireConnector(ctx, input.id)
  const area = areaOf(connector)
  if (area) return { items: areaTools(area).map((tool) => named(tool)) }
  const app = await appOf(ctx.db, connector)
  if (app) return { items: await listAppTools(ctx, app, connector.id) }
  const rows = await ctx.db
    .selectFrom('tools')
    .selectAll()
    .where('account_id', '=', ctx.accountId)
    .where('connector_id', '=', connector.id)
    .orderBy('position')
    .orderBy('name')
    .execute()
  return {
    items: rows.map((row) => ({
      ...named(row),
      ...(row.held_definition && row.held_at
        ? {
            held: {
              since: row.held_at.toISOString(),
              changed: changedParts(row.definition, row.held_definition),
              definition: row.held_definition,
              refused_at: row.refused_at?.toISOString() ?? null,
            },
          }
        : {}),
      ...(row.missing_since ? { missing_since: row.missing_since.toISOString() } : {}),
    })),
  }
}

/** Each says what it needs to be granted, and what of that is missing (SEC-11). */
async function listAppTools(ctx: Context, app: App, connectorId: string) {
  const connection = await ctx.db
    .selectFrom('connections')
    .select('scopes')
    .where('account_id', '=', ctx.accountId)
    .where('connector_id', '=', connectorId)
    .executeTakeFirst()
  const known = new Map(app.tools.map((tool) => [tool.name, tool]))
  return appTools(app).map((row) => {
    const scopes = known.get(row.name)?.scopes ?? []
    const missing = missingScopes({ scopes }, connection?.scopes ?? null)
    return {
      ...named(row),
      ...(scopes.length > 0 ? { scopes } : {}),
      ...(missing.length > 0 ? { missing_scopes: missing } : {}),
    }
  })
}

function named({
  name,
  public_name,
  definition,
  effect,
}: Pick<ToolRow, 'name' | 'public_name' | 'definition' | 'effect'>) {
  return { name, public_name, ...describe(definition), effect }
}

type Definition = Record<string, unknown>
type Part = NonNullable<z.input<typeof ConnectorTool>['held']>['changed'][number]

function describe(definition: Definition) {
  const { title, description, inputSchema, outputSchema, annotations } = definition
  return {
    ...(typeof title === 'string' ? { title } : {}),
    description: typeof description === 'string' ? description : '',
    input_schema: (inputSchema ?? {}) as Definition,
    ...(outputSchema ? { output_schema: outputSchema as Definition } : {}),
    ...(annotations ? { annotations: annotations as Definition } : {}),
  }
}

function changedParts(accepted: Definition, held: Definition): Part[] {
  const parts: [Part, string][] = [
    ['title', 'title'],
    ['description', 'description'],
    ['input_schema', 'inputSchema'],
    ['output_schema', 'outputSchema'],
    ['annotations', 'annotations'],
  ]
  return parts.filter(([, key]) => stringify(accepted[key]) !== stringify(held[key])).map(([part]) => part)
}
