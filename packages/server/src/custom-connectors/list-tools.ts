import type { z } from 'zod'
import type { ConnectorTool, ConnectorToolList } from '@jackfield/sdk/contract'
import stringify from 'safe-stable-stringify'
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
            },
          }
        : {}),
      ...(row.missing_since ? { missing_since: row.missing_since.toISOString() } : {}),
    })),
  }
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
  const { title, description, inputSchema, outputSchema } = definition
  return {
    ...(typeof title === 'string' ? { title } : {}),
    description: typeof description === 'string' ? description : '',
    input_schema: (inputSchema ?? {}) as Definition,
    ...(outputSchema ? { output_schema: outputSchema as Definition } : {}),
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
