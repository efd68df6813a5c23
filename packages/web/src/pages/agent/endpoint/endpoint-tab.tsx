import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { queries } from '../../../hub/queries.ts'
import { Section } from '../../../kit/card.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { SkeletonList } from '../../../kit/skeleton.tsx'
import { AiToolsGuide } from '../../ai-tools/ai-tools-guide.tsx'
import { SeenNow } from './seen-now.tsx'

const route = getRouteApi('/shell/agents/$agent/endpoint')

/** How AI tools outside use the agent: its one MCP address, what to paste where, and the keys that open it. */
export function EndpointTab() {
  const { agent: id } = route.useParams()
  const agent = useQuery(queries.agent(id))
  return (
    <div className="max-w-3xl space-y-6">
      <SeenNow agentId={id} />
      <Section title="Connect AI tools" lead="One MCP address with exactly the tools that this agent has on.">
        <Loaded query={agent} skeleton={<SkeletonList count={3} className="space-y-4" item="h-28" />}>
          {(data) => <AiToolsGuide key={data.id} target={{ kind: 'agent', agent: data }} />}
        </Loaded>
      </Section>
    </div>
  )
}
