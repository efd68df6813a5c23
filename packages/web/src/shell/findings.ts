import type { Agent, Connector, Me } from '@jackfield/sdk'
import type { JackState } from '../kit/jack.tsx'
import { statusWords } from '../kit/status-words.ts'
import { openTo, places } from './navigation.ts'
import { settingsPlaces } from './settings-places.ts'
import type { FoundPlace } from './settings-places.ts'

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
  const groups = [
    { label: 'Pages', items: pages(me) },
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

function pages(me: Me): Finding[] {
  const main = places.map((place) => ({ ...place, words: '' }))
  return openTo(me, [...main, ...further, ...settingsPlaces]).map(({ label, words, to }) => ({
    label,
    words,
    to: String(to),
  }))
}

/** Pages that no menu leads to at once. */
const further: FoundPlace[] = [
  {
    label: 'Add a custom connector',
    words: 'mcp server new',
    to: '/agents/connectors/custom',
    needs: 'connectors.manage',
  },
  { label: 'Templates', words: 'agents', to: '/agents/templates' },
]
