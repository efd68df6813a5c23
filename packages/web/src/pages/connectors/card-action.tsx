import { Link } from '@tanstack/react-router'
import clsx from 'clsx'
import { Button, buttonLook } from '../../kit/button.tsx'
import { Jack } from '../../kit/jack.tsx'
import { wholeCard } from './card-name.tsx'
import type { ConnectorCardProps } from './card-props.ts'

/** The button of a card. That of a card which is not connected is as large as the card. */
export function CardAction({ connector, moved, busy, onAct }: ConnectorCardProps) {
  const { name, slug, status, family } = connector
  if (status === 'connected')
    return (
      <Button
        size="small"
        kind="quiet"
        className="z-1 -mr-2"
        aria-label={`Disconnect ${name}`}
        onClick={() => onAct('disconnect', connector)}
      >
        Disconnect
      </Button>
    )
  const again = status === 'needs_reconnect'
  // Its stored headers are what is wrong, and they are changed where the connector is edited.
  if (again && family === 'custom')
    return (
      <Link
        to="/agents/connectors/$connector/edit"
        params={{ connector: slug }}
        data-card-target
        aria-label={`Reconnect ${name}`}
        className={clsx(buttonLook('primary', 'small'), wholeCard)}
      >
        Reconnect
      </Link>
    )
  return (
    <div className="flex items-center gap-1.5">
      {again && (
        <Link
          to="/agents/connectors/$connector"
          params={{ connector: slug }}
          aria-label={`Details of ${name}`}
          className={clsx(buttonLook('quiet', 'small'), 'z-1')}
        >
          Details
        </Link>
      )}
      <Button
        size="small"
        kind={again ? 'primary' : 'secondary'}
        busy={busy}
        data-card-target
        aria-label={`${again ? 'Reconnect' : 'Connect'} ${name}`}
        icon={!again && <Plug moved={moved} />}
        className={wholeCard}
        onClick={() => onAct('connect', connector)}
      >
        {again ? 'Reconnect' : 'Connect'}
      </Button>
    </div>
  )
}

function Plug({ moved }: { moved: boolean }) {
  return (
    <Jack
      state="available"
      className={clsx('size-3.5', moved && 'animate-[plug-out_250ms_var(--ease-calm)]')}
    />
  )
}
