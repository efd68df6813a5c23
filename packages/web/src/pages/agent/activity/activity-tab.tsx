import { getRouteApi } from '@tanstack/react-router'
import { ActivityView } from '../../activity/activity-view.tsx'

const route = getRouteApi('/shell/agents/$agent/activity')

/** What an agent did, and what was changed about it. */
export function ActivityTab() {
  const search = route.useSearch()
  const { agent } = route.useParams()
  return <ActivityView search={search} agent={agent} />
}
