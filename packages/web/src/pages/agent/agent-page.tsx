import type { AgentDetail } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Outlet } from '@tanstack/react-router'
import { queries } from '../../hub/queries.ts'
import { useMay } from '../../hub/use-me.ts'
import { AbsentPage } from '../../kit/absent-page.tsx'
import { Page } from '../../kit/page.tsx'
import { Pill } from '../../kit/pill.tsx'
import { SkeletonList } from '../../kit/skeleton.tsx'
import { TabLinks } from '../../kit/tab-links.tsx'
import { AgentMenu } from './agent-menu.tsx'

const route = getRouteApi('/shell/agents/$agent')
const agents = { label: 'Agents', to: '/agents' as const }

/** One agent: what stands around each of its tabs. */
export function AgentPage() {
  const { agent: id } = route.useParams()
  const agent = useQuery(queries.agent(id))
  if (agent.data) return <Present agent={agent.data} />
  if (agent.error)
    return (
      <AbsentPage
        of={{ noun: 'agent', gone: 'deleted' }}
        list={agents}
        title="Agent"
        error={agent.error}
        retry={() => void agent.refetch()}
      />
    )
  return (
    <Page title="Agent" crumbs={[agents]}>
      <SkeletonList count={4} className="max-w-3xl space-y-4" item="h-20" />
    </Page>
  )
}

function Present({ agent }: { agent: AgentDetail }) {
  const toolset = useQuery(queries.toolset(agent.id))
  const usable = toolset.data?.tools.filter(({ policy }) => policy !== 'block').length
  const params = { agent: agent.id }
  const mayEdit = useMay('agents.edit')
  return (
    <Page
      title={agent.name}
      crumbs={[agents]}
      beside={
        <>
          <Pill>{agent.template.name}</Pill>
          {agent.customized && <Pill tone="accent">Customized</Pill>}
        </>
      }
      lead={agent.description !== '' && <span className="line-clamp-2">{agent.description}</span>}
      actions={mayEdit && <AgentMenu agent={agent} />}
      tabs={
        <TabLinks
          label="Agent"
          tabs={[
            { label: 'Settings', to: '/agents/$agent/settings', params },
            {
              label: 'Tools',
              to: '/agents/$agent/tools',
              params,
              ...(usable !== undefined && { count: usable }),
            },
            { label: 'Endpoint', to: '/agents/$agent/endpoint', params },
            { label: 'Try it', to: '/agents/$agent/try', params },
            { label: 'Activity', to: '/agents/$agent/activity', params },
          ]}
        />
      }
    >
      <Outlet />
    </Page>
  )
}
