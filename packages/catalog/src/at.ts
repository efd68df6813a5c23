/** What lies at a dotted path, `data.items.0.id`; undefined where the path leads nowhere. A key may hold dots as `\\.`. */
export function at(value: unknown, path: string): unknown {
  let here = value
  for (const key of path.split(/(?<!\\)\./)) {
    if (typeof here !== 'object' || here === null) return undefined
    here = (here as Record<string, unknown>)[key.replaceAll('\\.', '.')]
  }
  return here
}

/** The text at a dotted path; undefined for anything else, and for the empty text. */
export function textAt(value: unknown, path: string): string | undefined {
  const found = at(value, path)
  return typeof found === 'string' && found !== '' ? found : undefined
}
