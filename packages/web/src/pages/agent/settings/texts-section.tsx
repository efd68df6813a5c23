import { JackfieldError } from '@jackfield/sdk'
import type { AgentDetail } from '@jackfield/sdk'
import { useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { Section } from '../../../kit/card.tsx'
import { TextArea, TextField } from '../../../kit/text-field.tsx'
import { ChangeTemplateDialog } from './change-template-dialog.tsx'
import type { AgentDraft } from './use-agent-draft.ts'

export interface SettingsSectionProps {
  agent: AgentDetail
  edit: AgentDraft
  readOnly: boolean
}

/** Name, description, instructions, and the template that it follows. */
export function TextsSection({ agent, edit, readOnly }: SettingsSectionProps) {
  const { draft, change, error } = edit
  const issue = (field: string) =>
    error instanceof JackfieldError ? error.issues.find((one) => one.field === field)?.message : undefined
  return (
    <Section title="About">
      <div className="space-y-5">
        <TextField
          label="Name"
          value={draft.name ?? agent.name}
          onValueChange={(name) => change({ name })}
          error={issue('name')}
          readOnly={readOnly}
          required
          maxLength={60}
        />
        <TextArea
          label="Description"
          optional
          rows={2}
          value={draft.description ?? agent.description}
          onValueChange={(description) => change({ description })}
          error={issue('description')}
          readOnly={readOnly}
          maxLength={2000}
        />
        <TextArea
          label="Instructions"
          optional
          rows={4}
          hint="Given to every client of its endpoint. Put keys and passwords into a connector's headers, not here: models see this text."
          value={draft.instructions ?? agent.instructions}
          onValueChange={(instructions) => change({ instructions })}
          error={issue('instructions')}
          readOnly={readOnly}
          maxLength={20_000}
        />
        <FollowedTemplate agent={agent} readOnly={readOnly} />
      </div>
    </Section>
  )
}

function FollowedTemplate({ agent, readOnly }: { agent: AgentDetail; readOnly: boolean }) {
  const [changing, setChanging] = useState(false)
  return (
    <div className="flex items-center justify-between gap-3 max-sm:flex-col max-sm:items-start">
      <p className="min-w-0 wrap-anywhere">
        <span className="font-medium">Follows the template {agent.template.name}</span>
        <span className="block text-xs text-ink-soft">
          What it turns on is on here, too, except where this agent says otherwise.
        </span>
      </p>
      {!readOnly && (
        <Button size="small" onClick={() => setChanging(true)}>
          Change template
        </Button>
      )}
      {changing && <ChangeTemplateDialog agent={agent} open onOpenChange={setChanging} />}
    </div>
  )
}
