type Schema = Record<string, unknown>

const types: Record<string, string> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'yes or no',
  object: 'object',
  array: 'list',
  null: 'nothing',
}
const formats: Record<string, string> = {
  date: 'date',
  'date-time': 'date and time',
  email: 'e-mail address',
  uri: 'address',
  uuid: 'UUID',
}

/** So many choices are listed. */
const MOST_CHOICES = 30

/** What kind of value a JSON Schema asks for, in words, and what else it says of it. */
export function typeWords(schema: Schema): { type: string; notes: string[] } {
  return { type: kindOf(schema), notes: notesOf(schema) }
}

function kindOf(schema: Schema): string {
  const { type, format, items, enum: choices, const: only } = schema
  const alternatives = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(alternatives))
    return [...new Set(alternatives.filter(isSchema).map(kindOf))].join(' or ') || 'anything'
  if (Array.isArray(type)) return type.map((one) => wordOf(one)).join(' or ')
  if (type === 'array') return isSchema(items) ? `list of ${kindOf(items)}` : 'list'
  if (type === 'string' && typeof format === 'string') return formats[format] ?? 'text'
  if (type === undefined && Array.isArray(choices)) return 'one of a few'
  if (type === undefined && only !== undefined) return 'one value'
  return type === undefined ? 'anything' : wordOf(type)
}

function wordOf(type: unknown): string {
  return typeof type === 'string' ? (types[type] ?? type) : 'anything'
}

function notesOf(schema: Schema): string[] {
  const inner = isSchema(schema['items']) ? schema['items'] : schema
  const { const: only, default: usual } = schema
  const choices = schema['enum'] ?? inner['enum']
  const notes = [
    ...(Array.isArray(choices) ? [`One of: ${listed(choices)}`] : []),
    ...(only === undefined ? [] : [`Always ${shown(only)}`]),
    ...(usual === undefined ? [] : [`${shown(usual)} if absent`]),
    bounds(schema, 'minimum', 'maximum', ''),
    bounds(schema, 'minLength', 'maxLength', ' characters'),
    bounds(schema, 'minItems', 'maxItems', ' entries'),
  ]
  return notes.filter((note) => note !== '')
}

function bounds(schema: Schema, least: string, most: string, unit: string): string {
  const [from, to] = [stated(schema[least]), stated(schema[most])]
  if (from !== undefined && to !== undefined) return `${from} to ${to}${unit}`
  if (from !== undefined) return `At least ${from}${unit}`
  return to === undefined ? '' : `At most ${to}${unit}`
}

/** The largest whole numbers that JSON carries are no bound that somebody has meant. */
function stated(bound: unknown): number | undefined {
  return typeof bound === 'number' && Math.abs(bound) !== Number.MAX_SAFE_INTEGER ? bound : undefined
}

function listed(choices: unknown[]): string {
  const more = choices.length - MOST_CHOICES
  const names = choices.slice(0, MOST_CHOICES).map(shown).join(', ')
  return more > 0 ? `${names} and ${more} more` : names
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
