import type { Connector } from '@jackfield/sdk'
import { categoryOf } from '../../kit/category.ts'
import type { ConnectorsSearch } from './search.ts'

export type Filter = Pick<ConnectorsSearch, 'q' | 'show' | 'category'>

/** Every category that has a connector: the Sales Platform's, those of apps in the curated order, custom ones last. */
export function categoriesOf(connectors: readonly Connector[]): string[] {
  return [...new Set(connectors.toSorted((a, b) => compare(place(a), place(b))).map(categoryOf))]
}

function place({ family, app }: Connector): number {
  return family === 'platform' ? -1 : (app?.position ?? Infinity)
}

/** Subtraction would make `NaN` of two endless places. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1
}

/** Those that a search text and a category leave. */
export function findConnectors(
  connectors: readonly Connector[],
  { q, category }: Omit<Filter, 'show'>,
): Connector[] {
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return connectors.filter((connector) => {
    if (category !== undefined && categoryOf(connector) !== category) return false
    const text = [connector.name, connector.slug, connector.description, categoryOf(connector)]
      .join(' ')
      .toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

export interface StatusCounts {
  all: number
  connected: number
  /** Everything that is not connected (STA-7). */
  available: number
  /** Those of the available ones that were connected and have to be again. */
  reconnect: number
}

/** What stands on the filter (STA-7). */
export function countStatuses(connectors: readonly Connector[]): StatusCounts {
  const connected = connectors.filter(({ status }) => status === 'connected').length
  const reconnect = connectors.filter(({ status }) => status === 'needs_reconnect').length
  return { all: connectors.length, connected, available: connectors.length - connected, reconnect }
}

export type GroupName = 'connected' | 'reconnect' | 'platform' | 'custom' | 'apps'

export interface Group {
  name: GroupName
  connectors: Connector[]
}

/**
 * Connected ones are pinned to the top whatever their family (UX-1), then those that a person has to see to, then the
 * families. The hub's order, which is the curated one, stays inside of each. Groups without a connector are left out,
 * but for the areas: where all are connected, their group says so (UX-5).
 */
export function groupConnectors(connectors: readonly Connector[], show: Filter['show']): Group[] {
  const names: GroupName[] = ['connected', 'reconnect', 'platform', 'custom', 'apps']
  return names
    .filter((name) => show === undefined || (name === 'connected') === (show === 'connected'))
    .map((name) => ({ name, connectors: connectors.filter((connector) => groupOf(connector) === name) }))
    .filter(
      (group) =>
        group.connectors.length > 0 ||
        (group.name === 'platform' &&
          show === undefined &&
          connectors.some(({ family, status }) => family === 'platform' && status === 'connected')),
    )
}

function groupOf({ status, family }: Connector): GroupName {
  if (status === 'connected') return 'connected'
  if (status === 'needs_reconnect') return 'reconnect'
  return family === 'app' ? 'apps' : family
}
