type Schema = Record<string, unknown>

/**
 * The places in a body that its schema has no name for. Descriptions seldom say that an object has no further fields;
 * providers ignore them or refuse them, and either way the caller does not get what it asked for.
 */
export function unknownNames(schema: unknown, value: unknown, at: string): string[] {
  const parts = partsOf(schema)
  if (Array.isArray(value)) {
    const items = parts.flatMap((part) => ('items' in part ? [part['items']] : []))
    return items.length === 0 ? [] : value.flatMap((item) => unknownNames({ anyOf: items }, item, `${at}/*`))
  }
  if (typeof value !== 'object' || value === null || parts.some(takesAnyName)) return []
  // Not an object at all, by the schema: that is another complaint.
  if (!parts.some((part) => 'properties' in part)) return []
  return Object.entries(value).flatMap(([name, inner]) => {
    const known = parts.map((part) => ((part['properties'] ?? {}) as Schema)[name]).filter(Boolean)
    return known.length === 0 ? [`${at}/${name}`] : unknownNames({ anyOf: known }, inner, `${at}/${name}`)
  })
}

/** A schema and everything that it is composed of. */
function partsOf(schema: unknown, depth = 0): Schema[] {
  if (typeof schema !== 'object' || schema === null || depth > 8) return []
  const own = schema as Schema
  const composed = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => (own[key] ?? []) as unknown[])
  const parts = composed.flatMap((part) => partsOf(part, depth + 1))
  return composed.length > 0 && !('properties' in own) && !('items' in own) ? parts : [own, ...parts]
}

/** An object's schema without `properties` leaves its names open; what is no object's has no say. */
function takesAnyName(part: Schema): boolean {
  if ('properties' in part) return Boolean(part['additionalProperties'])
  return [part['type'] ?? 'object'].flat().includes('object') && !('enum' in part) && !('items' in part)
}
