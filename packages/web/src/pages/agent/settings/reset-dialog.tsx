import type { AgentDetail } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { hub } from '../../../hub/client.ts'
import { queries } from '../../../hub/queries.ts'
import { useAction } from '../../../hub/use-action.ts'
import { ConfirmDialog } from '../../../kit/confirm-dialog.tsx'
import { namesInWords } from '../../../kit/names-in-words.ts'
import { resetEffects } from './reset-effects.ts'

export interface ResetDialogProps {
  agent: AgentDetail
  open: boolean
  onOpenChange(open: boolean): void
}

const MOST_NAMES = 12

/** Before an agent forgets its own toggles (AGT-6): what that turns on and off. */
export function ResetDialog({ agent, ...dialog }: ResetDialogProps) {
  const templates = useQuery(queries.templates())
  const connectors = useQuery(queries.connectors())
  const template = templates.data?.items.find(({ id }) => id === agent.template.id)
  const { turnedOn, turnedOff } = resetEffects(agent, template, connectors.data?.items ?? [])
  const reset = useAction({
    run: () => hub.agents.resetToggles(agent.id),
    invalidates: ['agents', 'connectors'],
    quiet: true,
    done: ({ name, template: followed }) => ({
      title: `${name} follows ${followed.name} everywhere`,
      jack: 'connected',
    }),
  })
  return (
    <ConfirmDialog
      {...dialog}
      title="Reset to default?"
      action="Reset to default"
      onConfirm={() => reset.mutateAsync()}
    >
      <p>
        This agent's own toggles are forgotten, and it follows the template {agent.template.name} everywhere.
      </p>
      {turnedOn.length > 0 && (
        <p>
          <strong>Turned on:</strong> {namesInWords(turnedOn, MOST_NAMES)}.
        </p>
      )}
      {turnedOff.length > 0 && (
        <p>
          <strong>Turned off:</strong> {namesInWords(turnedOff, MOST_NAMES)}.
        </p>
      )}
      {turnedOn.length + turnedOff.length === 0 && (
        <p>Right now that turns nothing on or off: its toggles say the same as the template.</p>
      )}
      <p>Texts, policies and keys stay.</p>
    </ConfirmDialog>
  )
}
