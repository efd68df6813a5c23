import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { CliError, usage } from './failure.ts'

type Schema = Record<string, unknown>

/** `--arg key=value`, read by the types that the tool's schema gives; a repeated key fills an array. */
export function readArguments(pairs: string[], schema: Schema | undefined): Record<string, unknown> {
  const properties = isRecord(schema?.['properties']) ? schema['properties'] : {}
  const given = new Map<string, string[]>()
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    if (equals < 1) throw usage(`--arg: "${pair}" has no name.`, 'Write --arg name=value.')
    const name = pair.slice(0, equals)
    given.set(name, [...(given.get(name) ?? []), pair.slice(equals + 1)])
  }
  const entries = [...given].map(([name, texts]) => [name, readValue(name, texts, properties[name])] as const)
  return Object.fromEntries(entries)
}

/** `--json-args`: the JSON itself, `@file`, or `-` for standard input. @throws CliError unless it is an object. */
export async function readJsonArguments(source: string): Promise<Record<string, unknown>> {
  let value: unknown
  try {
    value = JSON.parse(await readSource(source))
  } catch (error) {
    if (error instanceof CliError) throw error
    throw usage(
      '--json-args is not JSON.',
      `Write --json-args '{"name": "value"}', @file, or - for standard input.`,
    )
  }
  if (!isRecord(value))
    throw usage('--json-args is not a JSON object.', `Write --json-args '{"name": "value"}'.`)
  return value
}

async function readSource(source: string): Promise<string> {
  if (source === '-') return text(process.stdin)
  if (!source.startsWith('@')) return source
  const file = source.slice(1)
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw usage(`--json-args: ${file} cannot be read.`, 'Check the path and its permissions.')
  }
}

function readValue(name: string, texts: string[], schema: unknown): unknown {
  const types = typesOf(schema)
  const [first = ''] = texts
  if (types.has('array')) return readArray(name, texts, isRecord(schema) ? schema['items'] : undefined)
  if (texts.length > 1)
    throw usage(`--arg ${name} was given ${texts.length} times, and takes one value.`, 'Leave one.')
  return readOne(name, first, types)
}

/** Either one JSON array, or one element for each time the argument was given. */
function readArray(name: string, texts: string[], items: unknown): unknown[] {
  const whole = texts.length === 1 ? parsed(texts[0] ?? '') : undefined
  if (Array.isArray(whole)) return whole
  return texts.map((element) => readOne(name, element, typesOf(items)))
}

function readOne(name: string, value: string, types: Set<string>): unknown {
  if (types.size === 1 && types.has('string')) return value
  const json = parsed(value)
  if (json !== undefined && (types.size === 0 || types.has(typeOf(json)) || isWhole(json, types))) return json
  if (types.size === 0 || types.has('string')) return value
  throw usage(
    `--arg ${name}: "${value}" is not of the type ${[...types].join(' or ')}.`,
    'See the types with: jackfield tools <agent> --json',
  )
}

/** The types a schema names, also over its alternatives; none when it says nothing. */
function typesOf(schema: unknown): Set<string> {
  if (!isRecord(schema)) return new Set()
  const { type, anyOf, oneOf, enum: values } = schema
  const own = [type].flat().filter((one) => typeof one === 'string')
  const alternatives = [anyOf, oneOf].flatMap((list) =>
    Array.isArray(list) ? list.flatMap((one) => [...typesOf(one)]) : [],
  )
  const listed = own.length === 0 && Array.isArray(values) ? values.map(typeOf) : []
  return new Set([...own, ...alternatives, ...listed])
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function isWhole(value: unknown, types: Set<string>): boolean {
  return types.has('integer') && Number.isInteger(value)
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
