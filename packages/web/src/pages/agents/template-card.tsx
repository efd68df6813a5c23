import type { Connector, Template } from '@jackfield/sdk'
import { Plus, Trash2 } from 'lucide-react'
import { Button } from '../../kit/button.tsx'
import { Logo } from '../../kit/logo.tsx'
import { MoreMenu } from '../../kit/more-menu.tsx'
import { count } from '../../kit/words.tsx'
import { broughtBy } from './template-choice.tsx'

const SHOWN = 8

export interface TemplateCardProps {
  template: Template
  connectors: Connector[]
  mayEdit: boolean
  onEdit(): void
  onDelete(): void
  onNewAgent(): void
}

/** One template: what it brings, and how many agents follow it. */
export function TemplateCard({ template, connectors, mayEdit, onEdit, ...menu }: TemplateCardProps) {
  const brought = connectors.filter(({ id }) => template.connectors.includes(id))
  return (
    <li className="flex min-w-0 flex-col gap-3 rounded-card border border-hairline bg-surface p-5">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold wrap-anywhere">{template.name}</h2>
          <p className="text-xs text-ink-soft">
            {template.agent_count === 0
              ? 'No agent follows it'
              : count(template.agent_count, 'agent follows it', 'agents follow it')}
          </p>
        </div>
        <Button size="small" onClick={onEdit}>
          {mayEdit ? 'Edit' : 'View'}
          <span className="sr-only"> {template.name}</span>
        </Button>
        {mayEdit && <More template={template} {...menu} />}
      </div>
      {template.description !== '' && (
        <p className="line-clamp-2 text-ink-soft wrap-anywhere">{template.description}</p>
      )}
      <div className="mt-auto space-y-2 pt-1">
        {brought.length > 0 && (
          <div className="flex flex-wrap gap-1">
            {brought.slice(0, SHOWN).map((connector) => (
              <Logo key={connector.id} src={connector.logo} family={connector.family} size="small" />
            ))}
          </div>
        )}
        <p className="text-xs text-ink-soft">{broughtBy(template, connectors)}</p>
      </div>
    </li>
  )
}

function More({
  template,
  onDelete,
  onNewAgent,
}: Pick<TemplateCardProps, 'template' | 'onDelete' | 'onNewAgent'>) {
  return (
    <MoreMenu
      of={template.name}
      actions={[
        {
          label: 'New agent from it',
          icon: <Plus className="size-4" aria-hidden />,
          onSelect: onNewAgent,
        },
        {
          label: 'Delete',
          icon: <Trash2 className="size-4" aria-hidden />,
          onSelect: onDelete,
          danger: true,
          apart: true,
        },
      ]}
    />
  )
}
