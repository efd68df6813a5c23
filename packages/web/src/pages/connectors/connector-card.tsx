import clsx from 'clsx'
import { Info } from 'lucide-react'
import { IconButton } from '../../kit/icon-button.tsx'
import { Logo } from '../../kit/logo.tsx'
import { CardAction } from './card-action.tsx'
import type { ConnectorCardProps } from './card-props.ts'
import { CardName } from './card-name.tsx'
import { CardPills } from './card-pills.tsx'
import { CardState } from './card-state.tsx'

/**
 * One connector of the grid. The whole card is one target: it connects what is not connected, and opens the page of
 * what is (UX-3); the few other controls lie above it.
 */
export function ConnectorCard(props: ConnectorCardProps) {
  const { connector, manages, moved, onAct } = props
  const { family, logo, description, status, status_reason: reason } = connector
  return (
    <li
      id={cardId(connector.slug)}
      className={clsx(
        'group relative flex min-w-0 flex-col rounded-card border bg-surface p-3.5 transition-colors duration-250',
        moved ? 'border-accent' : 'border-hairline hover:border-control',
      )}
    >
      <div className="flex items-start gap-2.5">
        <Logo src={logo} family={family} />
        <div className="min-w-0 flex-1">
          <h3 className={clsx('font-semibold wrap-anywhere', family === 'platform' && 'pr-7')}>
            <CardName {...props} />
          </h3>
          <CardPills connector={connector} moved={moved} />
        </div>
        {family === 'platform' && (
          <IconButton
            label="Connect AI tools"
            className="absolute top-2.5 right-2.5 z-1"
            onClick={() => onAct('ai-tools', connector)}
          >
            <Info className="size-4" aria-hidden />
          </IconButton>
        )}
      </div>
      <p className="mt-3 line-clamp-2 text-ink-soft wrap-anywhere" title={description}>
        {description}
      </p>
      {status === 'needs_reconnect' && (
        <p className="mt-2 line-clamp-3 text-xs text-warn wrap-anywhere" title={reason ?? undefined}>
          {reason ?? 'Its access has ended.'}
        </p>
      )}
      <div className="mt-auto flex min-h-8 items-end justify-between gap-2 pt-3">
        <CardState connector={connector} />
        {manages && <CardAction {...props} />}
      </div>
    </li>
  )
}

/** Where a card can be found on the page. */
export function cardId(slug: string): string {
  return `connector-${slug}`
}
