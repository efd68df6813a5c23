import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import type { ConnectDialogProps } from './connect-dialog-props.ts'
import { useConnectArea } from '../use-connect-area.ts'
import { ToolPreview } from './tool-preview.tsx'

/** For places where one looks before one connects an area; its card does it with one click. */
export function ConnectAreaDialog({ connector, open, onOpenChange, onConnected }: ConnectDialogProps) {
  const area = useConnectArea()
  const connect = () =>
    area.mutate(connector, {
      onSuccess: () => {
        onOpenChange(false)
        onConnected?.()
      },
    })
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Connect ${connector.name}`}
      lead="One area of your own Sales Platform. There is no sign-in."
      actions={
        <>
          <Button kind="quiet" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button kind="primary" busy={area.isPending} onClick={connect}>
            Connect {connector.name}
          </Button>
        </>
      }
    >
      <ToolPreview connector={connector} />
    </Dialog>
  )
}
