/** One `${VAR}` of a text. */
export interface Variable {
  name: string
  /** Without a default. */
  required: boolean
}

const placeholder = /\$\{([^{}]*)\}/g
const form = /^(?:env:)?([A-Za-z_][A-Za-z0-9_]{0,127})(?::-(.*))?$/s

/**
 * The variables of a text: `${VAR}` and `${VAR:-default}` as Claude Code writes them (code.claude.com/docs/en/mcp,
 * "Environment variable expansion"), and Cursor's `${env:VAR}` (cursor.com/docs/mcp).
 * Undefined when there is another `${...}` in it, which would go out as it stands.
 */
export function variablesIn(text: string): Variable[] | undefined {
  const variables: Variable[] = []
  for (const [, inner = ''] of text.matchAll(placeholder)) {
    const [, name, fallback] = form.exec(inner) ?? []
    if (name === undefined) return undefined
    variables.push({ name, required: fallback === undefined })
  }
  return text.replace(placeholder, '').includes('${') ? undefined : variables
}

/**
 * The text with its variables filled in, once: a value that looks like a variable stays as it is. As in a shell, an
 * empty value gives way to a default. `missing` names what has neither.
 */
export function expand(text: string, values: Record<string, string>): { text: string; missing: string[] } {
  const missing: string[] = []
  const filled = text.replace(placeholder, (_whole, inner: string) => {
    const [, name = '', fallback] = form.exec(inner) ?? []
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (fallback !== undefined) return value || fallback
    if (value === undefined) missing.push(name)
    return value ?? ''
  })
  return { text: filled, missing }
}
