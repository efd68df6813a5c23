import type { ToolsetTool } from '@jackfield/sdk'
import { EffectPill } from '../../../kit/effect-pill.tsx'
import { LongText } from '../../../kit/long-text.tsx'
import { Notice } from '../../../kit/notice.tsx'
import { Pill } from '../../../kit/pill.tsx'
import { policyWords } from '../../../kit/policy-words.ts'
import { PolicyAdvice } from './result/policy-advice.tsx'
import { previewsFirst, reachesPeople } from './schema/tool-traits.ts'

/** What a tool says of itself, and what running it from here would do. */
export function ToolAbout({ agentId, tool }: { agentId: string; tool: ToolsetTool }) {
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap gap-2">
        <EffectPill effect={tool.effect} />
        <Pill tone={tool.policy === 'allow' ? 'plain' : 'warn'}>
          {policyWords[tool.policy].label}: {policyWords[tool.policy].about.toLowerCase()}
        </Pill>
      </div>
      {tool.description.trim() !== '' && <LongText text={tool.description.trim()} />}
      <PolicyAdvice agentId={agentId} tool={tool} />
      {tool.policy === 'allow' && <Consequence tool={tool} />}
    </div>
  )
}

function Consequence({ tool }: { tool: ToolsetTool }) {
  if (previewsFirst(tool))
    return <Notice>The first run only shows what would happen. You confirm it, or leave it.</Notice>
  if (reachesPeople(tool))
    return (
      <Notice tone="warn" title="This really sends a message">
        People may see it at once.
      </Notice>
    )
  if (tool.effect === 'destructive')
    return (
      <Notice tone="warn" title="This really destroys something">
        You are asked once more before it runs.
      </Notice>
    )
  if (tool.effect === 'write')
    return <Notice>This really changes something in the connected app, as it would for the agent.</Notice>
  return null
}
