import { getRouteApi } from '@tanstack/react-router'
import { Page } from '../../kit/page.tsx'
import { ActivityView } from './activity-view.tsx'

const route = getRouteApi('/shell/activity')

/** Who changed what, and which agent called which tool. */
export function ActivityPage() {
  const search = route.useSearch()
  return (
    <Page title="Activity" lead="Who changed what, and which agent called which tool.">
      <ActivityView search={search} />
    </Page>
  )
}
