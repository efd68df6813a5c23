import type { ConnectionMap } from '@jackfield/sdk'
import { stateOfCord } from '../../kit/cord-words.ts'
import { cordsBy } from './map.ts'
import type { MapAgent, MapConnector, MapCord } from './map.ts'

/** A cord, or an agent or a connector that has none. */
export interface Row {
  agent?: MapAgent
  connector?: MapConnector
  cord?: MapCord
  state: string
}

export type Column = 'agent' | 'connector' | 'state' | 'calls' | 'errors' | 'last'
export interface Sorting {
  column: Column
  descending: boolean
}

/** The same as the picture shows, as rows. */
export function rowsOf({ agents, connectors, cords }: ConnectionMap): Row[] {
  const agentOf = new Map(agents.map((one) => [one.id, one]))
  const connectorOf = new Map(connectors.map((one) => [one.id, one]))
  const corded = { agents: cordsBy('agents', cords), connectors: cordsBy('connectors', cords) }
  return [
    ...cords.map((cord) => ({
      cord,
      state: stateOfCord(cord),
      ...given('agent', agentOf.get(cord.agent_id)),
      ...given('connector', connectorOf.get(cord.connector_id)),
    })),
    ...agents
      .filter(({ id }) => !corded.agents.has(id))
      .map((agent) => ({ agent, state: 'No connector turned on' })),
    ...connectors
      .filter(({ id }) => !corded.connectors.has(id))
      .map((connector) => ({ connector, state: 'Turned on for no agent' })),
  ]
}

/** Rows that have nothing in the column stand last, whichever way it is sorted. */
export function sortRows(rows: readonly Row[], { column, descending }: Sorting): Row[] {
  const keyed = rows.map((row) => ({ row, key: keyOf(row, column) }))
  const without = keyed.filter(({ key }) => key === undefined)
  const sorted = keyed
    .filter(({ key }) => key !== undefined)
    .toSorted((a, b) => (descending ? -1 : 1) * compare(a.key, b.key))
  return [...sorted, ...without].map(({ row }) => row)
}

function keyOf({ agent, connector, cord, state }: Row, column: Column): string | number | undefined {
  const keys: Record<Column, string | number | undefined> = {
    agent: agent?.name,
    connector: connector?.name,
    state,
    calls: cord?.calls,
    errors: cord?.errors,
    last: cord?.last_call_at ?? undefined,
  }
  return keys[column]
}

function compare(a: string | number | undefined, b: string | number | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b), 'en', { sensitivity: 'base', numeric: true })
}

function given<Name extends string, Value>(name: Name, value: Value | undefined): { [key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [key in Name]: Value })
}
