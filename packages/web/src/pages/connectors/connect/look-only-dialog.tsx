import { Dialog } from '../../../kit/dialog.tsx'
import { Notice } from '../../../kit/notice.tsx'
import type { ConnectDialogProps } from './connect-dialog-props.ts'
import { ToolPreview } from './tool-preview.tsx'

/** What it would be, for those who may not connect it. */
export function LookOnlyDialog({ connector, open, onOpenChange }: ConnectDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={connector.name} lead={connector.description}>
      <div className="space-y-5">
        <Notice title={`An owner or admin connects ${connector.name}`}>
          It is connected once for the whole account. Your role can look at it.
        </Notice>
        <ToolPreview connector={connector} />
      </div>
    </Dialog>
  )
}
