import type { Toolset } from '@jackfield/sdk'
import { CircleHelp } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { count, number } from '../../../kit/words.tsx'
import { WhyDialog } from './why-dialog.tsx'

/** How much an agent has, what that costs a model, and the question what is missing. */
export function ToolsHeader({ toolset }: { toolset: Toolset }) {
  const [asking, setAsking] = useState(false)
  const usable = toolset.tools.filter(({ policy }) => policy !== 'block')
  const blocked = toolset.tools.length - usable.length
  const asks = usable.filter(({ policy }) => policy === 'ask').length
  const parts = [
    `${count(usable.length, 'tool')} to use`,
    ...(asks > 0 ? [count(asks, 'waits for a person', 'wait for a person')] : []),
    ...(blocked > 0 ? [`${number(blocked)} blocked`] : []),
    `about ${number(toolset.approximate_tokens)} tokens in every request`,
  ]
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <h2 className="sr-only">Tools</h2>
      <p className="text-ink-soft">{parts.join(' · ')}</p>
      <Button
        size="small"
        icon={<CircleHelp className="size-4" aria-hidden />}
        onClick={() => setAsking(true)}
      >
        Why isn't it here?
      </Button>
      {asking && <WhyDialog toolset={toolset} open onOpenChange={setAsking} />}
    </div>
  )
}
