import type { Connector, Template } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { queries } from '../../hub/queries.ts'
import { useMay } from '../../hub/use-me.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { Loaded } from '../../kit/loaded.tsx'
import { Page } from '../../kit/page.tsx'
import { SkeletonList } from '../../kit/skeleton.tsx'
import { DeleteTemplateDialog } from './delete-template-dialog.tsx'
import { NewAgentDialog } from './new-agent-dialog.tsx'
import { TemplateCard } from './template-card.tsx'
import { TemplateDialog } from './template-dialog.tsx'

type Asked = { what: 'edit' | 'delete' | 'agent'; template: Template } | { what: 'new' }

/** What agents start from, and go on following where they say nothing themselves. */
export function TemplatesPage() {
  const templates = useQuery(queries.templates())
  const connectors = useQuery(queries.connectors())
  const [asked, setAsked] = useState<Asked>()
  const mayEdit = useMay('agents.edit')
  return (
    <Page
      title="Templates"
      crumbs={[{ label: 'Agents', to: '/agents' }]}
      lead="A template says what agents made from it have on. Agents follow it, except where they have a toggle of their own."
      actions={
        mayEdit && (
          <Button
            kind="primary"
            icon={<Plus className="size-4" aria-hidden />}
            onClick={() => setAsked({ what: 'new' })}
          >
            New template
          </Button>
        )
      }
    >
      <Loaded
        query={templates}
        skeleton={<SkeletonList count={4} className="grid gap-4 lg:grid-cols-2" item="h-40" />}
      >
        {({ items }) => (
          <TemplateCards
            templates={items}
            connectors={connectors.data?.items ?? []}
            onAsk={setAsked}
            mayEdit={mayEdit}
          />
        )}
      </Loaded>
      {asked && (
        <Dialogs
          asked={asked}
          connectors={connectors.data?.items ?? []}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Page>
  )
}

interface TemplateCardsProps {
  templates: Template[]
  connectors: Connector[]
  mayEdit: boolean
  onAsk(asked: Asked): void
}

function TemplateCards({ templates, connectors, mayEdit, onAsk }: TemplateCardsProps) {
  if (templates.length === 0)
    return (
      <EmptyState
        title="No templates"
        action={mayEdit && <Button onClick={() => onAsk({ what: 'new' })}>New template</Button>}
      >
        An agent needs one to start from.
      </EmptyState>
    )
  return (
    <ul className="grid gap-4 lg:grid-cols-2">
      {templates.map((template) => (
        <TemplateCard
          key={template.id}
          template={template}
          connectors={connectors}
          mayEdit={mayEdit}
          onEdit={() => onAsk({ what: 'edit', template })}
          onDelete={() => onAsk({ what: 'delete', template })}
          onNewAgent={() => onAsk({ what: 'agent', template })}
        />
      ))}
    </ul>
  )
}

function Dialogs({ asked, connectors, onClose }: { asked: Asked; connectors: Connector[]; onClose(): void }) {
  const dialog = { open: true, onOpenChange: onClose }
  if (asked.what === 'new') return <TemplateDialog {...dialog} connectors={connectors} />
  if (asked.what === 'edit')
    return <TemplateDialog {...dialog} connectors={connectors} template={asked.template} />
  if (asked.what === 'delete') return <DeleteTemplateDialog {...dialog} template={asked.template} />
  return <NewAgentDialog {...dialog} template={asked.template.id} />
}
