import { categoryOf } from '../../kit/category.ts'
import type { MapConnector } from './map.ts'

/** Connectors that stand together, under the word for them. */
export interface Group {
  /** Undefined where all stand together. */
  label: string | undefined
  connectors: MapConnector[]
}

/** Puts connectors of one category together, or all into one group. */
export function groupsOf(connectors: MapConnector[], grouped: boolean): Group[] {
  if (!grouped) return [{ label: undefined, connectors }]
  return [...Map.groupBy(connectors, categoryOf)].map(([label, members]) => ({ label, connectors: members }))
}

/** The colour of its cords, as a value for CSS. */
export function cordColour({ family, category }: MapConnector): string {
  if (family === 'platform') return 'var(--cord-platform)'
  return `var(--cord-${(category ?? 'custom').toLowerCase()}, var(--cord-custom))`
}
