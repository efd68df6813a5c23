import type { Connector } from '@jackfield/sdk'
import type { Said } from '../../../kit/toasts.tsx'

export type Revocation = NonNullable<NonNullable<Connector['app']>['revocation']>

/** Whether what the provider granted is still there, and only a person can take it back. */
export function needsPerson(revocation: Revocation | null): revocation is Revocation {
  return revocation?.status === 'by_hand' || revocation?.status === 'failed'
}

/** That it is disconnected, and how that went at the provider. */
export function disconnectedSaid(name: string, revocation: Revocation | null): Said {
  return { title: `${name} is disconnected`, jack: 'available', ...describe(name, revocation) }
}

function describe(name: string, revocation: Revocation | null): Pick<Said, 'description'> {
  if (revocation?.status === 'done') return { description: `${name} has taken the access back, too.` }
  if (revocation?.status === 'pending')
    return { description: `${name} is being asked to take the access back, too.` }
  return { description: 'Agents that have it on skip it from now on.' }
}
