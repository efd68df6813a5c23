import { announce } from '../announcements/announce.ts'
import type { Context, Tx } from '../context.ts'
import { notifyNodes } from '../storage/changes.ts'
import { appendEvents } from './append-events.ts'

/** What a change says of itself in the audit log. */
export interface ChangeEvent {
  /** `<noun>.<past participle>`, for example `agent.created`. */
  action: string
  agentId?: string
  connectorId?: string
  tool?: string
  /** Facts for a person to read. Never a secret. */
  detail?: Record<string, unknown>
}

/**
 * Runs a mutation: its rows, its audit rows and the notice to every node commit together or not at all (GEN-8,
 * SEC-9, CON-23). `work` must record at least one event; it must not query outside `tx`.
 */
export async function commitChange<Result>(
  ctx: Context,
  work: (tx: Tx, record: (event: ChangeEvent) => void) => Promise<Result>,
): Promise<Result> {
  const { value, changedIn } = await ctx.db.transaction().execute(async (tx) => {
    const events: ChangeEvent[] = []
    const done = await work(tx, (event) => events.push(event))
    if (events.length === 0) throw new Error('a change must record what it did')
    // The account before the chain: a change that has already altered the account holds its row, and two changes
    // that lock in different orders wait for each other for ever.
    const transaction = await notifyNodes(tx, ctx.accountId)
    const heads = await appendEvents(
      tx,
      events.map((event) => changeRow(ctx, event)),
    )
    await announce(tx, ctx, events, heads)
    return { value: done, changedIn: transaction }
  })
  ctx.services.changes.publish(ctx.accountId, changedIn)
  return value
}

function changeRow(ctx: Context, event: ChangeEvent) {
  return {
    accountId: ctx.accountId,
    kind: 'change' as const,
    action: event.action,
    phase: 'outcome' as const,
    actor: ctx.actor,
    agentId: event.agentId ?? null,
    connectorId: event.connectorId ?? null,
    tool: event.tool ?? null,
    callId: null,
    outcome: 'ok',
    durationMs: null,
    detail: event.detail ?? {},
  }
}
