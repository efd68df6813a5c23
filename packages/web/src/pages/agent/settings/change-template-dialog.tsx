import type { AgentDetail } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { hub } from '../../../hub/client.ts'
import { queries } from '../../../hub/queries.ts'
import { useAction } from '../../../hub/use-action.ts'
import { FormDialog } from '../../../kit/form-dialog.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { TemplateChoice } from '../../agents/template-choice.tsx'

export interface ChangeTemplateDialogProps {
  agent: AgentDetail
  open: boolean
  onOpenChange(open: boolean): void
}

/** Makes an agent follow another template; its own toggles stay. */
export function ChangeTemplateDialog({ agent, open, onOpenChange }: ChangeTemplateDialogProps) {
  const [chosen, setChosen] = useState(agent.template.id)
  const templates = useQuery(queries.templates())
  const connectors = useQuery(queries.connectors())
  const follow = useAction({
    run: () => hub.agents.update(agent.id, { template_id: chosen, version: agent.version }),
    invalidates: ['agents', 'templates', 'connectors'],
    quiet: true,
    done: ({ name, template }) => ({ title: `${name} follows ${template.name} now`, jack: 'connected' }),
  })
  const submit = async () => {
    await follow.mutateAsync()
    onOpenChange(false)
  }
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title="Change template"
      lead="What this agent inherits changes at once. Its own toggles and texts stay."
      action="Follow this template"
      disabled={chosen === agent.template.id}
      onSubmit={submit}
    >
      <Loaded query={templates}>
        {({ items }) => (
          <TemplateChoice
            templates={items}
            connectors={connectors.data?.items ?? []}
            value={chosen}
            onValueChange={setChosen}
          />
        )}
      </Loaded>
    </FormDialog>
  )
}
