import type { Toolset } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { queries } from '../../../hub/queries.ts'
import { useMay } from '../../../hub/use-me.ts'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Notice } from '../../../kit/notice.tsx'
import { SkeletonList } from '../../../kit/skeleton.tsx'
import { NoTools } from '../tools/no-tools.tsx'
import { ToolAbout } from './tool-about.tsx'
import { ToolBench } from './tool-bench.tsx'
import { ToolPicker } from './tool-picker.tsx'

const route = getRouteApi('/shell/agents/$agent/try')

/** Calls one of the agent's tools, through the same gate that the agent's own calls pass. */
export function TryTab() {
  const { agent: id } = route.useParams()
  const toolset = useQuery(queries.toolset(id))
  return (
    <Loaded query={toolset} skeleton={<SkeletonList count={3} className="max-w-xl space-y-4" item="h-20" />}>
      {(data) => (data.tools.length === 0 ? <NoTools toolset={data} /> : <Try toolset={data} />)}
    </Loaded>
  )
}

function Try({ toolset }: { toolset: Toolset }) {
  const { tool: name } = route.useSearch()
  const navigate = route.useNavigate()
  const mayCall = useMay('tools.call')
  const tool = toolset.tools.find((one) => one.name === name)
  const choose = (next: string) =>
    void navigate({ search: { tool: next }, replace: true, resetScroll: false })
  return (
    <div className="space-y-6">
      <div className="max-w-xl space-y-4">
        <ToolPicker toolset={toolset} chosen={tool} onChoose={(one) => choose(one.name)} />
        {name !== undefined && !tool && (
          <Notice tone="warn" title={`This agent has no tool called ${name}`}>
            It may have been turned off or renamed. Choose another one, or ask under Tools why it isn't here.
          </Notice>
        )}
        {tool && <ToolAbout agentId={toolset.agent.id} tool={tool} />}
        {!mayCall && (
          <Notice>Running tools needs the role member. You can look at what they take and do.</Notice>
        )}
      </div>
      <ToolBench
        key={toolset.agent.id}
        toolset={toolset}
        tool={mayCall ? tool : undefined}
        onChoose={choose}
        instead={
          mayCall && (
            <EmptyState title="Choose a tool to run">
              It runs with the agent's policies and connections, and is recorded as your call.
            </EmptyState>
          )
        }
      />
    </div>
  )
}
