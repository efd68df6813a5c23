import { apps } from '@jackfield/catalog'
import { effectOf, leads, SeededChance } from '@jackfield/platform'
import type { Client } from '@jackfield/sdk'
import type { MadeAgent } from '../make-agents.ts'
import type { UnchainedEvent } from '../rewrite-audit.ts'
import type { StoryTime } from '../story-time.ts'
import { endingOf } from './endings.ts'
import type { Habit, Known } from './habit.ts'
import { moments } from './moments.ts'
import { financeHabits, onboardingHabits, releaseHabits, researchHabits } from './office-habits.ts'
import { salesHabits } from './sales-habits.ts'
import { supportHabits } from './support-habits.ts'

/** How much each agent works, from when on, and what it does. */
export const routines: Record<string, { share: number; since: number; habits: Habit[] }> = {
  'Support triage': { share: 46, since: 40, habits: supportHabits },
  'Sales assistant': { share: 24, since: 41, habits: salesHabits },
  'Onboarding buddy': { share: 7, since: 35, habits: onboardingHabits },
  'Release notes': { share: 9, since: 32, habits: releaseHabits },
  Research: { share: 9, since: 22, habits: researchHabits },
  'Finance close': { share: 8, since: 18, habits: financeHabits },
}

/** Agents are made at half past four, and work from the next morning on. */
const FIRST_HOUR = '06:00'

/**
 * What the agents of an account have called in the weeks before now, as audit rows; the same at every start.
 * @param count of calls; what would come after now is left out, so there may be fewer
 */
export async function pastCalls(
  client: Client,
  agents: MadeAgent[],
  known: Known,
  time: StoryTime,
  count: number,
): Promise<UnchainedEvent[]> {
  const { items } = await client.connectors.list()
  const ids = new Map(items.map(({ slug, id }) => [slug, id]))
  const shares = agents.map(({ name }) => routines[name]?.share ?? 0)
  const all = shares.reduce((sum, share) => sum + share, 0)
  return agents.flatMap((agent, index) => {
    const chance = new SeededChance(7 + index)
    const routine = routines[agent.name]
    if (!routine) return []
    const from = time.moment(routine.since - 1, FIRST_HOUR)
    const calls = Math.round((count * (shares[index] ?? 0)) / all)
    const habits = routine.habits.filter(({ connector }) => ids.has(connector))
    return moments(chance, calls, from, time.now).flatMap((at) => {
      const habit = pick(chance, habits)
      return eventsOf({
        chance,
        agent,
        habit,
        known,
        at,
        time,
        connectorId: ids.get(habit.connector) ?? null,
      })
    })
  })
}

interface PastCall {
  chance: SeededChance
  agent: MadeAgent
  habit: Habit
  known: Known
  at: Date
  time: StoryTime
  connectorId: string | null
}

/** One row of a call that reads or was refused; of one that writes its intent as well. */
function eventsOf({ chance, agent, habit, known, at, time, connectorId }: PastCall): UnchainedEvent[] {
  const { outcome, durationMs, detail, unknown = false } = endingOf(chance, habit, at, time)
  const key = chance.happens(0.9) ? agent.keys[0] : agent.keys.at(-1)
  const told = { arguments: habit.with(chance, known) }
  const call = {
    kind: 'call' as const,
    action: 'tool.called',
    actor_type: 'agent_key',
    actor_id: key?.id ?? agent.id,
    actor_name: key?.name ?? agent.name,
    agent_id: agent.id,
    connector_id: unknown ? null : connectorId,
    tool: habit.tool,
    call_id: chance.id('call', at),
  }
  const end = new Date(at.getTime() + Math.ceil(durationMs))
  const ended = {
    ...call,
    id: chance.id('evt', end),
    at: end,
    phase: 'outcome' as const,
    outcome,
    duration_ms: durationMs,
    detail: { ...told, ...detail },
  }
  if (outcome === 'refused' || !writes(habit)) return [ended]
  const intent = { phase: 'intent' as const, outcome: null, duration_ms: null, detail: told }
  return [{ ...call, ...intent, id: chance.id('evt', at), at }, ended]
}

function pick(chance: SeededChance, habits: Habit[]): Habit {
  let point = chance.next() * habits.reduce((sum, { weight }) => sum + weight, 0)
  const found = habits.find(({ weight }) => (point -= weight) < 0) ?? habits[0]
  if (!found) throw new RangeError('an agent without habits')
  return found
}

const writing = new Set([
  ...apps.flatMap(({ tools }) => tools.filter(({ effect }) => effect !== 'read').map(({ name }) => name)),
  ...leads.tools.filter(({ risk }) => effectOf(risk) !== 'read').map(({ name }) => name),
  'order-desk__refund_order',
])

function writes({ tool }: Habit): boolean {
  return writing.has(tool)
}
