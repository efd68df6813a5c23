import clsx from 'clsx'
import { memo } from 'react'
import { brokenCord, cordPath } from './cord-path.ts'
import type { Point } from './cord-path.ts'

export interface CordProps {
  x1: number
  y1: number
  x2: number
  y2: number
  colour: string
  width: number
  /** A run skips it: `reconnect` where it is a matter of signing in again. */
  broken: false | 'plain' | 'reconnect'
  light: 'even' | 'faint' | 'lit' | 'dim'
  motion: 'none' | 'in' | 'out'
}

const lights = { even: 'opacity-80', faint: 'opacity-25', lit: 'opacity-100', dim: 'opacity-10' }

/** One cord of the picture. */
export const Cord = memo(function Cord(props: CordProps) {
  const { x1, y1, x2, y2, colour, width, broken, light, motion } = props
  const [from, to] = [
    { x: x1, y: y1 },
    { x: x2, y: y2 },
  ]
  const moving = { in: 'animate-[plug-in_250ms_ease-out]', out: 'animate-[take-out_250ms_ease-in_forwards]' }
  return (
    <g
      fill="none"
      stroke={colour}
      strokeWidth={width}
      strokeLinecap="round"
      className={clsx('transition-opacity duration-150', lights[light])}
    >
      {broken === false ? (
        <path
          d={cordPath(from, to)}
          {...(motion !== 'none' && { pathLength: 1, strokeDasharray: '1 1', className: moving[motion] })}
        />
      ) : (
        <Broken from={from} to={to} reconnect={broken === 'reconnect'} />
      )}
    </g>
  )
})

/** A gap tells that nothing goes through; its ends are capped, in amber where signing in again closes it. */
function Broken({ from, to, reconnect }: { from: Point; to: Point; reconnect: boolean }) {
  const { paths, ends } = brokenCord(from, to)
  return (
    <>
      {paths.map((d) => (
        <path key={d} d={d} strokeDasharray="1 5" strokeWidth={2} />
      ))}
      {ends.map(({ x, y }) => (
        <path
          key={x}
          d={`M${x.toFixed(1)},${(y - 4.5).toFixed(1)}v9`}
          strokeWidth={2.5}
          {...(reconnect && { stroke: 'var(--warn)', strokeWidth: 3.5 })}
        />
      ))}
    </>
  )
}
