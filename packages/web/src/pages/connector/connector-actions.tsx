import type { Connector } from '@jackfield/sdk'
import { Trash2, Unplug } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../hub/use-me.ts'
import { ButtonLink } from '../../kit/button-link.tsx'
import { Button } from '../../kit/button.tsx'
import { MoreMenu } from '../../kit/more-menu.tsx'
import type { MenuAction } from '../../kit/more-menu.tsx'
import { ConnectDialog } from '../connectors/connect-dialog.tsx'
import { DisconnectDialog } from '../connectors/disconnect-dialog.tsx'
import { RemoveDialog } from './remove-dialog.tsx'

type Asked = 'connect' | 'disconnect' | 'remove'

/** What can be done with a connector as a whole, for those who may. */
export function ConnectorActions({ connector }: { connector: Connector }) {
  const manages = useMay('connectors.manage')
  const [asked, setAsked] = useState<Asked>()
  if (!manages)
    return <p className="max-w-56 text-xs text-ink-soft">An owner or admin connects and edits it.</p>
  const { name, slug, family, status } = connector
  const dialog = (which: Asked) => ({
    connector,
    open: asked === which,
    onOpenChange: (open: boolean) => setAsked(open ? which : undefined),
  })
  const more = rareActions(connector, setAsked)
  return (
    <>
      {status !== 'connected' && (
        <Button kind="primary" onClick={() => setAsked('connect')}>
          {status === 'available' ? 'Connect' : 'Reconnect'} {name}
        </Button>
      )}
      {family === 'custom' && (
        <ButtonLink to="/agents/connectors/$connector/edit" params={{ connector: slug }}>
          Edit
        </ButtonLink>
      )}
      {status === 'connected' && <Button onClick={() => setAsked('disconnect')}>Disconnect</Button>}
      <MoreMenu of={name} actions={more} />
      <ConnectDialog {...dialog('connect')} />
      <DisconnectDialog {...dialog('disconnect')} />
      <RemoveDialog {...dialog('remove')} />
    </>
  )
}

function rareActions({ family, status }: Connector, ask: (asked: Asked) => void): MenuAction[] {
  const actions: MenuAction[] = []
  if (status === 'needs_reconnect')
    actions.push({
      label: 'Disconnect',
      icon: <Unplug className="size-4" aria-hidden />,
      onSelect: () => ask('disconnect'),
    })
  if (family === 'custom')
    actions.push({
      label: 'Remove',
      icon: <Trash2 className="size-4" aria-hidden />,
      onSelect: () => ask('remove'),
      danger: true,
      apart: actions.length > 0,
    })
  return actions
}
