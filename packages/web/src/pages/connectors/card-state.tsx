import type { Connector } from '@jackfield/sdk'
import { count } from '../../kit/words.tsx'

/** The left of a card's last line: who is connected, and which agents have it on. */
export function CardState({ connector }: { connector: Connector }) {
  const { status, app, url, agent_count: agents, tool_count: tools } = connector
  if (status === 'connected')
    return <Lines first={app?.label ?? url} second={agents === 0 ? 'On for no agent yet' : onFor(agents)} />
  const skipped = agents === 0 ? null : count(agents, 'agent skips it', 'agents skip it')
  return <Lines first={skipped} second={status === 'available' && tools > 0 ? count(tools, 'tool') : null} />
}

function Lines({ first, second }: { first: string | null; second: string | null }) {
  return (
    <div className="min-w-0 flex-1 text-xs text-ink-soft">
      {first !== null && (
        <p className="truncate" title={first}>
          {first}
        </p>
      )}
      {second !== null && <p>{second}</p>}
    </div>
  )
}

function onFor(agents: number): string {
  return `On for ${count(agents, 'agent')}`
}
