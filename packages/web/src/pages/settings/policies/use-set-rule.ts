import type { Policy } from '@jackfield/sdk'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { policyWords } from '../../../kit/policy-words.ts'
import { ruleInWords } from './rule-list.ts'

export interface RuleChange {
  connector: { id: string; name: string }
  tool: string
  /** null removes the rule. */
  policy: Policy | null
}

/** Sets one rule of the account, or removes it. */
export function useSetRule(options: { quiet?: boolean } = {}) {
  return useAction({
    ...options,
    run: ({ connector, tool, policy }: RuleChange) =>
      hub.policies.set({ rules: [{ connector: connector.id, tool, policy }] }),
    invalidates: ['policies', 'agents'],
    done: (_, { connector, tool, policy }) => {
      const what = ruleInWords(tool, connector.name)
      return {
        title:
          policy === null ? `Removed the rule for ${what}` : `${policyWords[policy].label} ${what}: saved`,
        description: 'It counts from the next call on, for every agent.',
      }
    },
  })
}
