import type { ConnectionMap } from '@jackfield/sdk'
import { cordsBy } from './map.ts'
import type { MapAgent, MapCord } from './map.ts'
import { groupsOf } from './groups.ts'
import type { Group } from './groups.ts'

/** Both sides from top to bottom. */
export interface Arrangement {
  agents: MapAgent[]
  groups: Group[]
}

/** More rounds find hardly anything: the order swings between a few. */
const ROUNDS = 8

/**
 * Orders both sides so that few cords cross: the barycentre heuristic of layered graphs (Sugiyama, Tagawa, Toda 1981).
 * In turns, each side is sorted by the mean place of what its cords lead to, and the order with the fewest crossings is
 * kept. Whoever has no cord stands last. With `grouped`, connectors stay with their category. Gives the same for the
 * same map.
 */
export function arrange({ agents, connectors, cords }: ConnectionMap, grouped: boolean): Arrangement {
  const ofAgent = cordsBy('agents', cords)
  const ofConnector = cordsBy('connectors', cords)
  let state: Arrangement = {
    agents: corded(agents, ofAgent),
    groups: groupsOf(corded(connectors, ofConnector), grouped),
  }
  let best = state
  let fewest = crossings(state, cords)
  for (let round = 0; round < ROUNDS && fewest > 0; round++) {
    const groups = sortGroups(state.groups, means(ofConnector, placesOf(state.agents), 'agent_id'))
    const places = placesOf(groups.flatMap((group) => group.connectors))
    state = { groups, agents: sortByMean(state.agents, means(ofAgent, places, 'connector_id')) }
    const crossed = crossings(state, cords)
    if (crossed >= fewest) continue
    fewest = crossed
    best = state
  }
  return best
}

/**
 * How many pairs of cords cross. Counted along the agents, with a tree of sums over the connectors' places (Barth,
 * Mutzel, Jünger 2004), since 60 agents with 40 connectors make millions of pairs.
 */
function crossings({ agents, groups }: Arrangement, cords: readonly MapCord[]): number {
  const left = placesOf(agents)
  const right = placesOf(groups.flatMap(({ connectors }) => connectors))
  const ends = cords
    .map((cord) => [left.get(cord.agent_id) ?? 0, right.get(cord.connector_id) ?? 0] as const)
    .toSorted(([a, b], [c, d]) => a - c || b - d)
  const seen = Array.from({ length: right.size + 1 }, () => 0)
  let crossed = 0
  for (const [index, [, place]] of ends.entries()) {
    let above = 0
    for (let at = place + 1; at > 0; at -= at & -at) above += seen[at] ?? 0
    crossed += index - above
    for (let at = place + 1; at < seen.length; at += at & -at) seen[at] = (seen[at] ?? 0) + 1
  }
  return crossed
}

function corded<Node extends { id: string }>(nodes: Node[], cords: ReadonlyMap<string, MapCord[]>): Node[] {
  return [...nodes.filter(({ id }) => cords.has(id)), ...nodes.filter(({ id }) => !cords.has(id))]
}

function placesOf(nodes: readonly { id: string }[]): Map<string, number> {
  return new Map(nodes.map(({ id }, place) => [id, place]))
}

/** The mean place of what each node's cords lead to. */
function means(
  cordsOf: ReadonlyMap<string, MapCord[]>,
  places: ReadonlyMap<string, number>,
  far: 'agent_id' | 'connector_id',
): Map<string, number> {
  const meanOf = (cords: MapCord[]) =>
    cords.reduce((sum, cord) => sum + (places.get(cord[far]) ?? 0), 0) / cords.length
  return new Map([...cordsOf].map(([id, cords]) => [id, meanOf(cords)]))
}

/** Stable, so that ties stay as they were; without a cord, last. */
function sortByMean<Node extends { id: string }>(nodes: Node[], mean: ReadonlyMap<string, number>): Node[] {
  return nodes.toSorted((a, b) => (mean.get(a.id) ?? Infinity) - (mean.get(b.id) ?? Infinity) || 0)
}

function sortGroups(groups: Group[], mean: ReadonlyMap<string, number>): Group[] {
  const meanOf = ({ connectors }: Group) => {
    const known = connectors.flatMap(({ id }) => mean.get(id) ?? [])
    return known.length === 0 ? Infinity : known.reduce((sum, one) => sum + one, 0) / known.length
  }
  return groups
    .map((group) => ({ ...group, connectors: sortByMean(group.connectors, mean) }))
    .toSorted((a, b) => meanOf(a) - meanOf(b) || 0)
}
