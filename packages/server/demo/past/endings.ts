import type { SeededChance } from '@jackfield/platform'
import type { Habit } from './habit.ts'
import type { StoryTime } from '../story-time.ts'

/** How a call ended, as its audit row says it. */
export interface PastEnding {
  outcome: 'ok' | 'error' | 'refused' | 'cancelled'
  durationMs: number
  detail: Record<string, unknown>
  /** The agent had no such tool then: its connector was skipped. */
  unknown?: boolean
}

/** Milliseconds that half of the calls take, by connector. */
const usual: Record<string, number> = {
  leads: 7,
  zendesk: 310,
  intercom: 240,
  notion: 420,
  hubspot: 350,
  gmail: 260,
  github: 280,
  linear: 170,
  'google-calendar': 210,
  'google-sheets': 380,
  'order-desk': 95,
  'company-handbook': 60,
  warehouse: 140,
}

/** What goes wrong now and then, as apps say it. */
const mishaps = [
  { error: 'not_found' },
  { error: 'not_found' },
  { error: 'rate_limited', retry_after: 30 },
  { error: 'provider_down' },
]

/** How one call of a habit went at that time. */
export function endingOf(chance: SeededChance, habit: Habit, at: Date, time: StoryTime): PastEnding {
  const since = (daysAgo: number, clock: string) => at >= time.moment(daysAgo, clock)
  const { tool, connector } = habit
  const refuse = (text: string, unknown = false): PastEnding => ({
    outcome: 'refused',
    durationMs: round(0.4 + chance.next() * 1.2),
    detail: { refused: text },
    ...(unknown && { unknown }),
  })
  if (connector === 'zendesk' && since(1, '08:20'))
    return refuse(`Zendesk needs to be reconnected before ${tool} can be used.`, true)
  if (tool === 'gmail_send_message' && since(13, '10:15')) return refuse(asking(tool, accountRule))
  if (tool === 'order-desk__refund_order' && since(12, '17:05')) return refuse(asking(tool, agentRule))
  if (tool === 'google_sheets_clear_range' && since(12, '17:05'))
    return refuse(`${tool} is blocked: ${agentRule}.`)
  if (connector === 'warehouse' && since(2, '05:10'))
    return { outcome: 'error', durationMs: round(4 + chance.next() * 6), detail: { failure: 'refused' } }
  return passed(chance, connector, at, time)
}

function passed(chance: SeededChance, connector: string, at: Date, time: StoryTime): PastEnding {
  const durationMs = round((usual[connector] ?? 200) * Math.exp(0.45 * bell(chance)))
  if (connector === 'intercom' && isBadTime(at, time) && chance.happens(0.7))
    return { outcome: 'error', durationMs: durationMs * 12, detail: { error: 'provider_down' } }
  if (chance.happens(0.001)) return { outcome: 'cancelled', durationMs: round(durationMs * 8), detail: {} }
  if (connector !== 'leads' && chance.happens(0.011))
    return { outcome: 'error', durationMs, detail: chance.pick(mishaps) }
  return { outcome: 'ok', durationMs, detail: {} }
}

/** Intercom had a bad day: the last Tuesday that is a week ago at least, from nine to three. */
function isBadTime(at: Date, time: StoryTime): boolean {
  const ago = 7 + ((time.now.getUTCDay() + 5) % 7)
  return at >= time.moment(ago, '09:00') && at < time.moment(ago, '15:00')
}

const accountRule = 'a rule of the account says so; an admin can change it'
const agentRule = 'a rule of this agent says so; whoever edits the agent can change it'

function asking(tool: string, because: string): string {
  return `${tool} needs a person's approval: ${because}. Approvals cannot be given here yet, so nothing was done.`
}

/** About 0, mostly within 2: the sum of twelve evenly spread numbers comes close to a normal distribution. */
function bell(chance: SeededChance): number {
  let sum = -6
  for (let index = 0; index < 12; index += 1) sum += chance.next()
  return sum
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100
}
