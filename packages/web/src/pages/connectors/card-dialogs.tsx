import { ConnectAiToolsDialog } from '../ai-tools/connect-ai-tools-dialog.tsx'
import { ConnectDialog } from './connect-dialog.tsx'
import { DisconnectDialog } from './disconnect-dialog.tsx'
import type { useCardActs } from './use-card-acts.ts'

type Props = Pick<
  ReturnType<typeof useCardActs>,
  'asked' | 'open' | 'onOpenChange' | 'connector' | 'setMoved'
>

/** The dialog of the card that somebody pressed. */
export function CardDialogs({ asked, open, onOpenChange, connector, setMoved }: Props) {
  if (!connector) return null
  const dialog = { connector, onOpenChange }
  const moved = () => setMoved(connector.slug)
  return (
    <>
      <ConnectDialog
        {...dialog}
        key={`connect ${connector.id}`}
        open={open && asked === 'connect'}
        onConnected={moved}
      />
      <DisconnectDialog
        {...dialog}
        key={`disconnect ${connector.id}`}
        open={open && asked === 'disconnect'}
        onDisconnected={moved}
      />
      <ConnectAiToolsDialog
        open={open && asked === 'ai-tools'}
        onOpenChange={onOpenChange}
        target={{ kind: 'area', connector }}
      />
    </>
  )
}
