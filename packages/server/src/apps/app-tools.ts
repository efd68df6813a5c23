import { createHash } from 'node:crypto'
import { inputSchemaOf } from '@jackfield/catalog/run'
import type { App, Tool } from '@jackfield/catalog/run'
import type { ToolDefinition } from '../connectors/connector.ts'
import type { ToolRow } from '../toolsets/toolset-rows.ts'

/** A tool of an app in the shape in which stored tools come. They keep their own names, which are unique. */
export type AppToolRow = Omit<ToolRow, 'connector_id'>

const known = new WeakMap<App, AppToolRow[]>()

/** The tools of an app, in the order of its manifest. Made once: they change with a release only. */
export function appTools(app: App): AppToolRow[] {
  const present = known.get(app)
  if (present) return present
  const rows = app.tools.map((tool) => {
    const definition = definitionOf(app, tool)
    return {
      name: tool.name,
      public_name: tool.name,
      effect: tool.effect,
      definition,
      definition_hash: createHash('sha256').update(JSON.stringify(definition)).digest('hex'),
      held_hash: null,
    }
  })
  known.set(app, rows)
  return rows
}

function definitionOf(app: App, tool: Tool): ToolDefinition {
  const pages = tool.paging ? ' Where the answer has next_page, call again with those arguments added.' : ''
  return {
    name: tool.name,
    title: titleOf(app, tool),
    description: `${tool.about}${pages}`,
    inputSchema: inputSchemaOf(tool),
    annotations: {
      readOnlyHint: tool.effect === 'read',
      destructiveHint: tool.effect === 'destructive',
      idempotentHint: tool.effect === 'read' || tool.method === 'PUT' || tool.method === 'DELETE',
      openWorldHint: true,
    },
  }
}

function titleOf({ slug, name }: App, tool: Tool): string {
  const prefix = `${slug.replaceAll('-', '_')}_`
  const words = (tool.name.startsWith(prefix) ? tool.name.slice(prefix.length) : tool.name).replaceAll(
    '_',
    ' ',
  )
  return `${name}: ${words}`
}
