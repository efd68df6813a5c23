import { typeWords } from './schema-words.ts'

type Schema = Record<string, unknown>

/** One value that a tool takes or gives. */
export interface SchemaRow {
  name: string
  /** Where it is, from the outermost name on; unique. */
  path: string
  depth: number
  type: string
  required: boolean
  description: string
  /** What else is said of it: choices, bounds, what it is if absent. */
  notes: string[]
}

/** Deeper, or longer, and it is better read as JSON. */
const DEEPEST = 4
const MOST = 200

/** The values that an object's JSON Schema names, in reading order, each before those within it. */
export function schemaRows(root: Schema): SchemaRow[] {
  const rows: SchemaRow[] = []
  addRows(rows, resolved(root, root), root, '', 0)
  return rows
}

function addRows(rows: SchemaRow[], schema: Schema, root: Schema, within: string, depth: number): void {
  const properties = objectOf(schema['properties'])
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  for (const [name, raw] of Object.entries(properties)) {
    if (rows.length >= MOST) return
    const value = resolved(objectOf(raw), root)
    const path = within === '' ? name : `${within}.${name}`
    const description = typeof value['description'] === 'string' ? value['description'] : ''
    const { type, notes } = typeWords(value)
    rows.push({ name, path, depth, type, required: required.includes(name), description, notes })
    if (depth + 1 >= DEEPEST) continue
    addRows(rows, value, root, path, depth + 1)
    addRows(rows, resolved(objectOf(value['items']), root), root, `${path}[]`, depth + 1)
  }
}

/** Follows a reference within the document, once: what leads on is better read as JSON. */
function resolved(schema: Schema, root: Schema): Schema {
  const { $ref: reference, ...rest } = schema
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return schema
  const found = reference
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => objectOf(at)[key], root)
  return { ...objectOf(found), ...rest }
}

function objectOf(value: unknown): Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Schema) : {}
}
