import { isRecord } from '../is-record.ts'
import type { Json } from '../is-record.ts'

/** References in references; a schema that only refers to itself ends here. */
const MOST_STEPS = 8

/**
 * A schema with what it refers to in its place (JSON Pointer in a fragment, RFC 6901) and its `allOf` merged, one level
 * deep; undefined for `true`, `false` and for references to other documents, which are never fetched.
 */
export function resolved(schema: unknown, root: Json, steps = 0): Json | undefined {
  if (!isRecord(schema) || steps > MOST_STEPS) return undefined
  const { $ref, allOf, ...own } = schema
  if (typeof $ref === 'string') {
    const meant = resolved(pointed($ref, root), root, steps + 1)
    return meant && merged([meant, own])
  }
  if (!Array.isArray(allOf)) return schema
  const parts = allOf.map((part) => resolved(part, root, steps + 1))
  return parts.every(isRecord) ? merged([own, ...parts]) : undefined
}

/** Later ones win; properties and what is required add up. */
function merged(schemas: Json[]): Json {
  const properties = schemas.map((schema) => schema['properties']).filter(isRecord)
  const required = schemas.flatMap((schema) => (Array.isArray(schema['required']) ? schema['required'] : []))
  return {
    ...Object.assign({}, ...schemas),
    ...(properties.length > 0 && { properties: Object.assign({}, ...properties) }),
    ...(required.length > 0 && { required: [...new Set(required)] }),
  }
}

function pointed(reference: string, root: Json): unknown {
  if (reference === '#') return root
  if (!reference.startsWith('#/')) return undefined
  let found: unknown = root
  for (const part of reference.slice(2).split('/')) {
    const key = decoded(part).replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined
    found = (found as Json)[key]
  }
  return found
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
