import type { Tool } from '../app.ts'
import type { EntryTool } from './tools-of.ts'

/** What of a tool is different. */
export type ToolPart = 'name' | 'effect' | 'about' | 'input' | 'request' | 'scopes'

export interface ToolChanges {
  added: string[]
  removed: string[]
  changed: { name: string; parts: ToolPart[] }[]
}

/** What becomes of the tools, operation by operation. */
export function toolChanges(before: EntryTool[], after: EntryTool[]): ToolChanges {
  const old = new Map(before.map((entry) => [entry.operation, entry.tool]))
  const now = new Set(after.map(({ operation }) => operation))
  return {
    added: after.filter(({ operation }) => !old.has(operation)).map(({ tool }) => tool.name),
    removed: before.filter(({ operation }) => !now.has(operation)).map(({ tool }) => tool.name),
    changed: after.flatMap(({ operation, tool }) => {
      const former = old.get(operation)
      const parts = former ? differences(former, tool) : []
      return parts.length > 0 ? [{ name: tool.name, parts }] : []
    }),
  }
}

function differences(before: Tool, after: Tool): ToolPart[] {
  const looks: Record<ToolPart, (tool: Tool) => unknown> = {
    name: ({ name }) => name,
    effect: ({ effect }) => effect,
    about: ({ about }) => about,
    input: ({ fields }) => fields.map(({ input, schema, required }) => [input, schema, required]),
    request: ({ method, path, fields, file }) => [
      method,
      path,
      file !== undefined,
      fields.map((field) => [field.in, field.wire, field.lists]),
    ],
    scopes: ({ scopes }) => scopes,
  }
  return (Object.keys(looks) as ToolPart[]).filter(
    (part) => text(looks[part](before)) !== text(looks[part](after)),
  )
}

/** Stored objects come back with their keys in another order. */
function text(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
}
