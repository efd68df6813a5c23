import { Dialog } from '../../kit/dialog.tsx'
import { AiToolsGuide } from './ai-tools-guide.tsx'
import { targetName } from './target.ts'
import type { Target } from './target.ts'

export interface ConnectAiToolsDialogProps {
  open: boolean
  onOpenChange(open: boolean): void
  target: Target
}

/** How an AI tool outside is connected to the hub (ADR-4). A key that was made is forgotten when it closes. */
export function ConnectAiToolsDialog({ open, onOpenChange, target }: ConnectAiToolsDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      width="wide"
      title="Connect AI tools"
      lead={`Use ${targetName(target)} from Claude Code, Cursor, VS Code, Codex or any other MCP client.`}
    >
      <AiToolsGuide target={target} />
    </Dialog>
  )
}
