import type { ConnectionMap } from '@jackfield/sdk'
import { useEffect, useState } from 'react'
import { cordKey } from './map.ts'
import type { MapCord } from './map.ts'

/** What has changed between two looks at the map. */
export interface CordMotion {
  /** Keys of cords that have just been plugged in. */
  plugged: ReadonlySet<string>
  /** Cords that have just been taken out. */
  taken: readonly MapCord[]
}

/** As long as both are drawn; the keyframes take 250 ms. */
const MOTION_MS = 300
const still: CordMotion = { plugged: new Set(), taken: [] }

/** Which cords are on their way in or out. Nothing moves when the map is seen for the first time. */
export function useCordMotion(map: ConnectionMap): CordMotion {
  const [seen, setSeen] = useState(map)
  const [motion, setMotion] = useState(still)
  if (seen !== map) {
    setSeen(map)
    const change = difference(seen, map)
    if (change.plugged.size > 0 || change.taken.length > 0) setMotion(change)
  }
  useEffect(() => {
    if (motion === still) return
    const timer = setTimeout(() => setMotion(still), MOTION_MS)
    return () => clearTimeout(timer)
  }, [motion])
  return motion
}

function difference(before: ConnectionMap, after: ConnectionMap): CordMotion {
  const old = new Set(before.cords.map(cordKey))
  const now = new Set(after.cords.map(cordKey))
  const plugged = new Set([...now].filter((key) => !old.has(key)))
  return { plugged, taken: before.cords.filter((cord) => !now.has(cordKey(cord))) }
}
