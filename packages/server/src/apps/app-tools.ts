import { inputSchemaOf } from '@jackfield/catalog/run'
import type { App, Tool } from '@jackfield/catalog/run'
import type { ToolDefinition } from '../connectors/connector.ts'
import { ownToolRow } from '../toolsets/own-tool-row.ts'
import type { OwnToolRow } from '../toolsets/own-tool-row.ts'

const known = new WeakMap<App, OwnToolRow[]>()

/** The tools of an app, in the order of its manifest. Made once: they change with a release only. */
export function appTools(app: App): OwnToolRow[] {
  const present = known.get(app)
  if (present) return present
  const rows = app.tools.map((tool) => ownToolRow(definitionOf(app, tool), tool.effect))
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
