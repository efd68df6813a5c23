import type { Toolset } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { queries } from '../../../hub/queries.ts'
import { Dialog } from '../../../kit/dialog.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { SearchField } from '../../../kit/search-field.tsx'
import { FoundTools } from './found-tools.tsx'
import { SkippedList } from './skipped-list.tsx'
import { skippedConnectors } from './why-not.ts'

export interface WhyDialogProps {
  toolset: Toolset
  open: boolean
  onOpenChange(open: boolean): void
}

/** Shorter texts would find everything. */
const SHORTEST = 2

/** "Why isn't it here?" (TRB-6): what is skipped, why, and what mends it; for one tool, or for each connector. */
export function WhyDialog({ toolset, open, onOpenChange }: WhyDialogProps) {
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text.trim())
  const connectors = useQuery(queries.connectors())
  const close = () => onOpenChange(false)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      width="wide"
      title="Why isn't it here?"
      lead="A tool reaches an agent when its connector is connected, on for the agent, and no policy blocks it."
    >
      <div className="space-y-4">
        <SearchField label="Name of a tool or a connector" value={text} onValueChange={setText} />
        <Loaded query={connectors}>
          {({ items }) => {
            const skipped = skippedConnectors(toolset.connectors, items)
            return wanted.length < SHORTEST ? (
              <SkippedList skipped={skipped} agentId={toolset.agent.id} onGo={close} />
            ) : (
              <FoundTools toolset={toolset} skipped={skipped} wanted={wanted} onGo={close} />
            )
          }}
        </Loaded>
      </div>
    </Dialog>
  )
}
