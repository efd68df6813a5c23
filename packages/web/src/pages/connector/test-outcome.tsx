import type { ConnectorTest } from '@jackfield/sdk'
import type { ReactNode } from 'react'
import { Notice } from '../../kit/notice.tsx'
import { count, duration } from '../../kit/words.tsx'
import { failureWords } from './failure-words.ts'

export interface TestOutcomeProps {
  result: ConnectorTest
  /** What was tested. */
  name: string
  /** The way to mend it, in place of the hint. */
  action?: ReactNode
}

/** What a test found: who answers and with what, or which failure and what helps against it (CUS-20). */
export function TestOutcome({ result, name, action }: TestOutcomeProps) {
  const { ok, failure, message, hint, latency_ms: latency, tools, protocol_version: protocol } = result
  if (!ok)
    return (
      <Notice
        tone={action ? 'warn' : 'bad'}
        urgent
        title={failure ? failureWords[failure] : message}
        action={action}
      >
        {failure && <p>{message}</p>}
        {hint !== undefined && !action && <p>{hint}</p>}
      </Notice>
    )
  return (
    <Notice tone="good" title={`${result.server_name ?? name} answered in ${duration(latency)}`}>
      {tools && (
        <p>
          It offers {count(tools.length, 'tool')}
          {protocol !== undefined && ` over MCP ${protocol}`}; none was called.
        </p>
      )}
      {tools && tools.length > 0 && <ToolNames names={tools} />}
    </Notice>
  )
}

function ToolNames({ names }: { names: string[] }) {
  return (
    <details className="mt-1.5" open={names.length <= 8}>
      <summary className="w-fit py-0.5 font-medium text-ink">Its tools</summary>
      <ul className="mt-1 flex max-h-60 flex-wrap gap-x-4 gap-y-1 overflow-y-auto">
        {names.map((tool) => (
          <li key={tool} className="min-w-0">
            <code className="wrap-anywhere">{tool}</code>
          </li>
        ))}
      </ul>
    </details>
  )
}
