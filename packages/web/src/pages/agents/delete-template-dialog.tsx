import type { Template } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { hub } from '../../hub/client.ts'
import { queries } from '../../hub/queries.ts'
import { useAction } from '../../hub/use-action.ts'
import { Button } from '../../kit/button.tsx'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { TextLink } from '../../kit/text-link.tsx'
import { count } from '../../kit/words.tsx'

interface DeleteTemplateDialogProps {
  template: Template
  open: boolean
  onOpenChange(open: boolean): void
}

/** A template goes only when no agent is made from it; until then, which ones are. */
export function DeleteTemplateDialog({ template, ...dialog }: DeleteTemplateDialogProps) {
  const remove = useAction({
    run: () => hub.templates.remove(template.id),
    invalidates: ['templates'],
    quiet: true,
    done: () => ({ title: `Deleted the template ${template.name}`, jack: 'available' }),
  })
  if (template.agent_count > 0) return <StillUsed template={template} {...dialog} />
  return (
    <ConfirmDialog
      {...dialog}
      title={`Delete the template ${template.name}?`}
      action="Delete template"
      onConfirm={() => remove.mutateAsync()}
    >
      <p>No agent follows it, so no agent changes. This cannot be undone.</p>
    </ConfirmDialog>
  )
}

function StillUsed({ template, ...dialog }: DeleteTemplateDialogProps) {
  const agents = useQuery(queries.agents())
  const followers = agents.data?.items.filter((agent) => agent.template.id === template.id) ?? []
  return (
    <Dialog
      {...dialog}
      title={`${template.name} is still in use`}
      lead={`${count(template.agent_count, 'agent')} would lose what ${template.agent_count === 1 ? 'it follows' : 'they follow'}. Give ${template.agent_count === 1 ? 'it' : 'them'} another template in the settings, or delete ${template.agent_count === 1 ? 'it' : 'them'} first.`}
      actions={<Button onClick={() => dialog.onOpenChange(false)}>Keep the template</Button>}
    >
      <ul className="space-y-1.5">
        {followers.map((agent) => (
          <li key={agent.id}>
            <TextLink to="/agents/$agent/settings" params={{ agent: agent.id }} className="wrap-anywhere">
              {agent.name}
            </TextLink>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
