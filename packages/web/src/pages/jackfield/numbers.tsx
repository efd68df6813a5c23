import type { ConnectionMap } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import clsx from 'clsx'
import type { ReactNode } from 'react'
import { queries } from '../../hub/queries.ts'
import { useMay } from '../../hub/use-me.ts'
import { Jack } from '../../kit/jack.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { number } from '../../kit/words.tsx'
import { cordsBy, hasProblem } from './map.ts'
import { PLATFORM_TOOLS } from '../../kit/platform-tools.ts'

/** The account's week in four numbers, each leading to what it counts. */
export function Numbers({ map }: { map: ConnectionMap | undefined }) {
  const stats = useQuery({ ...queries.stats({ by: 'none' }), refetchInterval: 30_000 })
  const mayRead = useMay('audit.read')
  const total = stats.data?.series[0]?.total
  const counted = stats.data && { calls: total?.calls ?? 0, errors: total?.errors ?? 0 }
  const ofConnector = map && cordsBy('connectors', map.cords)
  const connected = map?.connectors.filter((one) => one.status === 'connected' && one.id !== PLATFORM_TOOLS)
  const troubled = map?.connectors.filter((one) => hasProblem(one, ofConnector?.get(one.id) ?? []))
  const week = { kind: 'call', range: '7d' } as const
  return (
    <ul className="grid grid-cols-2 gap-px overflow-hidden rounded-card border border-hairline bg-hairline lg:grid-cols-4">
      <Cell label="Calls in 7 days" value={counted?.calls} failed={stats.isError}>
        {mayRead && ((look) => <Link to="/activity" search={week} {...look} />)}
      </Cell>
      <Cell label="Errors in 7 days" value={counted?.errors} failed={stats.isError} alarming="bad">
        {mayRead && ((look) => <Link to="/activity" search={{ ...week, outcome: 'error' }} {...look} />)}
      </Cell>
      <Cell label="Connected" value={connected?.length}>
        {(look) => <Link to="/agents/connectors" search={{ show: 'connected' }} {...look} />}
      </Cell>
      <Cell label="Need attention" value={troubled?.length} alarming="warn">
        {troubled !== undefined &&
          troubled.length > 0 &&
          ((look) => <Link to="/" search={{ problems: true }} {...look} />)}
      </Cell>
    </ul>
  )
}

interface Look {
  className: string
  children: ReactNode
}

interface CellProps {
  label: string
  value: number | undefined
  failed?: boolean
  /** How it looks above zero. */
  alarming?: 'warn' | 'bad'
  /** The link around it, where there is one to go. */
  children: false | undefined | ((look: Look) => ReactNode)
}

function Cell({ label, value, failed, alarming, children }: CellProps) {
  const alarmed = alarming !== undefined && value !== undefined && value > 0
  const content = (
    <>
      <span className="flex h-8 items-center gap-2">
        {value === undefined && !failed && <Skeleton className="h-6 w-14" />}
        {failed && <span className="text-ink-faint">unknown</span>}
        {value !== undefined && (
          <span
            className={clsx(
              'text-xl font-semibold tracking-tight tabular-nums',
              alarmed && alarming === 'warn' && 'text-warn',
            )}
          >
            {number(value)}
          </span>
        )}
        {alarmed && alarming === 'warn' && <Jack state="needs_reconnect" />}
      </span>
      <span className="text-xs text-ink-soft">{label}</span>
    </>
  )
  const className = 'flex h-full flex-col px-4 py-3 sm:px-5 focus-visible:-outline-offset-2'
  return (
    <li className="bg-surface">
      {children ? (
        children({
          className: clsx(className, 'transition-colors duration-150 hover:bg-sunken'),
          children: content,
        })
      ) : (
        <div className={className}>{content}</div>
      )}
    </li>
  )
}
