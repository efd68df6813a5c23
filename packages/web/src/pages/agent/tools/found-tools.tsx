import type { Toolset } from '@jackfield/sdk'
import { useQueries } from '@tanstack/react-query'
import { queries } from '../../../hub/queries.ts'
import { useMay } from '../../../hub/use-me.ts'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { SkeletonList } from '../../../kit/skeleton.tsx'
import { count } from '../../../kit/words.tsx'
import { answersFor } from './find-tools.ts'
import type { ToolAnswer } from './find-tools.ts'
import { MendLink } from './mend-link.tsx'
import { SkippedList } from './skipped-list.tsx'
import type { Skipped } from './why-not.ts'

/** So many answers are read. */
const SHOWN = 30

export interface FoundToolsProps {
  toolset: Toolset
  skipped: Skipped[]
  wanted: string
  onGo(): void
}

/** What is known of tools and connectors that are called so, usable or not. */
export function FoundTools({ toolset, skipped, wanted, onGo }: FoundToolsProps) {
  const mayConnect = useMay('connectors.manage')
  const unseen = skipped.filter(({ known }) => known !== undefined && known.tool_count > 0)
  const lists = useQueries({
    queries: unseen.map(({ connector }) => ({
      ...queries.connectorTools(connector.connector_id),
      staleTime: 300_000,
    })),
  })
  const waiting = lists.some(({ isPending }) => isPending)
  const failed = lists.filter(({ isLoadingError }) => isLoadingError)
  const known = unseen.flatMap((one, index) => {
    const tools = lists[index]?.data?.items
    return tools ? [{ skipped: one, tools }] : []
  })
  const answers = answersFor(toolset, known, wanted)
  const named = skipped.filter(({ connector }) => connector.name.toLowerCase().includes(wanted.toLowerCase()))
  return (
    <div className="space-y-4">
      {named.length > 0 && <SkippedList skipped={named} agentId={toolset.agent.id} onGo={onGo} />}
      <output className="block text-xs text-ink-soft">
        {waiting ? 'Looking through every connector…' : foundText(answers.length, failed.length, wanted)}
      </output>
      {!waiting && failed[0] && (
        <ErrorNotice error={failed[0].error} retry={() => failed.forEach(({ refetch }) => void refetch())} />
      )}
      {waiting && answers.length === 0 && <SkeletonList count={3} className="space-y-2" item="h-14" />}
      <ul className="divide-y divide-hairline">
        {answers.slice(0, SHOWN).map((answer) => (
          <Answer
            key={`${answer.from} ${answer.name}`}
            answer={answer}
            agentId={toolset.agent.id}
            mayConnect={mayConnect}
            onGo={onGo}
          />
        ))}
      </ul>
      {answers.length > SHOWN && (
        <p className="text-xs text-ink-soft">{`And ${answers.length - SHOWN} more. Type more of its name.`}</p>
      )}
    </div>
  )
}

function foundText(found: number, unread: number, wanted: string): string {
  if (unread > 0)
    return `${count(found, 'tool matches', 'tools match')}. The tools of ${count(unread, 'connector')} could not be read.`
  if (found > 0) return count(found, 'tool matches', 'tools match')
  return `No connector of this account has a tool called "${wanted}". An app may call it otherwise: look at the connector's own page.`
}

interface AnswerProps {
  answer: ToolAnswer
  agentId: string
  mayConnect: boolean
  onGo(): void
}

function Answer({ answer, ...ways }: AnswerProps) {
  return (
    <li className="flex flex-wrap items-center gap-3 py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="wrap-anywhere">
          <code className="font-medium">{answer.name}</code>{' '}
          <span className="text-xs text-ink-soft">{answer.from}</span>
        </p>
        <p className="text-xs text-ink-soft wrap-anywhere">{answer.why}</p>
      </div>
      {answer.skipped && <MendLink skipped={answer.skipped} {...ways} />}
    </li>
  )
}
