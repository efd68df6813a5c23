import type { Agent } from '@jackfield/sdk'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { hub } from '../../hub/client.ts'
import { useAction } from '../../hub/use-action.ts'
import { FormDialog } from '../../kit/form-dialog.tsx'
import { TextField } from '../../kit/text-field.tsx'

export interface AgentDialogProps {
  agent: Pick<Agent, 'id' | 'name'>
  open: boolean
  onOpenChange(open: boolean): void
}

const LONGEST_NAME = 60

/** A copy of an agent under another name (AGT-13); one goes there afterwards. */
export function CloneAgentDialog({ agent, open, onOpenChange }: AgentDialogProps) {
  const [name, setName] = useState(`${agent.name.slice(0, LONGEST_NAME - 5)} copy`)
  const navigate = useNavigate()
  const clone = useAction({
    run: () => hub.agents.clone(agent.id, { name }),
    invalidates: ['agents', 'templates'],
    quiet: true,
    done: (copy) => ({
      title: `Cloned ${agent.name} as ${copy.name}`,
      description: 'It has no keys yet.',
      jack: 'available',
    }),
  })
  const submit = async () => {
    const copy = await clone.mutateAsync()
    onOpenChange(false)
    await navigate({ to: '/agents/$agent/settings', params: { agent: copy.id } })
  }
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Clone ${agent.name}`}
      lead="The copy gets its template, texts, toggles and policies. Keys stay behind: the copy has an endpoint of its own."
      action="Clone agent"
      onSubmit={submit}
    >
      <TextField
        label="Name of the copy"
        name="name"
        value={name}
        onValueChange={setName}
        required
        maxLength={LONGEST_NAME}
      />
    </FormDialog>
  )
}
