import { isRecord } from '../is-record.ts'
import type { Json } from '../is-record.ts'
import { resolved } from './resolve-ref.ts'
import { withoutUnions } from './unions.ts'

/** What the form is drawn from: a plainer schema than the tool's own, and how its fields look. */
export interface FormPlan {
  schema: Json
  ui: Json
}

interface Place {
  root: Json
  depth: number
  name: string
  required: boolean
}

/** Deeper than this, JSON is easier to write than fields in fields in fields. */
const DEEPEST = 3
const MOST_OPTIONS = 8
const kept = ['title', 'description', 'default', 'examples', 'enum', 'format', 'uniqueItems']

/**
 * A plan for the arguments of a tool; undefined where only JSON will do. What a form cannot show (records, tuples,
 * anything, deep nesting) becomes a field for JSON. Nothing is judged by it: the tool's own schema stays in force.
 */
export function formPlan(schema: Json): FormPlan | undefined {
  const plan = planOf(schema, { root: schema, depth: 0, name: '', required: true })
  return isRecord(plan.schema['properties']) ? plan : undefined
}

function planOf(given: unknown, place: Place): FormPlan {
  const whole = resolved(given, place.root)
  if (whole === undefined) return asJson({})
  const schema = withoutUnions(whole, place.root)
  const options = optionsOf(schema)
  if (options) return unionOf(schema, options, place)
  const type = typeOf(schema)
  if (type === 'object') return objectOf(schema, place)
  if (type === 'array') return arrayOf(schema, place)
  if (type === 'boolean') return { schema: keep(schema, { type }), ui: { 'ui:widget': 'select' } }
  if (type === 'string') return { schema: keep(schema, { type }), ui: textLook(schema, place.name) }
  if (type === 'number' || type === 'integer') return { schema: keep(schema, { type }), ui: {} }
  return asJson(schema)
}

function objectOf(schema: Json, place: Place): FormPlan {
  const properties = schema['properties']
  if (!isRecord(properties) || Object.keys(properties).length === 0 || place.depth > DEEPEST)
    return asJson(schema)
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  const plans = Object.entries(properties).map(([name, property]) => {
    const inside = { ...place, depth: place.depth + 1, name, required: required.includes(name) }
    return [name, planOf(property, inside)] as const
  })
  return {
    schema: keep(schema, {
      type: 'object',
      required,
      properties: Object.fromEntries(plans.map(([name, plan]) => [name, plan.schema])),
    }),
    ui: Object.fromEntries(plans.map(([name, plan]) => [name, plan.ui])),
  }
}

function arrayOf(schema: Json, place: Place): FormPlan {
  const items = schema['items']
  if (!isRecord(items) || schema['prefixItems'] !== undefined || place.depth > DEEPEST) return asJson(schema)
  const plan = planOf(items, { ...place, depth: place.depth + 1, required: true })
  if (isJsonField(plan)) return asJson(schema)
  // A choice of several from a few is ticked, not added one by one.
  const ticked = Array.isArray(plan.schema['enum']) && plan.schema['enum'].length <= MOST_OPTIONS
  return {
    schema: keep(schema, { type: 'array', items: plan.schema, ...(ticked && { uniqueItems: true }) }),
    ui: { items: plan.ui },
  }
}

function unionOf(schema: Json, options: unknown[], place: Place): FormPlan {
  if (options.length > MOST_OPTIONS || place.depth > DEEPEST) return asJson(schema)
  const plans = options.map((option) => planOf(option, { ...place, depth: place.depth + 1 }))
  if (plans.every(isJsonField)) return asJson(schema)
  const titled = plans.map((plan, index) => ({ ...plan.schema, title: titleOf(plan.schema, index) }))
  return { schema: keep(schema, { anyOf: titled }), ui: { anyOf: plans.map(({ ui }) => ui) } }
}

/** What an option of a union is called in the list of them. */
function titleOf(schema: Json, index: number): string {
  const { title, type, properties } = schema
  if (typeof title === 'string' && title !== '') return title
  if (isRecord(properties)) return Object.keys(properties).slice(0, 3).join(', ')
  const words: Record<string, string> = {
    string: 'Text',
    array: 'List',
    boolean: 'Yes or no',
    integer: 'Number',
  }
  if (typeof type !== 'string') return isJsonField({ schema, ui: {} }) ? 'JSON' : `Form ${index + 1}`
  return words[type] ?? `${type[0]?.toUpperCase()}${type.slice(1)}`
}

/** A schema without a type: the form gives it a field for JSON. It is never empty, or it would not be shown. */
function asJson(schema: Json): FormPlan {
  const { title, description = '', default: initial, examples } = schema
  const known = { title, description, default: initial, examples }
  return {
    schema: Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
    ui: {},
  }
}

function isJsonField({ schema }: FormPlan): boolean {
  return schema['type'] === undefined && schema['anyOf'] === undefined
}

function keep(schema: Json, own: Json): Json {
  return { ...Object.fromEntries(kept.flatMap((key) => (key in schema ? [[key, schema[key]]] : []))), ...own }
}

function optionsOf(schema: Json): unknown[] | undefined {
  const options = schema['anyOf'] ?? schema['oneOf']
  // Beside properties, a union says which of them belong together: the hub says so, too, when it is broken.
  return Array.isArray(options) && !isRecord(schema['properties']) ? options : undefined
}

function typeOf(schema: Json): unknown {
  const { type, properties, items } = schema
  if (Array.isArray(type)) {
    const real = type.filter((one) => one !== 'null')
    return real.length === 1 ? real[0] : undefined
  }
  if (type !== undefined) return type
  if (isRecord(properties)) return 'object'
  if (isRecord(items)) return 'array'
  const values = Array.isArray(schema['enum']) ? schema['enum'] : []
  return values.length > 0 && values.every((value) => typeof value === 'string') ? 'string' : undefined
}

const longNames =
  /^(text|body|html|message|content|comment|note|notes|description|summary|prompt|instructions)$/i

/** Times are typed as they are sent; a browser's own field would lose the time zone. */
function textLook({ maxLength, format, enum: values }: Json, name: string): Json {
  if (Array.isArray(values)) return { 'ui:widget': 'select' }
  const long = longNames.test(name) || (typeof maxLength === 'number' && maxLength >= 1000)
  return { 'ui:widget': long && format === undefined ? 'textarea' : 'text' }
}
