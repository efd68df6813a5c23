import { createHash } from 'node:crypto'
import type { ToolDefinition } from '../connectors/connector.ts'
import type { Effect } from '../storage/tables.ts'
import type { ToolRow } from './toolset-rows.ts'

/** A tool that ships with us, in the shape in which stored tools come. It keeps its own name, which is unique. */
export type OwnToolRow = Omit<ToolRow, 'connector_id'>

/** Makes the row of a tool of an area or an app. Nothing of it is ever held: it changes with a release only. */
export function ownToolRow(definition: ToolDefinition, effect: Effect): OwnToolRow {
  return {
    name: definition.name,
    public_name: definition.name,
    effect,
    definition,
    definition_hash: createHash('sha256').update(JSON.stringify(definition)).digest('hex'),
    held_hash: null,
    refused_at: null,
  }
}
