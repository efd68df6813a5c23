import type { Effect, Policy, ToolsetTool } from '@jackfield/sdk'

/** Which tools are looked at. */
export interface ToolsFilter {
  q?: string
  connector?: string
  effect?: Effect
  policy?: Policy
}

/** The tools that a filter leaves, in their order. Every word of `q` has to be found. */
export function filtered(tools: ToolsetTool[], { q = '', connector, effect, policy }: ToolsFilter) {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  return tools.filter(
    (tool) =>
      (connector === undefined || tool.connector === connector) &&
      (effect === undefined || tool.effect === effect) &&
      (policy === undefined || tool.policy === policy) &&
      words.every((word) => textOf(tool).includes(word)),
  )
}

export function isFiltering(filter: ToolsFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined && value !== '')
}

function textOf({ name, title, description }: ToolsetTool): string {
  return `${name} ${title ?? ''} ${description}`.toLowerCase()
}
