import { z } from 'zod'

export type JsonSchema = Record<string, unknown>
export type Field = z.ZodType

/** What the provider calls a field whose name models cannot write, or which reads better otherwise. */
const wires = z.registry<{ wire: string }>()
/** Lists that stand in a query otherwise than the API's others. */
const listStyles = z.registry<{ lists: 'repeat' | 'comma' | 'brackets' }>()

export function text(about: string) {
  return z.string().describe(about)
}

export function integer(about: string) {
  return z.int().describe(about)
}

export function number(about: string) {
  return z.number().describe(about)
}

export function flag(about: string) {
  return z.boolean().describe(about)
}

export function choice<const Value extends string | number>(about: string, values: readonly Value[]) {
  return z.literal(values).describe(about)
}

/** One of several shapes. */
export function either<const Shapes extends readonly [Field, Field, ...Field[]]>(
  about: string,
  shapes: Shapes,
) {
  return z.union(shapes).describe(about)
}

export function list<Item extends Field>(item: Item, about: string) {
  return z.array(item).describe(about)
}

/** A list that stands in a query as one value with commas. */
export function commaList(about: string, item: Field = z.string()) {
  const field = z.array(item).describe(about).optional()
  listStyles.add(field, { lists: 'comma' })
  return field
}

export function object<Shape extends Record<string, Field>>(about: string, shape: Shape) {
  return z.looseObject(shape).describe(about)
}

/** An object with whatever the provider's account defines. */
export function record(about: string, value: Field = z.unknown()) {
  return z.record(z.string(), value).describe(about)
}

/** Anything that JSON can say. */
export function any(about: string) {
  return z.unknown().describe(about)
}

/** A date without a time: 2026-11-21. */
export function date(about: string) {
  return z.iso.date().describe(about)
}

/** A moment, with its offset: 2026-11-21T09:00:00Z. */
export function moment(about: string) {
  return z.iso.datetime({ offset: true }).describe(about)
}

/** Called `wire` by the provider. Comes last: `as('$top', integer('...').optional())`. */
export function as<Given extends Field>(wire: string, field: Given): Given {
  const named = field.clone()
  wires.add(named, { wire })
  const style = listStyles.get(field)
  if (style) listStyles.add(named, style)
  return named
}

/** What the provider calls a field; undefined: as we do. */
export function wireOf(field: Field): string | undefined {
  return wires.get(field)?.wire
}

/** How a list stands in a query; undefined: as the API's others. */
export function listsOf(field: Field) {
  return listStyles.get(field)?.lists
}

/** JSON Schema (2020-12) of one field. */
export function schemaOf(field: Field): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(field, { io: 'input' }) as JsonSchema
  return schema
}

export function isField(value: unknown): value is Field {
  return value instanceof z.ZodType
}
