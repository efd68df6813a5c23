import type { Connector } from '@jackfield/sdk'
import { useState } from 'react'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { Button } from '../../../kit/button.tsx'
import { ConfirmDialog } from '../../../kit/confirm-dialog.tsx'
import { namesInWords } from '../../../kit/names-in-words.ts'
import { count } from '../../../kit/words.tsx'

const changed = ['connectors', 'agents']

export interface DecisionProps {
  connector: Connector
  /** The server's own names of the tools that are decided about. */
  tools: string[]
  /** They wait; what was refused can only be accepted. */
  refusable?: boolean
}

/** Accepts changed definitions, or refuses them after saying what follows. */
export function Decision({ connector, tools, refusable }: DecisionProps) {
  const { id, name } = connector
  const [asking, setAsking] = useState(false)
  const what = tools.length === 0 ? 'changes' : count(tools.length, 'change')
  const accept = useAction({
    run: () => hub.connectors.acceptTools(id, { tools }),
    invalidates: changed,
    done: () => ({
      title: `Accepted ${count(tools.length, 'change')} of ${name}`,
      description: 'Agents are given the new definition from now on.',
    }),
  })
  const refuse = useAction({
    run: () => hub.connectors.refuseTools(id, { tools }),
    invalidates: changed,
    done: () => ({
      title: `Refused ${count(tools.length, 'change')} of ${name}`,
      description: 'No agent is given what was changed.',
    }),
    quiet: true,
  })
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button
        kind={refusable ? 'primary' : 'secondary'}
        size={refusable ? 'medium' : 'small'}
        disabled={tools.length === 0}
        busy={accept.isPending}
        onClick={() => accept.mutate()}
      >
        {refusable ? `Accept ${what}` : 'Accept it after all'}
      </Button>
      {refusable && (
        <Button
          kind="danger"
          disabled={tools.length === 0 || accept.isPending}
          onClick={() => setAsking(true)}
        >
          Refuse {what}
        </Button>
      )}
      {tools.length === 0 && <span className="text-xs text-ink-soft">Tick what you decide about.</span>}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Refuse ${what} of ${name}?`}
        action={`Refuse ${what}`}
        onConfirm={() => refuse.mutateAsync()}
      >
        <p>
          {agentsLose(connector.agent_count)} <code>{namesInWords(tools, 6)}</code>: the server no longer runs
          what was accepted.
        </p>
        <p>
          {tools.length === 1 ? 'It comes' : 'They come'} back when the server goes back to the accepted
          definition, or when somebody accepts the change. If the server changes{' '}
          {tools.length === 1 ? 'it' : 'them'} once more, you are asked again.
        </p>
      </ConfirmDialog>
    </div>
  )
}

function agentsLose(agents: number): string {
  if (agents === 0) return 'No agent will be given'
  return `${count(agents, 'agent')} that ${agents === 1 ? 'has' : 'have'} it on will no longer be given`
}
