import type { SeededChance } from '@jackfield/platform'

/** A tool that an agent calls again and again. */
export interface Habit {
  /** Slug of its connector. */
  connector: string
  /** Its public name. */
  tool: string
  /** How often, next to the agent's other habits. */
  weight: number
  with(chance: SeededChance, known: Known): Record<string, unknown>
}

/** What the account has, for arguments that name it. */
export interface Known {
  /** Ids of leads. */
  leads: string[]
}

/** Habits with one connector. */
export function habitsWith(
  connector: string,
  tools: Record<string, [weight: number, with_: Habit['with']]>,
): Habit[] {
  return Object.entries(tools).map(([tool, [weight, with_]]) => ({ connector, tool, weight, with: with_ }))
}
