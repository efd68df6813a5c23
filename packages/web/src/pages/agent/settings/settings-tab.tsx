import type { AgentDetail } from '@jackfield/sdk'
import { getRouteApi } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../hub/queries.ts'
import { useMay } from '../../../hub/use-me.ts'
import { Loaded } from '../../../kit/loaded.tsx'
import { Notice } from '../../../kit/notice.tsx'
import { SkeletonList } from '../../../kit/skeleton.tsx'
import { ConnectorsSection } from './connectors-section.tsx'
import { LeaveDialog } from './leave-dialog.tsx'
import { PlatformSection } from './platform-section.tsx'
import { SaveBar } from './save-bar.tsx'
import { SavedWarnings } from './saved-warnings.tsx'
import { TextsSection } from './texts-section.tsx'
import { useAgentDraft } from './use-agent-draft.ts'

const route = getRouteApi('/shell/agents/$agent')

/** What an agent is, and what it can do. */
export function SettingsTab() {
  const { agent: id } = route.useParams()
  const agent = useQuery(queries.agent(id))
  return (
    <Loaded query={agent} skeleton={<SkeletonList count={4} className="max-w-3xl space-y-4" item="h-24" />}>
      {(data) => <Settings key={data.id} agent={data} />}
    </Loaded>
  )
}

function Settings({ agent }: { agent: AgentDetail }) {
  const edit = useAgentDraft(agent)
  const readOnly = !useMay('agents.edit')
  return (
    <div className="max-w-3xl space-y-10">
      {readOnly && (
        <Notice title="You can look at this agent">
          Changing it needs the role builder. Ask an owner or admin of the account.
        </Notice>
      )}
      <SavedWarnings warnings={edit.warnings} onDismiss={edit.dismissWarnings} />
      <TextsSection agent={agent} edit={edit} readOnly={readOnly} />
      <PlatformSection agent={agent} edit={edit} readOnly={readOnly} />
      <ConnectorsSection agent={agent} edit={edit} readOnly={readOnly} />
      <SaveBar edit={edit} />
      <LeaveDialog edit={edit} />
    </div>
  )
}
