import type { Json, ToolField } from '../app.ts'
import { CatalogError } from '../app.ts'
import type { JsonSchema } from '../fields.ts'
import { cleanText, longestDescription } from './clean-text.ts'
import { inputName } from './names.ts'
import type { Part } from './part.ts'
import { plainSchema } from './plain-schema.ts'
import type { Detail } from './plain-schema.ts'

/** Characters of all inputs of a tool, as JSON: a model reads them before every answer. */
const largest = 32_000

/** All of it where there is room; else shorter words, then fewer levels. */
const details: Detail[] = [
  { levels: 6, words: longestDescription },
  { levels: 6, words: 300 },
  { levels: 4, words: 300 },
  { levels: 3, words: 200 },
  { levels: 2, words: 200 },
  { levels: 1, words: 200 },
  { levels: 1, words: 60 },
]

/**
 * The inputs that a request's parts make, with names that a model can write and no two alike. Where they are too
 * large, words are cut, and the lower levels of their schemas go.
 * @throws CatalogError when not even their top levels fit, or for references that lead nowhere
 */
export function fieldsOf(content: Json, parts: Part[]): ToolField[] {
  for (const detail of details) {
    const fields = fieldsWith(content, parts, detail)
    if (fields && JSON.stringify(fields).length <= largest) return fields
  }
  throw new CatalogError('What it takes is too large to be described to a model.')
}

function fieldsWith(content: Json, parts: Part[], detail: Detail): ToolField[] | undefined {
  const taken = new Set<string>()
  const fields: ToolField[] = []
  for (const part of parts) {
    const field = fieldOf(content, part, detail, taken)
    if (!field) return undefined
    if (field.input !== null) taken.add(field.input)
    fields.push(field)
  }
  return fields
}

function fieldOf(
  content: Json,
  part: Part,
  detail: Detail,
  taken: ReadonlySet<string>,
): ToolField | undefined {
  const { in: place, wire, constant, required, lists } = part
  if (constant !== undefined)
    return { input: null, in: place, wire, schema: { const: constant }, required: true }
  const made = plainSchema(content, part.schema, detail)
  if (!made) return undefined
  const schema = described(part, made, detail.words)
  const input = inputName(part.name ?? wire, place, taken)
  return { input, in: place, wire, schema, required, ...(lists === undefined ? {} : { lists }) }
}

/**
 * A default is said and not sent: what the caller leaves out is the provider's to decide. But a header with one is a
 * version mostly, and goes along.
 */
function described({ in: place, description }: Part, made: JsonSchema, words: number): JsonSchema {
  const { default: usual, ...schema } = made
  const text = [description ?? schema['description']].find((one) => typeof one === 'string') ?? ''
  const ended = text.replace(/([^.!?\s])\s*$/, '$1.')
  const about = cleanText(usual === undefined ? text : `${ended} Default: ${JSON.stringify(usual)}.`, words)
  return {
    ...schema,
    ...(about === '' ? {} : { description: about }),
    ...(place === 'header' && usual !== undefined ? { default: usual } : {}),
  }
}
