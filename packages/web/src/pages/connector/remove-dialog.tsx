import type { Connector, DisconnectPreview } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { hub } from '../../hub/client.ts'
import { queries } from '../../hub/queries.ts'
import { useAction } from '../../hub/use-action.ts'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { Loaded } from '../../kit/loaded.tsx'
import { namesInWords } from '../../kit/names-in-words.ts'
import { Skeleton } from '../../kit/skeleton.tsx'
import { count } from '../../kit/words.tsx'

export interface RemoveDialogProps {
  connector: Connector
  open: boolean
  onOpenChange(open: boolean): void
}

/** Removes a custom connector, after saying what goes with it (AGT-12). */
export function RemoveDialog({ connector, open, onOpenChange }: RemoveDialogProps) {
  const { id, name } = connector
  const navigate = useNavigate()
  const preview = useQuery({ ...queries.disconnectPreview(id), enabled: open })
  const action = useAction({
    run: async () => {
      await hub.connectors.remove(id)
      // Before its queries are asked again, which would find nothing.
      await navigate({ to: '/agents/connectors' })
    },
    invalidates: ['connectors', 'agents', 'templates'],
    done: () => ({
      title: `${name} is removed`,
      description: 'Its secrets, its tools and every toggle went with it.',
    }),
    quiet: true,
  })
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Remove ${name}?`}
      action={`Remove ${name}`}
      onConfirm={() => action.mutateAsync()}
    >
      <Loaded query={preview} skeleton={<Skeleton className="h-12" />}>
        {(touched) => <p className="text-ink">{whoLosesIt(name, touched)}</p>}
      </Loaded>
      <p>
        Its address, its secrets, its {count(connector.tool_count, 'tool')} and the rules for them are
        deleted. To have it back, somebody has to add it anew and turn it on for each agent again.
      </p>
      <p>To only stop using it for a while, disconnect it: then toggles and rules stay.</p>
    </ConfirmDialog>
  )
}

function whoLosesIt(name: string, { agents, templates }: DisconnectPreview): string {
  if (agents.length === 0 && templates.length === 0) return `No agent has ${name} on.`
  const said = [
    agents.length > 0 && `${count(agents.length, 'agent')} will lose it: ${namesOf(agents)}.`,
    templates.length > 0 &&
      `${count(templates.length, 'template')} will no longer turn it on: ${namesOf(templates)}.`,
  ]
  return said.filter(Boolean).join(' ')
}

function namesOf(things: { name: string }[]): string {
  return namesInWords(
    things.map(({ name }) => name),
    6,
  )
}
