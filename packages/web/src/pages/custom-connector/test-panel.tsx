import type { ConnectorTestInput, Transport } from '@jackfield/sdk'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/card.tsx'
import { ErrorNotice } from '../../kit/error-notice.tsx'
import { transportWords } from '../../kit/transport-words.ts'
import { TestOutcome } from '../connector/test-outcome.tsx'
import { reachOf } from './draft.ts'
import type { PartProps } from './part-props.ts'
import { urlProblem } from './url-rules.ts'
import { useTest } from './use-test.ts'

const shortNames: Record<Transport, string> = {
  'streamable-http': transportWords['streamable-http'],
  sse: 'SSE',
}

/** Tries the server as it is in the form, before anything is saved (CUS-20, CUS-21). */
export function TestPanel({ draft, change, connector }: PartProps) {
  const { state, run, cancel } = useTest()
  const input = reachOf(draft)
  const why = whyNot(
    input,
    draft.headers.some(({ stored, value }) => stored && value === ''),
    draft.url === null,
  )
  const running = state.phase === 'running'
  // An outcome is only shown for what is in the form now.
  const current = (state.phase === 'done' || state.phase === 'failed') && state.of === JSON.stringify(input)
  const switchTo = (transport: Transport) => {
    change({ transport })
    void run({ ...input, transport })
  }
  return (
    <Card className="space-y-3 p-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <h2 className="font-medium">Try it first</h2>
          <p className="text-xs text-ink-soft">
            {why ?? 'Asks the server what it offers. No tool is called.'}
          </p>
        </div>
        <div className="flex gap-2">
          {running && (
            <Button kind="quiet" onClick={cancel}>
              Cancel
            </Button>
          )}
          <Button busy={running} disabled={why !== undefined} onClick={() => void run(input)}>
            {running ? 'Asking the server' : 'Test connection'}
          </Button>
        </div>
      </div>
      {current && state.phase === 'done' && (
        <TestOutcome
          result={state.result}
          name={connector?.name ?? 'The server'}
          action={
            state.result.suggested_transport && (
              <SwitchButton to={state.result.suggested_transport} onSwitch={switchTo} />
            )
          }
        />
      )}
      {current && state.phase === 'failed' && <ErrorNotice error={state.error} />}
    </Card>
  )
}

function SwitchButton({ to, onSwitch }: { to: Transport; onSwitch(to: Transport): void }) {
  return (
    <Button size="small" onClick={() => onSwitch(to)}>
      Switch to {shortNames[to]}
    </Button>
  )
}

/** Why there is nothing to test yet. */
function whyNot({ url }: ConnectorTestInput, hidden: boolean, urlHidden: boolean): string | undefined {
  if (urlHidden || hidden)
    return 'Stored secrets stay on the hub. Save, then check the connection on the connector’s page.'
  if (url === '') return 'Enter the MCP server URL first.'
  return urlProblem(url) === null ? undefined : 'Mend the MCP server URL first.'
}
