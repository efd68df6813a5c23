import type { Tool } from './app.ts'
import type { JsonSchema } from './fields.ts'

/** What a tool takes, as JSON Schema. */
export function inputSchemaOf(tool: Tool): JsonSchema {
  const given = tool.fields.filter((field) => field.input !== null)
  // One input may stand in two places of a request, such as an id in path and body.
  const required = [...new Set(given.filter((field) => field.required).map((field) => field.input))]
  return {
    type: 'object',
    properties: Object.fromEntries(given.map((field) => [field.input, field.schema])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  }
}
