import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useDeferredValue } from 'react'
import type { Toolset } from '@jackfield/sdk'
import { queries } from '../../../hub/queries.ts'
import { useMay } from '../../../hub/use-me.ts'
import { Button } from '../../../kit/button.tsx'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Notice } from '../../../kit/notice.tsx'
import { SkeletonList } from '../../../kit/skeleton.tsx'
import { NoTools } from './no-tools.tsx'
import { ToolFilters } from './tool-filters.tsx'
import { filtered, isFiltering } from './tools-filter.ts'
import type { ToolsFilter } from './tools-filter.ts'
import { ToolsHeader } from './tools-header.tsx'
import { ToolsPanel } from './tools-panel.tsx'

const route = getRouteApi('/shell/agents/$agent/tools')

/** Every tool that the agent can use or that is blocked for it, and why others are not here. */
export function ToolsTab() {
  const { agent: id } = route.useParams()
  const toolset = useQuery(queries.toolset(id))
  return (
    <Loaded query={toolset} skeleton={<SkeletonList count={6} className="space-y-3" item="h-24" />}>
      {(data) => <Tools toolset={data} />}
    </Loaded>
  )
}

function Tools({ toolset }: { toolset: Toolset }) {
  const { tool: _, ...filter } = route.useSearch()
  const navigate = route.useNavigate()
  const readOnly = !useMay('agents.edit')
  const deferred = useDeferredValue(filter)
  const found = filtered(toolset.tools, deferred)
  const change = (next: ToolsFilter) => void navigate({ search: next, replace: true, resetScroll: false })
  const giving = new Set(toolset.tools.map(({ connector }) => connector))
  return (
    <div className="space-y-4">
      <ToolsHeader toolset={toolset} />
      {toolset.tools.length === 0 ? (
        <NoTools toolset={toolset} />
      ) : (
        <>
          {readOnly && (
            <Notice>Changing policies of an agent needs the role builder. You can look at them.</Notice>
          )}
          <ToolFilters
            filter={filter}
            onChange={change}
            connectors={toolset.connectors.filter(({ slug }) => giving.has(slug))}
          />
          {found.length > 0 ? (
            <ToolsPanel
              agentId={toolset.agent.id}
              tools={found}
              connectors={toolset.connectors}
              readOnly={readOnly}
            />
          ) : (
            <EmptyState
              title="No tool of this agent fits"
              action={isFiltering(filter) && <Button onClick={() => change({})}>Show all tools</Button>}
            >
              "Why isn't it here?" above looks among what is off, skipped or not connected, too.
            </EmptyState>
          )}
        </>
      )}
    </div>
  )
}
