import { GraphQLScalarType, buildSchema, getVariableValues, parse, print, visit } from 'graphql'
import type { DocumentNode, OperationDefinitionNode } from 'graphql'
import type { Violation } from './openapi-description.ts'
import type { Description } from './provider-facts.ts'
import type { Received } from './wire.ts'

interface Operation {
  name: string
  document: string
  valid_against_schema: boolean
}

/** The documents that were validated against the provider's schema, by the tool they are for. */
export function documentsOf(description: Description): Map<string, Operation> {
  return new Map((description['operations'] as Operation[]).map((one) => [one.name, one]))
}

/** Judges one request by the document that it should carry, and its variables by their types. */
export function judgeGraph({ document, valid_against_schema }: Operation, received: Received): Violation[] {
  const { query, variables, ...rest } = JSON.parse(received.body) as Record<string, unknown>
  const sent = parse(String(query))
  return [
    ...(valid_against_schema ? [] : [{ at: 'query', says: 'the description itself is not valid' }]),
    ...(print(sent) === print(parse(document)) ? [] : [{ at: 'query', says: 'another document' }]),
    ...Object.keys(rest).map((name) => ({ at: `body/${name}`, says: 'additionalProperties' })),
    ...variableViolations(sent, (variables ?? {}) as Record<string, unknown>),
  ]
}

function variableViolations(document: DocumentNode, variables: Record<string, unknown>): Violation[] {
  const [operation] = document.definitions as OperationDefinitionNode[]
  const definitions = operation?.variableDefinitions ?? []
  const declared = definitions.map(({ variable }) => variable.name.value)
  const { errors = [] } = getVariableValues(schemaFor(document), definitions, variables)
  return [
    ...errors.map(({ message }) => ({ at: 'variables', says: message })),
    ...Object.keys(variables)
      .filter((name) => !declared.includes(name))
      .map((name) => ({ at: `variables/${name}`, says: 'not declared' })),
  ]
}

/** A schema with the types of a document's variables; those that are the provider's own, as far as their name tells. */
function schemaFor(document: DocumentNode) {
  const names = new Set<string>()
  visit(document, { NamedType: ({ name }) => void names.add(name.value) })
  const own = [...names].filter((name) => !/^(String|Int|Float|Boolean|ID)$/.test(name))
  const schema = buildSchema(
    `type Query { own(a: Int, b: Float, c: ID): String } ${own.map((name) => `scalar ${name}`).join(' ')}`,
  )
  for (const name of own) {
    const type = schema.getType(name)
    if (type instanceof GraphQLScalarType) type.parseValue = name === 'JSON' ? jsonText : inputObject
  }
  return schema
}

/** monday.com takes JSON as a text that holds it. */
function jsonText(value: unknown): unknown {
  if (typeof value !== 'string') throw new TypeError('JSON goes as text')
  return JSON.parse(value)
}

function inputObject(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError('not an object')
  return value
}
