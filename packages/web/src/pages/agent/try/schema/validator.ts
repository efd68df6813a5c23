import { Validator } from '@cfworker/json-schema'
import type { OutputUnit, Schema } from '@cfworker/json-schema'
import type { Json } from '../is-record.ts'
import { withoutPatterns } from './without-patterns.ts'

/** What is wrong with one argument. */
export interface ArgumentIssue {
  /** `['to', '0']` */
  path: string[]
  /** Goes on after the name of the argument: `is needed.` */
  message: string
}

/**
 * What a tool's schema says against the arguments, found without `eval`, which the policy of the page forbids.
 * Patterns are left to the hub, which matches them in linear time. A schema that cannot be read judges nothing.
 */
export function issuesOf(schema: Json, value: unknown): ArgumentIssue[] {
  const errors = errorsOf(schema, value)
  const unions = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')
  const ofUnion = ({ keywordLocation }: OutputUnit) =>
    unions.some((union) => keywordLocation.startsWith(`${union.keywordLocation}/`))
  const issues = errors.filter((error) => !wrappers.has(error.keyword) && !ofUnion(error)).map(inWords)
  const said = new Set<string>()
  return issues.filter(({ path, message }) => {
    const line = JSON.stringify([path, message])
    return !said.has(line) && said.add(line)
  })
}

/** Whether the schema says nothing against the value; `root` is what its references point into. */
export function isValid(schema: Json, value: unknown, root: Json): boolean {
  const definitions = { $defs: root['$defs'], definitions: root['definitions'] }
  return errorsOf({ ...definitions, ...schema }, value).length === 0
}

/** They only repeat that something inside is wrong. */
const wrappers = new Set([
  'properties',
  'items',
  'prefixItems',
  'allOf',
  '$ref',
  'if',
  'dependentSchemas',
  'false',
])

function errorsOf(schema: Json, value: unknown): OutputUnit[] {
  // Like the hub, which reads JSON: what is undefined is not there.
  const sent: unknown = value === undefined ? undefined : JSON.parse(JSON.stringify(value))
  const { $schema } = schema
  const old = Array.isArray(schema['items']) || (typeof $schema === 'string' && $schema.includes('draft-07'))
  try {
    const readable = withoutPatterns(schema) as Schema
    return new Validator(readable, old ? '7' : '2020-12', false).validate(sent).errors
  } catch {
    return []
  }
}

function inWords({ keyword, instanceLocation, error }: OutputUnit): ArgumentIssue {
  const path = pathOf(instanceLocation)
  if (keyword === 'required') return { path: [...path, quoted(error)], message: 'is needed.' }
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties')
    return { path: [...path, quoted(error)], message: 'is no argument of this tool.' }
  if (keyword === 'type') return { path, message: `must be ${typeWords(error)}.` }
  if (keyword === 'enum' || keyword === 'const')
    return { path, message: 'is none of the values it may have.' }
  if (keyword === 'anyOf' || keyword === 'oneOf')
    return { path, message: 'has none of the forms it may have.' }
  if (keyword === 'format') return { path, message: `must be written as ${quoted(error)}.` }
  return { path, message: `is not right: ${error}` }
}

const words: Record<string, string> = {
  integer: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
}

function typeWords(error: string): string {
  const expected = error.slice(error.indexOf('Expected'))
  return [...expected.matchAll(/"([a-z]+)"/g)].map(([, type = '']) => words[type] ?? type).join(' or ')
}

/** The last thing in double quotes. */
function quoted(error: string): string {
  return [...error.matchAll(/"([^"]*)"/g)].at(-1)?.[1] ?? ''
}

/** JSON Pointer in a fragment (RFC 6901, section 6). */
function pathOf(location: string): string[] {
  return location
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}
