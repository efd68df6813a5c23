import { WebhookEvent } from '@jackfield/sdk/contract'
import type { Context, Tx } from '../context.ts'
import type { Tables } from '../storage/tables.ts'
import type { Selectable } from 'kysely'
import { addDelivery } from './add-delivery.ts'

/** The actions that webhooks can be told of. */
const announced: ReadonlySet<string> = new Set(WebhookEvent.options)

type Recorded = Selectable<Tables['audit_events']>
type Named = { id: string; slug: string | null; name: string | null }

/**
 * Sees to it that webhooks are told of the events that a change has just recorded: in its own transaction, so that
 * nothing is told which did not happen, and nothing that happened is lost (CON-23, B22). Costs nothing for other
 * actions, and one look by index where no webhook is.
 * @param events the account's last ones, in the log already
 * @param heads where the account's chain stands behind them
 */
export async function announce(
  tx: Tx,
  ctx: Context,
  events: readonly { action: string }[],
  heads: ReadonlyMap<string, { seq: number }>,
): Promise<void> {
  if (!events.some(({ action }) => announced.has(action))) return
  const webhooks = await tx
    .selectFrom('webhooks')
    .select(['id', 'events'])
    .where('account_id', '=', ctx.accountId)
    .where('enabled', '=', true)
    .execute()
  if (webhooks.length === 0) return
  const before = (heads.get(ctx.accountId)?.seq ?? 0) - events.length
  const recorded = await readRecorded(tx, ctx, before)
  const connectors = await readConnectors(tx, ctx, recorded)
  for (const event of recorded) {
    const message = { type: event.action, at: event.at, data: dataOf(event, connectors) }
    for (const webhook of webhooks)
      if (webhook.events.includes('*') || webhook.events.includes(event.action))
        await addDelivery(tx, ctx, webhook.id, message)
  }
}

async function readRecorded(tx: Tx, ctx: Context, before: number): Promise<Recorded[]> {
  const rows = await tx
    .selectFrom('audit_events')
    .selectAll()
    .where('account_id', '=', ctx.accountId)
    .where('seq', '>', before)
    .orderBy('seq')
    .execute()
  return rows.filter(({ action }) => announced.has(action))
}

async function readConnectors(tx: Tx, ctx: Context, events: Recorded[]): Promise<Named[]> {
  const ids = events.flatMap(({ connector_id }) => connector_id ?? [])
  if (ids.length === 0) return []
  return tx
    .selectFrom('connectors')
    .select(['id', 'slug', 'name'])
    .where('account_id', '=', ctx.accountId)
    .where('id', 'in', ids)
    .execute()
}

function dataOf(event: Recorded, connectors: Named[]) {
  return {
    event_id: event.id,
    account_id: event.account_id,
    actor: { type: event.actor_type, id: event.actor_id, name: event.actor_name },
    connector: connectorOf(event, connectors),
    detail: event.detail,
  }
}

/** One that was removed is known by what its event says. */
function connectorOf({ connector_id: id, detail }: Recorded, connectors: Named[]): Named | null {
  if (id === null) return null
  return (
    connectors.find((connector) => connector.id === id) ?? {
      id,
      slug: text(detail['slug']),
      name: text(detail['name']),
    }
  )
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
