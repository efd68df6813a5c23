import { Link } from '@tanstack/react-router'
import clsx from 'clsx'
import type { ReactNode } from 'react'
import { stateOfCord } from '../../kit/cord-words.ts'
import { Jack } from '../../kit/jack.tsx'
import type { JackState } from '../../kit/jack.tsx'
import type { Layout } from './layout.ts'
import { isDim } from './light.ts'
import type { Looked, Light } from './light.ts'
import type { MapAgent, MapConnector, Side } from './map.ts'
import { sumOf, trafficInWords } from './sums.ts'
import { PLATFORM_TOOLS } from '../../kit/platform-tools.ts'

export interface NodeLinkProps {
  side: Side
  node: MapAgent | MapConnector
  jack: JackState
  layout: Layout
  light: Light | undefined
  onLook(looked: Looked | undefined, by: 'pointer' | 'focus'): void
  /** For screen readers: what the card says to those who see it. */
  description: string
  /** Before the name. */
  mark?: ReactNode
  /** Below the name, where there is room; the description says it, too. */
  below?: string
}

/** An agent or a connector beside its jack; leads to its page. */
export function NodeLink(props: NodeLinkProps) {
  const { side, node, jack, layout, light, onLook, description, mark, below } = props
  const me = { side, id: node.id }
  const { narrow, row } = layout
  const y = layout.y.get(node.id) ?? 0
  const from = side === 'agents'
  const note = light && light.side !== side ? noteOf(light, node.id) : undefined
  const look = (element: Element, by: 'pointer' | 'focus') => {
    const lower = element.getBoundingClientRect().top > window.innerHeight / 2
    onLook({ ...me, half: lower ? 'lower' : 'upper' }, by)
  }
  const twoLines = !narrow && row >= 42
  return (
    <li
      className={clsx('absolute transition-opacity duration-150', isDim(light, me) && 'opacity-35')}
      style={{
        top: y - row / 2,
        height: row,
        [from ? 'left' : 'right']: 0,
        width: layout.left + 8,
      }}
    >
      <Link
        {...addressOf(side, node)}
        title={node.name}
        aria-describedby={`about-${node.id}`}
        onPointerEnter={(event) => event.pointerType === 'mouse' && look(event.currentTarget, 'pointer')}
        onPointerLeave={() => onLook(undefined, 'pointer')}
        onFocus={(event) => look(event.currentTarget, 'focus')}
        onBlur={() => onLook(undefined, 'focus')}
        className={clsx(
          'flex size-full scroll-my-24 items-center gap-2 rounded-control focus-visible:-outline-offset-1',
          from && 'flex-row-reverse text-right',
          narrow && 'text-xs leading-4',
        )}
      >
        <Jack state={jack} className="size-4" />
        {!narrow && mark}
        <span className={clsx('min-w-0', (narrow || twoLines) && 'flex-1')}>
          <span className={narrow ? 'line-clamp-2 wrap-anywhere' : 'block truncate font-medium'}>
            {node.name}
          </span>
          {twoLines && (
            <span aria-hidden className="block truncate text-xs text-ink-faint">
              {note?.words ?? below}
            </span>
          )}
        </span>
        {!twoLines && !narrow && note && (
          <span aria-hidden className={clsx('shrink-0 text-xs', note.warn ? 'text-warn' : 'text-ink-soft')}>
            {note.words}
          </span>
        )}
      </Link>
      <span id={`about-${node.id}`} hidden>
        {description}
      </span>
    </li>
  )
}

function addressOf(side: Side, node: MapAgent | MapConnector) {
  if (side === 'agents') return { to: '/agents/$agent/settings', params: { agent: node.id } } as const
  // The Sales Platform tools are no connector: they are turned on at each agent.
  if (!('slug' in node) || node.id === PLATFORM_TOOLS) return { to: '/agents' } as const
  return { to: '/agents/connectors/$connector', params: { connector: node.slug } } as const
}

/** What the cord to it carries, while what is at its other end is looked at. */
function noteOf(light: Light, id: string): { words: string; warn: boolean } | undefined {
  const cord = light.cords.get(id)
  if (!cord) return undefined
  if (!cord.used) return { words: stateOfCord(cord), warn: cord.reason === 'needs_reconnect' }
  return { words: trafficInWords({ ...sumOf([cord]), last: null }), warn: false }
}
