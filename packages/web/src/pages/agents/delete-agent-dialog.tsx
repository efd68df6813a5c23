import { useQuery } from '@tanstack/react-query'
import { hub } from '../../hub/client.ts'
import { queries } from '../../hub/queries.ts'
import { useAction } from '../../hub/use-action.ts'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { count } from '../../kit/words.tsx'
import type { AgentDialogProps } from './clone-agent-dialog.tsx'
import { plugsByAgent } from './plugs.ts'

/** Before an agent is deleted: who loses what. `onDeleted` when it is gone. */
export function DeleteAgentDialog({
  agent,
  onDeleted,
  ...dialog
}: AgentDialogProps & { onDeleted?(): Promise<void> | void }) {
  const keys = useQuery({
    queryKey: ['agents', agent.id, 'keys'],
    queryFn: ({ signal }) => hub.agents.keys.list(agent.id, { signal }),
  })
  const map = useQuery(queries.map())
  const calls = map.data && plugsByAgent(map.data).get(agent.id)?.calls
  const remove = useAction({
    run: async () => {
      await hub.agents.remove(agent.id)
      // Before its queries are asked again, which would answer that it is gone.
      await onDeleted?.()
    },
    invalidates: ['agents', 'templates', 'connectors'],
    quiet: true,
    done: () => ({ title: `Deleted ${agent.name}`, jack: 'available' }),
  })
  return (
    <ConfirmDialog
      {...dialog}
      title={`Delete ${agent.name}?`}
      action="Delete agent"
      onConfirm={() => remove.mutateAsync()}
    >
      <p>
        {keys.data?.items.length === 0
          ? 'Its endpoint ends at once. It has no keys.'
          : `Its endpoint ends at once, with ${keys.data ? `its ${count(keys.data.items.length, 'key')}` : 'all of its keys'}: a client that uses one gets no answer any more.`}
      </p>
      <p>
        Its toggles and policies go with it. Connectors stay connected, and what it did stays in Activity
        {calls !== undefined && calls > 0 && `: ${count(calls, 'call')} in the last seven days`}.
      </p>
      <p>This cannot be undone.</p>
    </ConfirmDialog>
  )
}
