import type { ToolsetTool } from '@jackfield/sdk'
import { ConfirmDialog } from '../../../kit/confirm-dialog.tsx'
import type { Json } from './is-record.ts'

export interface RunConfirmDialogProps {
  tool: ToolsetTool
  args: Json
  onClose(): void
  onConfirm(): void
}

/** The second click, before something is destroyed. */
export function RunConfirmDialog({ tool, args, onClose, onConfirm }: RunConfirmDialogProps) {
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Run ${tool.name} for real?`}
      action={`Run ${tool.name}`}
      // What comes of it is shown on the page, not here.
      onConfirm={async () => onConfirm()}
    >
      <p>
        It destroys something in the connected app, as it would for the agent. It may not be possible to undo
        it.
      </p>
      <pre className="max-h-60 overflow-auto rounded-card bg-sunken px-4 py-3 whitespace-pre-wrap wrap-anywhere text-ink">
        {JSON.stringify(args, null, 2)}
      </pre>
    </ConfirmDialog>
  )
}
