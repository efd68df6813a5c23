import type { ConnectionMap } from '@jackfield/sdk'
import { cordsBy, hasProblem } from './map.ts'

/**
 * The part of a map that somebody asks for. A word finds agents and connectors by name, and what they are plugged
 * into; `problems` leaves what a run would skip and what has to be connected again.
 */
export function narrow(
  map: ConnectionMap,
  { q = '', problems = false }: { q?: string; problems?: boolean },
): ConnectionMap {
  return named(problems ? onlyProblems(map) : map, q.trim().toLowerCase())
}

function onlyProblems(map: ConnectionMap): ConnectionMap {
  const cords = map.cords.filter(({ used }) => !used)
  const agents = cordsBy('agents', cords)
  const connectors = cordsBy('connectors', cords)
  return {
    ...map,
    agents: map.agents.filter(({ id }) => agents.has(id)),
    connectors: map.connectors.filter((one) => hasProblem(one, connectors.get(one.id) ?? [])),
    cords,
  }
}

function named(map: ConnectionMap, word: string): ConnectionMap {
  if (word === '') return map
  const found = new Set([
    ...map.agents.filter(({ name, template }) => has(word, name, template)).map(({ id }) => id),
    ...map.connectors
      .filter(({ name, slug, category }) => has(word, name, slug, category ?? ''))
      .map(({ id }) => id),
  ])
  const cords = map.cords.filter((cord) => found.has(cord.agent_id) || found.has(cord.connector_id))
  const ends = new Set(cords.flatMap((cord) => [cord.agent_id, cord.connector_id]))
  const stays = ({ id }: { id: string }) => found.has(id) || ends.has(id)
  return { ...map, agents: map.agents.filter(stays), connectors: map.connectors.filter(stays), cords }
}

function has(word: string, ...texts: string[]): boolean {
  return texts.some((text) => text.toLowerCase().includes(word))
}
