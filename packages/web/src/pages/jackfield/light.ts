import { endOf } from './map.ts'
import type { MapCord, Side } from './map.ts'

/** The agent or connector that somebody looks at. */
export interface Looked {
  side: Side
  id: string
  /** Where in the window it stands. */
  half: 'upper' | 'lower'
}

/** What comes forward with it. */
export interface Light extends Looked {
  /** Its cords, by what they lead to on the other side. */
  cords: ReadonlyMap<string, MapCord>
}

/** What stands in the light: the cords of what somebody looks at, and where they lead. */
export function lightOn(looked: Looked | undefined, cords: readonly MapCord[]): Light | undefined {
  if (!looked) return undefined
  const far = looked.side === 'agents' ? 'connectors' : 'agents'
  const own = cords.filter((cord) => endOf(cord, looked.side) === looked.id)
  return { ...looked, cords: new Map(own.map((cord) => [endOf(cord, far), cord])) }
}

/** How an agent or connector is shown in it. */
export function isDim(light: Light | undefined, { side, id }: Pick<Looked, 'side' | 'id'>): boolean {
  if (!light) return false
  return light.side === side ? light.id !== id : !light.cords.has(id)
}
