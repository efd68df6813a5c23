import type { AgentDetail } from '@jackfield/sdk'
import { Notice } from '../../../kit/notice.tsx'
import { number } from '../../../kit/words.tsx'
import type { PickerRow } from './toggle-groups.ts'

/** Beyond so many connectors a model chooses worse (AGT-10). */
const A_HANDFUL = 8

/** Soft advice; nothing is refused for it. It speaks of what the switches say now. */
export function Hints({ agent, rows }: { agent: AgentDetail; rows: PickerRow[] }) {
  const changed = rows.some((row) => row.changed)
  const hints = changed ? ofDraft(rows) : agent.hints
  if (hints.length === 0) return null
  return (
    <Notice>
      {hints.map((hint) => (
        <p key={hint}>{hint}</p>
      ))}
    </Notice>
  )
}

function ofDraft(rows: PickerRow[]): string[] {
  const on = rows.filter((row) => row.on && !row.covered)
  if (on.length <= A_HANDFUL) return []
  const tools = on.reduce((sum, { toolCount }) => sum + (toolCount ?? 0), 0)
  return [
    `${on.length} connectors would be on, with ${number(tools)} tools. Agents choose better and answer sooner with a handful (up to ${A_HANDFUL}): turn off what this one does not need.`,
  ]
}
