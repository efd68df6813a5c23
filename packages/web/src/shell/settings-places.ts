import type { Place } from './navigation.ts'

/** A page that is found by name. */
export interface FoundPlace extends Omit<Place, 'icon' | 'exact'> {
  /** Found by these, too. */
  words: string
}

/** The settings, which are found by name, too. */
export const settingsPlaces: FoundPlace[] = [
  { label: 'Account', to: '/settings/account', words: 'settings name time zone delete leave' },
  { label: 'Members', to: '/settings/members', words: 'people roles invitations settings' },
  { label: 'API keys', to: '/settings/keys', words: 'settings tokens', needs: 'api_keys.manage' },
  { label: 'Policies', to: '/settings/policies', words: 'settings allow ask block' },
  {
    label: 'OAuth apps',
    to: '/settings/oauth-apps',
    words: 'settings client redirect',
    needs: 'connectors.manage',
  },
  { label: 'Webhooks', to: '/settings/webhooks', words: 'settings events', needs: 'webhooks.read' },
]
