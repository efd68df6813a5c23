import type { Agent } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queries } from '../../hub/queries.ts'
import { lazily } from '../../kit/lazily.tsx'
import { ACTIONS, Table } from '../../kit/table.tsx'
import { AgentRow } from './agent-row.tsx'
import { plugsByAgent } from './plugs.ts'

const CloneAgentDialog = lazily(async () => (await import('./clone-agent-dialog.tsx')).CloneAgentDialog)
const DeleteAgentDialog = lazily(async () => (await import('./delete-agent-dialog.tsx')).DeleteAgentDialog)

type Asked = { what: 'clone' | 'delete'; agent: Agent }

/** Agents with what they are plugged into. Without the map, the rest is there all the same. */
export function AgentTable({ agents }: { agents: Agent[] }) {
  const map = useQuery(queries.map())
  const [asked, setAsked] = useState<Asked>()
  const plugs = map.data && plugsByAgent(map.data)
  const close = () => setAsked(undefined)
  return (
    <>
      <Table
        caption="Agents"
        heads={[
          'Agent',
          { label: 'Template', className: 'max-md:hidden' },
          { label: 'On', className: 'max-md:hidden' },
          { label: 'Calls, 7 days', className: 'text-right max-md:hidden' },
          { label: 'Updated', className: 'max-lg:hidden' },
          ACTIONS,
        ]}
      >
        {agents.map((agent) => (
          <AgentRow
            key={agent.id}
            agent={agent}
            plugs={map.isPending ? 'waiting' : plugs?.get(agent.id)}
            onClone={() => setAsked({ what: 'clone', agent })}
            onDelete={() => setAsked({ what: 'delete', agent })}
          />
        ))}
      </Table>
      {map.isError && (
        <p className="text-xs text-ink-soft">
          What each agent has on could not be read just now. Open an agent to see it.
        </p>
      )}
      {asked?.what === 'clone' && <CloneAgentDialog agent={asked.agent} open onOpenChange={close} />}
      {asked?.what === 'delete' && <DeleteAgentDialog agent={asked.agent} open onOpenChange={close} />}
    </>
  )
}
