import { ButtonLink } from '../../../kit/button-link.tsx'
import type { Skipped } from './why-not.ts'

export interface MendLinkProps {
  skipped: Skipped
  agentId: string
  mayConnect: boolean
  onGo(): void
}

/** The way to what mends it. */
export function MendLink({ skipped: { connector, mend }, agentId, mayConnect, onGo }: MendLinkProps) {
  if (mend === 'none') return null
  const look = { size: 'small' as const, onClick: onGo }
  const { name, slug } = connector
  if (mend === 'turn_on')
    return (
      <ButtonLink {...look} to="/agents/$agent/settings" params={{ agent: agentId }} hash="connectors">
        Turn on<span className="sr-only"> {name}</span>
      </ButtonLink>
    )
  if (mend === 'unblock')
    return (
      <ButtonLink
        {...look}
        to="/agents/$agent/tools"
        params={{ agent: agentId }}
        search={{ connector: slug, policy: 'block' }}
      >
        See what is blocked<span className="sr-only"> of {name}</span>
      </ButtonLink>
    )
  const words = { connect: 'Connect', reconnect: 'Reconnect', look: 'Look at it' }
  return (
    <ButtonLink {...look} to="/agents/connectors/$connector" params={{ connector: slug }}>
      {mayConnect ? words[mend] : 'See its page'}
      <span className="sr-only"> {name}</span>
    </ButtonLink>
  )
}
