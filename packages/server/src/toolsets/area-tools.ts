import { areas, toolDefinitions } from '@jackfield/platform'
import type { Area } from '@jackfield/platform'
import type { Family } from '../storage/tables.ts'
import { ownToolRow } from './own-tool-row.ts'
import type { OwnToolRow } from './own-tool-row.ts'

const known = new WeakMap<Area, OwnToolRow[]>()

/** The area that a connector stands for; undefined for connectors with an upstream. */
export function areaOf({ family, slug }: { family: Family; slug: string }): Area | undefined {
  return family === 'platform' ? areas.find((area) => area.slug === slug) : undefined
}

/** The tools of an area, in the order of its declaration. Made once: they change with a release only. */
export function areaTools(area: Area): OwnToolRow[] {
  const present = known.get(area)
  if (present) return present
  const effects = new Map(area.tools.map((tool) => [tool.name, tool.effect]))
  const rows = toolDefinitions(area).map((definition) =>
    ownToolRow(
      { ...definition, annotations: { ...definition.annotations } },
      effects.get(definition.name) ?? 'destructive',
    ),
  )
  known.set(area, rows)
  return rows
}
