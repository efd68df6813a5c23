const known = new WeakMap<object, boolean>()

/** Whether a tool's input schema wants arguments repeated in headers of the request (`x-mcp-header`, SEP-2243). */
export function mirrorsArguments(inputSchema: Record<string, unknown>): boolean {
  const mirrors = known.get(inputSchema) ?? JSON.stringify(inputSchema).includes('"x-mcp-header"')
  known.set(inputSchema, mirrors)
  return mirrors
}
