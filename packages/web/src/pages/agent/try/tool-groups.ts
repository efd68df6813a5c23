import type { Toolset, ToolsetTool } from '@jackfield/sdk'

/** The tools that one connector gives the agent. */
export interface ToolGroup {
  /** The connector's name. */
  value: string
  items: ToolsetTool[]
}

/** The tools by connector, in the order in which the agent sees them. */
export function toolGroups({ tools, connectors }: Pick<Toolset, 'tools' | 'connectors'>): ToolGroup[] {
  const names = new Map(connectors.map(({ slug, name }) => [slug, name]))
  const groups = new Map<string, ToolGroup>()
  for (const tool of tools) {
    const group = groups.get(tool.connector) ?? {
      value: names.get(tool.connector) ?? tool.connector,
      items: [],
    }
    group.items.push(tool)
    groups.set(tool.connector, group)
  }
  return [...groups.values()]
}
