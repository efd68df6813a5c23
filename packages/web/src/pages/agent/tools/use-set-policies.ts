import type { Policy, ToolsetTool } from '@jackfield/sdk'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { policyWords } from '../../../kit/policy-words.ts'
import { count } from '../../../kit/words.tsx'
import { mayBe } from './policy-limits.ts'

interface Wanted {
  tools: ToolsetTool[]
  policy: Policy
}

/** So many rules go in one request. */
const AT_ONCE = 1000

/** Sets the agent's policy of tools. Those for which the account allows no such policy keep theirs, and it says so. */
export function useSetPolicies(agentId: string) {
  return useAction<Wanted, { set: ToolsetTool[]; kept: number }>({
    run: async ({ tools, policy }) => {
      const set = tools.filter((tool) => mayBe(tool, policy))
      const rules = set.flatMap(({ rule }) => (rule ? [{ ...rule, policy }] : []))
      for (let start = 0; start < rules.length; start += AT_ONCE)
        await hub.agents.policies.set(agentId, { rules: rules.slice(start, start + AT_ONCE) })
      return { set, kept: tools.length - set.length }
    },
    invalidates: ['agents'],
    done: ({ set, kept }, { policy }) => {
      const what = set.length === 1 && set[0] ? set[0].name : count(set.length, 'tool')
      const { label, about } = policyWords[policy]
      return {
        title: set.length === 0 ? 'Nothing was changed' : `${label}: ${what}`,
        description:
          kept > 0
            ? `${count(kept, 'tool')} ${kept === 1 ? 'keeps its policy' : 'keep theirs'}: the account allows nothing looser.`
            : `${about}, from the next run on.`,
        jack: policy === 'block' ? 'available' : 'connected',
      }
    },
  })
}
