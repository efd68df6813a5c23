import type { ConnectionMap } from '@jackfield/sdk'
import type { ReactNode } from 'react'
import { categoryOf } from '../../kit/category.ts'
import { Jack } from '../../kit/jack.tsx'
import type { JackState } from '../../kit/jack.tsx'
import { cordColour } from './groups.ts'
import { thicknesses } from './traffic.ts'

const glyphs: [JackState, string][] = [
  ['connected', 'Connected'],
  ['available', 'Not connected'],
  ['needs_reconnect', 'Needs reconnect'],
  ['skipped', 'A run skips all of it'],
]

/** What the glyphs, the thickness and the colours mean. */
export function Legend({ map }: { map: ConnectionMap }) {
  const colours = new Map(map.connectors.map((one) => [categoryOf(one), cordColour(one)]))
  return (
    <dl className="grid gap-x-4 gap-y-2 text-xs text-ink-soft sm:grid-cols-[auto_1fr]">
      <Line name="Jacks">
        {glyphs.map(([state, word]) => (
          <Item key={state} mark={<Jack state={state} className="size-3.5" />}>
            {word}
          </Item>
        ))}
      </Line>
      <Line name="Cords">
        {thicknesses.toReversed().map(({ from, width }, index, all) => (
          <Item key={from} mark={<Sample width={width} colour="var(--ink-faint)" />}>
            {index === 0 ? `under ${all[1]?.from} calls` : `${from.toLocaleString('en')}+`}
          </Item>
        ))}
        <Item mark={<BrokenSample />}>A run skips it</Item>
      </Line>
      {map.connectors.length > 0 && (
        <Line name="Colours">
          {[...colours].map(([category, colour]) => (
            <Item key={category} mark={<Sample width={3} colour={colour} />}>
              {category}
            </Item>
          ))}
        </Line>
      )}
    </dl>
  )
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-ink-faint max-sm:sr-only">{name}</dt>
      <dd className="flex flex-wrap gap-x-4 gap-y-1">{children}</dd>
    </div>
  )
}

function Item({ mark, children }: { mark: ReactNode; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      {mark}
      {children}
    </span>
  )
}

function Sample({ width, colour }: { width: number; colour: string }) {
  return (
    <svg width="18" height="8" aria-hidden>
      <path d="M3,4H15" stroke={colour} strokeWidth={width} strokeLinecap="round" />
    </svg>
  )
}

function BrokenSample() {
  return (
    <svg width="26" height="12" aria-hidden stroke="var(--ink-faint)" strokeWidth={2} strokeLinecap="round">
      <path d="M1,6H8M18,6H25" strokeDasharray="1 4" />
      <path d="M10,2.5V9.5M16,2.5V9.5" />
    </svg>
  )
}
