import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from '../packages/sdk/src/client.ts'

const PATIENCE_MS = 10_000

/** Rows of tool calls in an account's audit log. */
export interface AuditCount {
  intents: number
  /** Outcomes, all of them `ok`. */
  outcomes: number
}

/**
 * Counts the audit rows of every call that a benchmark made, and checks that there is exactly one outcome for each.
 * Rows of calls that read follow their answers, so they get a moment.
 * @throws Error when rows are missing or too many, or when one says anything but `ok`.
 */
export async function countAudit(client: Client, answered: number): Promise<AuditCount> {
  await untilStill(client)
  const count: AuditCount = { intents: 0, outcomes: 0 }
  for await (const line of client.audit.export({ format: 'jsonl', action: 'tool.called' })) {
    const { phase, outcome } = JSON.parse(line) as { phase: string; outcome: string | null }
    if (phase === 'intent') count.intents++
    else if (outcome === 'ok') count.outcomes++
    else throw new Error(`The audit log says that a call ended with ${String(outcome)}.`)
  }
  if (count.outcomes !== answered)
    throw new Error(`${answered} calls were answered and ${count.outcomes} outcomes are in the audit log.`)
  return count
}

/** Waits until the log grows no more. */
async function untilStill(client: Client): Promise<void> {
  const until = Date.now() + PATIENCE_MS
  for (let last = -1, now = await newest(client); now !== last && Date.now() < until;) {
    await sleep(300)
    ;[last, now] = [now, await newest(client)]
  }
}

async function newest(client: Client): Promise<number> {
  const { items } = await client.audit.list({ limit: 1 })
  return items[0]?.seq ?? 0
}
