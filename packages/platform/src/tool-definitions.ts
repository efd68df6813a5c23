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
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    override: describeChoice,
  })
  return rest
}

/** What can also be null is a choice; its description belongs to the choice, where every client looks. */
function describeChoice({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const [first] = jsonSchema.anyOf ?? []
  if (typeof first !== 'object' || first.description === undefined || jsonSchema.description !== undefined)
    return
  jsonSchema.description = first.description
  delete first.description
}
