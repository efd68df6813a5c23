import type { Connector } from '@jackfield/sdk'
import { useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { ConnectAiToolsDialog } from '../../ai-tools/connect-ai-tools-dialog.tsx'
import { SideCard } from './side-card.tsx'

/** What is different about an area of the Sales Platform: no sign-in, and an address of its own. */
export function AreaCard({ connector }: { connector: Connector }) {
  const [open, setOpen] = useState(false)
  return (
    <SideCard title="Outside of agents">
      <p className="text-ink-soft">
        This area is part of your own Sales Platform, so nobody signs in to it. AI tools such as Claude Code
        can use it at an address of its own.
      </p>
      <Button size="small" onClick={() => setOpen(true)}>
        Connect AI tools
      </Button>
      <ConnectAiToolsDialog open={open} onOpenChange={setOpen} target={{ kind: 'area', connector }} />
    </SideCard>
  )
}
