import type { Policy, ToolsetTool } from '@jackfield/sdk'
import { policyWords } from '../../../kit/policy-words.ts'

const strictness: Record<Policy, number> = { allow: 0, ask: 1, block: 2 }

/** What an agent's rule cannot be looser than, and why; no `why` where nothing is in the way. */
export interface Limit {
  loosest: Policy
  why?: string
}

/** The limit of one tool: the account's policy (ROL-7), or a changed definition that waits or was refused (CUS-24). */
export function limitOf({ ceiling, held, effect, because }: ToolsetTool): Limit {
  if (because === 'refused')
    return { loosest: 'block', why: 'Its changed definition was refused; the connector page can accept it.' }
  if (held && effect !== 'read' && strictness[ceiling] < strictness.ask)
    return { loosest: 'ask', why: 'Its changed definition waits for a person.' }
  if (ceiling === 'allow') return { loosest: 'allow' }
  const why =
    because === 'read_only_connector'
      ? 'The connector is read-only.'
      : `The account says ${policyWords[ceiling].label.toLowerCase()}; an agent can only be stricter.`
  return { loosest: ceiling, why }
}

/** Whether a rule of the agent may say `policy` of a tool. */
export function mayBe(tool: ToolsetTool, policy: Policy): boolean {
  return tool.rule !== null && strictness[policy] >= strictness[limitOf(tool).loosest]
}
