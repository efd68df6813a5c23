import type { ConnectionMap } from '@jackfield/sdk'
import { useMemo } from 'react'
import { Cord } from './cord.tsx'
import type { CordProps } from './cord.tsx'
import { cordColour } from './groups.ts'
import type { Layout } from './layout.ts'
import type { Light } from './light.ts'
import { cordKey, endOf } from './map.ts'
import type { MapCord } from './map.ts'
import { thickness } from './traffic.ts'
import type { CordMotion } from './use-cord-motion.ts'

/** From a jack's middle to where a cord comes out of it. */
const RIM = 8

/** From so many cords on, they are drawn thinner. */
const CROWDED = 120
/** From so many on, those at rest let others shine through: together they would be one dark shape. */
const DENSE = 600

export interface CordsProps {
  map: ConnectionMap
  layout: Layout
  light: Light | undefined
  motion: CordMotion
  width: number
}

/** Every cord of the picture, the broken ones and those in the light on top. Decoration: the links tell the same. */
export function Cords({ map, layout, light, motion, width }: CordsProps) {
  const colours = useMemo(() => new Map(map.connectors.map((one) => [one.id, cordColour(one)])), [map])
  const drawn = map.cords.toSorted((a, b) => heightOf(a, light) - heightOf(b, light))
  const crowded = map.cords.length > CROWDED
  const dense = map.cords.length > DENSE
  const propsOf = (cord: MapCord): Omit<CordProps, 'motion'> | undefined => {
    const [y1, y2] = [layout.y.get(cord.agent_id), layout.y.get(cord.connector_id)]
    if (y1 === undefined || y2 === undefined) return undefined
    return {
      x1: layout.left + RIM - 8,
      y1,
      x2: layout.right - RIM + 8,
      y2,
      colour: colours.get(cord.connector_id) ?? 'var(--cord-custom)',
      width: thickness(cord.calls) * (layout.narrow || crowded ? 0.7 : 1),
      broken: cord.used ? false : cord.reason === 'needs_reconnect' ? 'reconnect' : 'plain',
      light: light ? (isLit(cord, light) ? 'lit' : 'dim') : dense && cord.used ? 'faint' : 'even',
    }
  }
  return (
    <svg
      aria-hidden
      className="pointer-events-none absolute inset-0 overflow-visible"
      width={width}
      height={layout.height}
    >
      {drawn.map((cord) => {
        const props = propsOf(cord)
        const key = cordKey(cord)
        return props && <Cord key={key} {...props} motion={motion.plugged.has(key) ? 'in' : 'none'} />
      })}
      {motion.taken.map((cord) => {
        const props = propsOf(cord)
        return props && <Cord key={`taken ${cordKey(cord)}`} {...props} motion="out" />
      })}
    </svg>
  )
}

function isLit(cord: MapCord, light: Light): boolean {
  return endOf(cord, light.side) === light.id
}

function heightOf(cord: MapCord, light: Light | undefined): number {
  return (light && isLit(cord, light) ? 2 : 0) + (cord.used ? 0 : 1)
}
