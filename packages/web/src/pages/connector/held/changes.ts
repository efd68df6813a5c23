import type { ConnectorTool } from '@jackfield/sdk'

type Json = Record<string, unknown>

/** One part of a tool's definition that is different: what was accepted, and what the server says now. */
export type Change =
  | { kind: 'text'; label: string; before: string; after: string }
  | { kind: 'json'; label: string; before: Json; after: Json }

/** What a server changed about a tool, the texts that models read first. */
export function changesOf(tool: ConnectorTool): Change[] {
  const { held } = tool
  if (!held) return []
  const { definition } = held
  const changes: Record<(typeof held.changed)[number], Change> = {
    title: { kind: 'text', label: 'Title', before: tool.title ?? '', after: textOf(definition['title']) },
    description: {
      kind: 'text',
      label: 'Description',
      before: tool.description,
      after: textOf(definition['description']),
    },
    input_schema: {
      kind: 'json',
      label: 'What it takes',
      before: tool.input_schema,
      after: jsonOf(definition['inputSchema']),
    },
    output_schema: {
      kind: 'json',
      label: 'What it gives back',
      before: tool.output_schema ?? {},
      after: jsonOf(definition['outputSchema']),
    },
    annotations: {
      kind: 'json',
      label: 'The server’s hints',
      before: tool.annotations ?? {},
      after: jsonOf(definition['annotations']),
    },
  }
  return held.changed.map((part) => changes[part])
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function jsonOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}
