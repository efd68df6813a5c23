import { categoryOf } from '../../kit/category.ts'
import { stateOfCord } from '../../kit/cord-words.ts'
import { statusWords } from '../../kit/status-words.ts'
import { count } from '../../kit/words.tsx'
import type { MapAgent, MapConnector, MapCord } from './map.ts'
import { sumOf, trafficInWords } from './sums.ts'

/** What an agent or a connector is about, in a few sentences. */
export interface Description {
  /** What it is: its template, or its kind and state. */
  kind: string
  sentences: string[]
  /** What a person has to do about it. */
  trouble: string | undefined
}

/** @param nameOf the name of a connector by its id */
export function describeAgent(
  { template }: MapAgent,
  cords: readonly MapCord[],
  nameOf: (id: string) => string,
): Description {
  if (cords.length === 0)
    return { kind: template, sentences: ['No connector is turned on for it.'], trouble: undefined }
  const skipped = cords.filter(({ used }) => !used)
  const named = skipped
    .slice(0, 3)
    .map((cord) => `${nameOf(cord.connector_id)} (${stateOfCord(cord).toLowerCase()})`)
  const rest = skipped.length > 3 ? ` and ${skipped.length - 3} more` : ''
  return {
    kind: template,
    sentences: [`${count(cords.length, 'connector')} turned on.`, lately(cords)],
    trouble: skipped.length > 0 ? `A run skips ${named.join(', ')}${rest}.` : undefined,
  }
}

export function describeConnector(connector: MapConnector, cords: readonly MapCord[]): Description {
  const kind = `${categoryOf(connector)} · ${statusWords.agent[connector.status]}`
  const on = cords.length === 0 ? 'Turned on for no agent.' : `Turned on for ${count(cords.length, 'agent')}.`
  const sentences = cords.length === 0 ? [on] : [on, lately(cords)]
  return { kind, sentences, trouble: troubleOf(connector, cords) }
}

function lately(cords: readonly MapCord[]): string {
  return `In the last 7 days: ${trafficInWords(sumOf(cords))}.`
}

function troubleOf(connector: MapConnector, cords: readonly MapCord[]): string | undefined {
  if (connector.status === 'needs_reconnect') return 'Every run skips it until it is connected again.'
  const skipped = cords.filter(({ used }) => !used)
  const [first] = skipped
  if (!first) return undefined
  return `Runs of ${count(skipped.length, 'agent')} skip it: ${stateOfCord(first).toLowerCase()}.`
}
