import type { Effect, Policy } from '@jackfield/sdk'

/** Which tools of an agent are looked at, or which one is tried. */
export interface ToolsSearch {
  q?: string
  tool?: string
  connector?: string
  effect?: Effect
  policy?: Policy
}

export function toolsSearch(search: Record<string, unknown>): ToolsSearch {
  const { effect, policy } = search
  return {
    ...text(search, 'q'),
    ...text(search, 'tool'),
    ...text(search, 'connector'),
    ...((effect === 'read' || effect === 'write' || effect === 'destructive') && { effect }),
    ...((policy === 'allow' || policy === 'ask' || policy === 'block') && { policy }),
  }
}

function text<Name extends string>(search: Record<string, unknown>, name: Name): { [key in Name]?: string } {
  const value = search[name]
  // The router reads `?q=42` as a number.
  if ((typeof value !== 'string' && typeof value !== 'number') || value === '') return {}
  return { [name]: String(value).slice(0, 200) } as { [key in Name]?: string }
}
