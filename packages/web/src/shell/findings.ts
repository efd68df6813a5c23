import type { Agent, Connector, Me } from '@jackfield/sdk'
import type { JackState } from '../kit/jack.tsx'
import { statusWords } from '../kit/status-words.ts'
import { places } from './navigation.ts'

/** Something that one can go to. */
export interface Finding {
  label: string
  /** Found by these, too. */
  words: string
  note?: string
  to: string
  jack?: JackState
}

/** Everything that can be found, in groups. */
export function findings({ me, agents, connectors }: { me: Me; agents: Agent[]; connectors: Connector[] }) {
  const main = places
    .filter(({ needs }) => needs === undefined || me.permissions.includes(needs))
    .map(({ label, to }): Finding => ({ label, words: '', to: String(to) }))
  const groups = [
    { label: 'Pages', items: [...main, ...more(me)] },
    {
      label: 'Agents',
      items: agents.map(({ id, name, template }): Finding => ({
        label: name,
        words: template.name,
        note: template.name,
        to: `/agents/${id}/settings`,
      })),
    },
    {
      label: 'Connectors',
      items: connectors.map((connector): Finding => ({
        label: connector.name,
        words: `${connector.slug} ${connector.app?.category ?? ''}`,
        note: statusWords.account[connector.status],
        to: `/agents/connectors/${connector.slug}`,
        jack: connector.status,
      })),
    },
  ]
  return groups.filter(({ items }) => items.length > 0)
}

function more(me: Me): Finding[] {
  const all: (Finding & { needs?: Me['permissions'][number] })[] = [
    {
      label: 'Add a custom connector',
      words: 'mcp server new',
      to: '/agents/connectors/custom',
      needs: 'connectors.manage',
    },
    { label: 'Templates', words: 'agents', to: '/agents/templates' },
    { label: 'Members', words: 'people roles invitations settings', to: '/settings/members' },
    { label: 'API keys', words: 'settings tokens', to: '/settings/keys', needs: 'api_keys.manage' },
    { label: 'Policies', words: 'settings allow ask block', to: '/settings/policies' },
    {
      label: 'OAuth apps',
      words: 'settings client redirect',
      to: '/settings/oauth-apps',
      needs: 'connectors.manage',
    },
    { label: 'Webhooks', words: 'settings events', to: '/settings/webhooks', needs: 'webhooks.read' },
  ]
  return all.filter(({ needs }) => needs === undefined || me.permissions.includes(needs))
}
