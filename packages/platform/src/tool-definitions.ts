import { z } from 'zod'
import type { Area, AreaTool } from './area.ts'
import { hintsOf } from './risk.ts'
import type { ToolHints } from './risk.ts'

/** A tool as MCP lists it (specification 2025-11-25, "Tools"); schemas are JSON Schema 2020-12. */
export interface PlatformToolDefinition {
  name: string
  title: string
  description: string
  inputSchema: Record<string, unknown>
  outputSchema: Record<string, unknown>
  annotations: ToolHints
  _meta: Record<string, unknown>
}

/** The MCP definitions of an area, always in the order of its declaration. */
export function toolDefinitions(area: Area): PlatformToolDefinition[] {
  return area.tools.map(definitionOf)
}

function definitionOf(tool: AreaTool): PlatformToolDefinition {
  const title = titleOf(tool.name)
  return {
    name: tool.name,
    title,
    description: tool.preview ? `${tool.about} ${ASKS_FIRST}` : tool.about,
    inputSchema: jsonSchema(tool.input, 'input'),
    // A union says `anyOf` alone, and MCP wants to read "object" at the root.
    outputSchema: { type: 'object', ...jsonSchema(tool.output, 'output') },
    annotations: hintsOf(tool.risk),
    _meta: { 'jackfield/risk': tool.risk },
  }
}

const ASKS_FIRST =
  'Asks first: without confirm_token nothing happens and you get a preview with a token; call again with the same input and that token.'

/** `client_list_notes` is "Client list notes". */
function titleOf(name: string): string {
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io, override: plain })
  return rest
}

/** Takes out what tells a model nothing, and says what a field is where every client looks. */
function plain({ jsonSchema: schema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  // A format says it shorter than its pattern, and every integer is a safe one.
  if (schema.format !== undefined) delete schema.pattern
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
  const [first] = schema.anyOf ?? []
  if (typeof first !== 'object' || first.description === undefined || schema.description !== undefined) return
  schema.description = first.description
  delete first.description
}
