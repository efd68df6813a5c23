import type { Agent } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queries } from '../../hub/queries.ts'
import { Table, Th } from '../../kit/table.tsx'
import { AgentRow } from './agent-row.tsx'
import { plugsByAgent } from './plugs.ts'
import { lazily } from '../../kit/lazily.tsx'

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
      <Table caption="Agents">
        <thead>
          <tr>
            <Th>Agent</Th>
            <Th className="max-md:hidden">Template</Th>
            <Th className="max-md:hidden">On</Th>
            <Th className="text-right max-md:hidden">Calls, 7 days</Th>
            <Th className="max-lg:hidden">Updated</Th>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {agents.map((agent) => (
            <AgentRow
              key={agent.id}
              agent={agent}
              plugs={map.isPending ? 'waiting' : plugs?.get(agent.id)}
              onClone={() => setAsked({ what: 'clone', agent })}
              onDelete={() => setAsked({ what: 'delete', agent })}
            />
          ))}
        </tbody>
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
