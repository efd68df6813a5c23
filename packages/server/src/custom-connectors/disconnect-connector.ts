import type { z } from 'zod'
import type { DisconnectPreview } from '@jackfield/sdk/contract'
import { sql } from 'kysely'
import { appOf } from '../apps/app-of.ts'
import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import { planRevocation } from '../connections/plan-revocation.ts'
import type { PlannedRevocation } from '../connections/plan-revocation.ts'
import { queueRevocation } from '../connections/revoke-grant.ts'
import type { Context } from '../context.ts'
import { requireConnector } from './require-connector.ts'
import type { ConnectorRow } from './require-connector.ts'

/** Who would lose a connector's tools: agents that have it on, templates that have it by default (CON-22, B18). */
export async function previewDisconnect({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string }
}): Promise<z.input<typeof DisconnectPreview>> {
  authorise(ctx, 'read')
  const connector = await requireConnector(ctx, input.id)
  const agents = await ctx.db
    .selectFrom('agents')
    .leftJoin('toggles', (join) =>
      join.onRef('toggles.agent_id', '=', 'agents.id').on('toggles.connector_id', '=', connector.id),
    )
    .leftJoin('template_connectors', (join) =>
      join
        .onRef('template_connectors.template_id', '=', 'agents.template_id')
        .on('template_connectors.connector_id', '=', connector.id),
    )
    .select(['agents.id', 'agents.name'])
    .where('agents.account_id', '=', ctx.accountId)
    .where(
      sql<boolean>`coalesce(toggles.state, case when template_connectors.connector_id is null then 'off' else 'on' end) = 'on'`,
    )
    .orderBy(sql`lower(agents.name)`)
    .execute()
  const templates = await ctx.db
    .selectFrom('templates')
    .innerJoin('template_connectors', 'template_connectors.template_id', 'templates.id')
    .select(['templates.id', 'templates.name'])
    .where('templates.account_id', '=', ctx.accountId)
    .where('template_connectors.connector_id', '=', connector.id)
    .orderBy(sql`lower(templates.name)`)
    .execute()
  return { agents, templates }
}

/**
 * Disconnects for the whole account (CON-10, CON-11): the connection and its secrets are destroyed, agents skip the
 * connector, toggles and policies stay for the day it is connected again. Twice is the same as once. What an app has
 * granted is taken back there afterwards (CONFLICT X22): whether that works changes nothing here.
 */
export async function disconnectConnector({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string }
}): Promise<void> {
  authorise(ctx, 'connectors.manage')
  const connector = await requireConnector(ctx, input.id)
  const { connection_id } = connector
  if (!connection_id) return
  const revocation = await revocationOf(ctx, connector, connection_id)
  await commitChange(ctx, async (tx, record) => {
    await tx
      .deleteFrom('connections')
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', connection_id)
      .execute()
    if (revocation) await queueRevocation(tx, ctx, connector.id, revocation)
    record({ action: 'connection.disconnected', connectorId: connector.id, detail: { name: connector.name } })
  })
}

/** What a credential that does not open any more was granted cannot be taken back; it goes all the same. */
async function revocationOf(
  ctx: Context,
  connector: ConnectorRow,
  connectionId: string,
): Promise<PlannedRevocation> {
  const app = await appOf(ctx.db, connector)
  if (!app) return undefined
  try {
    return await planRevocation(ctx, app, connectionId)
  } catch (error) {
    ctx.services.log.warn({ err: error, connection: connectionId }, 'a grant cannot be taken back')
    return {
      byHand: `Remove Jackfield from your account at ${app.name}: what was stored here could not be read.`,
    }
  }
}
