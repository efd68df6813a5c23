import type { Agent } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { queries } from '../../hub/queries.ts'
import { useMay } from '../../hub/use-me.ts'
import { Button } from '../../kit/button.tsx'
import { ButtonLink } from '../../kit/button-link.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { Loaded } from '../../kit/loaded.tsx'
import { Page } from '../../kit/page.tsx'
import { SearchField } from '../../kit/search-field.tsx'
import { SkeletonList } from '../../kit/skeleton.tsx'
import { AgentTable } from './agent-table.tsx'
import { lazily } from '../../kit/lazily.tsx'

const NewAgentDialog = lazily(async () => (await import('./new-agent-dialog.tsx')).NewAgentDialog)

/** So many are seen at a glance. */
const A_GLANCE = 8

/** Every agent of the account. */
export function AgentsPage() {
  const agents = useQuery(queries.agents())
  const [making, setMaking] = useState(false)
  const mayEdit = useMay('agents.edit')
  return (
    <Page
      title="Agents"
      lead="What an agent has on is what it can use. Each has one MCP endpoint for all of it."
      actions={
        <>
          <ButtonLink to="/agents/templates">Templates</ButtonLink>
          {mayEdit && (
            <Button
              kind="primary"
              icon={<Plus className="size-4" aria-hidden />}
              onClick={() => setMaking(true)}
            >
              New agent
            </Button>
          )}
        </>
      }
    >
      <Loaded query={agents} skeleton={<SkeletonList count={6} className="space-y-2" item="h-14" />}>
        {({ items }) =>
          items.length === 0 ? (
            <NoAgents mayEdit={mayEdit} onNew={() => setMaking(true)} />
          ) : (
            <Agents agents={items} />
          )
        }
      </Loaded>
      {making && <NewAgentDialog open onOpenChange={setMaking} />}
    </Page>
  )
}

function Agents({ agents }: { agents: Agent[] }) {
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const found = agents.filter(({ name, description, template }) =>
    [name, description, template.name].some((one) => one.toLowerCase().includes(wanted)),
  )
  return (
    <div className="space-y-4">
      {agents.length > A_GLANCE && (
        <SearchField label="Search agents" value={text} onValueChange={setText} className="sm:max-w-80" />
      )}
      {found.length === 0 ? (
        <EmptyState
          title={`No agent is called "${text.trim()}"`}
          action={<Button onClick={() => setText('')}>Show all agents</Button>}
        >
          Names, descriptions and templates were searched.
        </EmptyState>
      ) : (
        <AgentTable agents={found} />
      )}
    </div>
  )
}

function NoAgents({ mayEdit, onNew }: { mayEdit: boolean; onNew(): void }) {
  return (
    <EmptyState
      title="No agents yet"
      action={
        mayEdit && (
          <Button kind="primary" onClick={onNew}>
            New agent
          </Button>
        )
      }
    >
      {mayEdit
        ? 'Make one from a template, turn connectors on for it, and give its endpoint to Claude Code, Cursor or your own code.'
        : 'Somebody with the role builder can make the first one.'}
    </EmptyState>
  )
}
