import { createHash } from 'node:crypto'
import { areas, toolDefinitions } from '@jackfield/platform'
import type { Area } from '@jackfield/platform'
import type { ToolDefinition } from '../connectors/connector.ts'
import type { Family } from '../storage/tables.ts'
import type { ToolRow } from './toolset-rows.ts'

/** A tool of an area in the shape in which stored tools come. They keep their own names, which are unique. */
export type AreaToolRow = Omit<ToolRow, 'connector_id'>

const known = new WeakMap<Area, AreaToolRow[]>()

/** The area that a connector stands for; undefined for connectors with an upstream. */
export function areaOf({ family, slug }: { family: Family; slug: string }): Area | undefined {
  return family === 'platform' ? areas.find((area) => area.slug === slug) : undefined
}

/** The tools of an area, in the order of its declaration. Made once: they change with a release only. */
export function areaTools(area: Area): AreaToolRow[] {
  const present = known.get(area)
  if (present) return present
  const effects = new Map(area.tools.map((tool) => [tool.name, tool.effect]))
  const rows = toolDefinitions(area).map((definition) => ({
    name: definition.name,
    public_name: definition.name,
    effect: effects.get(definition.name) ?? 'destructive',
    definition: { ...definition, annotations: { ...definition.annotations } } satisfies ToolDefinition,
    definition_hash: createHash('sha256').update(JSON.stringify(definition)).digest('hex'),
    held_hash: null,
  }))
  known.set(area, rows)
  return rows
}
