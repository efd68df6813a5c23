import type { Template } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { hub } from '../../hub/client.ts'
import { queries } from '../../hub/queries.ts'
import { useAction } from '../../hub/use-action.ts'
import { FormDialog } from '../../kit/form-dialog.tsx'
import { Loaded } from '../../kit/loaded.tsx'
import { TextArea, TextField } from '../../kit/text-field.tsx'
import { TemplateChoice } from './template-choice.tsx'

export interface NewAgentDialogProps {
  open: boolean
  onOpenChange(open: boolean): void
  /** The template that is chosen at first. */
  template?: string
}

/** A new agent, from a template; one goes to its settings afterwards. */
export function NewAgentDialog({ open, onOpenChange, template }: NewAgentDialogProps) {
  const [fields, setFields] = useState({ name: '', description: '' })
  const [chosen, setChosen] = useState(template)
  const templates = useQuery(queries.templates())
  const connectors = useQuery(queries.connectors())
  const navigate = useNavigate()
  const create = useAction({
    run: () => hub.agents.create({ ...fields, template_id: chosen ?? blank(templates.data?.items)?.id }),
    invalidates: ['agents', 'templates', 'connectors'],
    quiet: true,
    done: (agent) => ({
      title: `Made ${agent.name}`,
      description: 'Next: turn on what it may use, and save.',
      jack: 'connected',
    }),
  })
  const submit = async () => {
    const agent = await create.mutateAsync()
    onOpenChange(false)
    await navigate({ to: '/agents/$agent/settings', params: { agent: agent.id } })
  }
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title="New agent"
      lead="It gets an MCP endpoint of its own. What it can use is up to you, next."
      action="Create agent"
      onSubmit={submit}
    >
      <TextField
        label="Name"
        name="name"
        value={fields.name}
        onValueChange={(name) => setFields({ ...fields, name })}
        placeholder="Support triage"
        required
        maxLength={60}
      />
      <TextArea
        label="Description"
        name="description"
        optional
        rows={2}
        value={fields.description}
        onValueChange={(description) => setFields({ ...fields, description })}
        maxLength={2000}
      />
      <Loaded query={templates}>
        {({ items }) => (
          <TemplateChoice
            templates={items}
            connectors={connectors.data?.items ?? []}
            value={chosen ?? blank(items)?.id ?? ''}
            onValueChange={setChosen}
          />
        )}
      </Loaded>
    </FormDialog>
  )
}

/** What an agent is made from when nobody chooses. */
function blank(templates: Template[] | undefined): Template | undefined {
  return templates?.find(({ name }) => name === 'Blank') ?? templates?.[0]
}
