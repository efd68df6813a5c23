import { Outlet } from '@tanstack/react-router'
import { useMe } from '../../hub/use-me.ts'
import { Page } from '../../kit/page.tsx'
import { TabLinks } from '../../kit/tab-links.tsx'
import type { TabLink } from '../../kit/tab-links.tsx'

const tabs: (TabLink & { needs?: 'connectors.manage' | 'webhooks.read' | 'api_keys.manage' })[] = [
  { label: 'Account', to: '/settings/account' },
  { label: 'Members', to: '/settings/members' },
  { label: 'API keys', to: '/settings/keys', needs: 'api_keys.manage' },
  { label: 'Policies', to: '/settings/policies' },
  { label: 'OAuth apps', to: '/settings/oauth-apps', needs: 'connectors.manage' },
  { label: 'Webhooks', to: '/settings/webhooks', needs: 'webhooks.read' },
]

/** What belongs to the account as a whole. */
export function SettingsPage() {
  const { permissions } = useMe()
  const shown = tabs.filter(({ needs }) => needs === undefined || permissions.includes(needs))
  return (
    <Page title="Settings" tabs={<TabLinks label="Settings" tabs={shown} />}>
      <Outlet />
    </Page>
  )
}
