import type { ConnectorTool, Effect } from '@jackfield/sdk'
import { count } from '../../../kit/words.tsx'

/** The tools that have every word of a search in name, title or description. */
export function findTools(tools: readonly ConnectorTool[], search: string): ConnectorTool[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return tools.filter(({ name, public_name, title = '', description }) => {
    const text = `${name} ${public_name} ${title} ${description}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

const verbs: [Effect, one: string, many: string][] = [
  ['read', 'reads', 'read'],
  ['write', 'writes', 'write'],
  ['destructive', 'destroys', 'destroy'],
]

/** `12 tools: 7 read, 4 write, 1 destroys.`, `1 tool, which reads.` */
export function effectSummary(tools: readonly ConnectorTool[]): string {
  if (tools.length === 1)
    return `1 tool, which ${verbs.find(([effect]) => effect === tools[0]?.effect)?.[1]}.`
  const parts = verbs.flatMap(([effect, one, many]) => {
    const found = tools.filter((tool) => tool.effect === effect).length
    return found === 0 ? [] : [`${found} ${found === 1 ? one : many}`]
  })
  return `${count(tools.length, 'tool')}: ${parts.join(', ')}.`
}
