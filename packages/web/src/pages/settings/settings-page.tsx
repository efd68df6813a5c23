import { Outlet } from '@tanstack/react-router'
import { useMe } from '../../hub/use-me.ts'
import { Page } from '../../kit/page.tsx'
import { TabLinks } from '../../kit/tab-links.tsx'
import { openTo } from '../../shell/navigation.ts'
import { settingsPlaces } from '../../shell/settings-places.ts'

/** What belongs to the account as a whole. */
export function SettingsPage() {
  const tabs = openTo(useMe(), settingsPlaces)
  return (
    <Page title="Settings" tabs={<TabLinks label="Settings" tabs={tabs} />}>
      <Outlet />
    </Page>
  )
}
