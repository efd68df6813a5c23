import { useMay } from '../../hub/use-me.ts'
import { ConnectAppDialog } from './connect/connect-app-dialog.tsx'
import { ConnectAreaDialog } from './connect/connect-area-dialog.tsx'
import type { ConnectDialogProps } from './connect/connect-dialog-props.ts'
import { ConnectCustomDialog } from './connect/connect-custom-dialog.tsx'
import { LookOnlyDialog } from './connect/look-only-dialog.tsx'

/** Connects a connector for the account, in the way of its family (CAT-2). */
export function ConnectDialog(props: ConnectDialogProps) {
  const manages = useMay('connectors.manage')
  if (!manages) return <LookOnlyDialog {...props} />
  if (props.connector.family === 'app') return <ConnectAppDialog {...props} />
  if (props.connector.family === 'custom') return <ConnectCustomDialog {...props} />
  return <ConnectAreaDialog {...props} />
}
