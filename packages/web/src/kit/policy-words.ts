import type { Policy } from '@jackfield/sdk'

/** What the policies are called, from the most open. */
export const policyWords: Record<Policy, { label: string; about: string }> = {
  allow: { label: 'Allow', about: 'Runs at once' },
  ask: { label: 'Ask', about: 'Waits for a person' },
  block: { label: 'Block', about: 'The agent does not see it' },
}

export const policies: Policy[] = ['allow', 'ask', 'block']
