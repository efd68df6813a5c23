import type { Said } from '../../kit/toasts.tsx'
import { TextLink } from '../../kit/text-link.tsx'

/** That something is connected, and what comes next (UX-14): connecting turns it on for no agent. */
export function connectedSaid(name: string): Said {
  return {
    title: `${name} is connected`,
    description: 'No agent uses it until you turn it on there.',
    jack: 'connected',
    action: <TextLink to="/agents">Turn it on for an agent</TextLink>,
  }
}
