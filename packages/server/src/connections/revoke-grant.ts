import { failureOf } from '@jackfield/catalog/run'
import type { App, Outgoing } from '@jackfield/catalog/run'
import { sql } from 'kysely'
import { appOf } from '../apps/app-of.ts'
import { commitChange } from '../audit/commit-change.ts'
import { sendHttp } from '../connectors/http.ts'
import { systemContext } from '../context.ts'
import type { Context, Services, Tx } from '../context.ts'
import { sealedRow } from '../credentials/sealed-tables.ts'
import { newId } from '../ids.ts'
import { json } from '../storage/json.ts'
import type { Work } from '../work.ts'
import type { PlannedRevocation } from './plan-revocation.ts'

/** Puts a revocation on record, and on its way, in the transaction that removes the connection (CONFLICT X22). */
export async function queueRevocation(
  tx: Tx,
  ctx: Context,
  connectorId: string,
  plan: NonNullable<PlannedRevocation>,
): Promise<void> {
  const id = newId('rev')
  const request = 'request' in plan ? plan.request : undefined
  await tx
    .insertInto('revocations')
    .values({
      id,
      account_id: ctx.accountId,
      connector_id: connectorId,
      status: request ? 'pending' : 'by_hand',
      sealed: request
        ? await ctx.services.vault.seal(ctx.accountId, sealedRow('revocations', id), json(request), tx)
        : null,
      message: 'byHand' in plan ? plan.byHand : null,
      ...(request ? {} : { finished_at: new Date() }),
    })
    .execute()
  if (request) await ctx.services.queue.add(tx, revokeGrant.name, { accountId: ctx.accountId, id })
}

/** With the waits between them about a day. */
const RETRIES = 9
const FIRST_WAIT_S = 120
/** Longer than the longest wait between two tries: whoever is still pending then has lost its place in the queue. */
const FORGOTTEN_HOURS = 12

/** Asks again for revocations that the queue does not know: after a restore, for which the queue is not kept. */
export async function resumeRevocations(services: Services): Promise<void> {
  await services.database.db.transaction().execute(async (tx) => {
    const rows = await tx
      .updateTable('revocations')
      .set({ tried_at: new Date() })
      .where('status', '=', 'pending')
      .where('tried_at', '<', sql<Date>`now() - make_interval(hours => ${FORGOTTEN_HOURS})`)
      .returning(['id', 'account_id'])
      .execute()
    for (const { id, account_id: accountId } of rows)
      await services.queue.add(tx, revokeGrant.name, { accountId, id })
  })
}

/** Takes a grant back at its provider; tried for about a day, and its outcome is kept. */
export const revokeGrant: Work<{ accountId: string; id: string }> = {
  name: 'revoke-grant',
  retryLimit: RETRIES,
  retryDelaySeconds: FIRST_WAIT_S,
  backoff: true,
  parallel: 2,
  async run(services, { accountId, id }) {
    const ctx = systemContext(services, accountId, 'revocation')
    const row = await ctx.db
      .selectFrom('revocations')
      .innerJoin('connectors', 'connectors.id', 'revocations.connector_id')
      .selectAll('revocations')
      .select(['connectors.family', 'connectors.slug', 'connectors.created_by'])
      .where('revocations.account_id', '=', accountId)
      .where('revocations.id', '=', id)
      .where('revocations.status', '=', 'pending')
      .executeTakeFirst()
    if (!row?.sealed) return
    const app = await appOf(ctx.db, row)
    const clear = await services.vault.open(accountId, sealedRow('revocations', id), row.sealed)
    const problem = app && (await send(services, app, JSON.parse(clear) as Outgoing))
    const attempts = row.attempts + 1
    if (problem === undefined) return finish(ctx, row, { status: 'done', message: null, attempts })
    const last = attempts > RETRIES || problem.final
    if (last) return finish(ctx, row, { status: 'failed', message: problem.message, attempts })
    await ctx.db
      .updateTable('revocations')
      .set({ attempts, message: problem.message, tried_at: new Date() })
      .where('account_id', '=', accountId)
      .where('id', '=', id)
      .execute()
    throw new Error(problem.message)
  },
}

/** Undefined when the grant is gone: also when the provider did not know it any more (RFC 7009 section 2.2). */
async function send(
  services: Services,
  app: App,
  request: Outgoing,
): Promise<{ message: string; final: boolean } | undefined> {
  try {
    // Its body may hold a token, which goes to nobody else.
    const options = { what: app.name, timeoutMs: 15_000, maxBody: 1024 * 1024, redirects: 'none' as const }
    const failure = failureOf(app, await sendHttp(services.net, request, options))
    if (!failure || failure.kind === 'expired' || failure.kind === 'not_found') return undefined
    const final = failure.kind !== 'provider_down' && failure.kind !== 'rate_limited'
    return { message: `${app.name} answered: ${failure.message}`, final }
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error), final: false }
  }
}

interface Ending {
  status: 'done' | 'failed'
  message: string | null
  attempts: number
}

async function finish(
  ctx: Context,
  row: { id: string; connector_id: string },
  ending: Ending,
): Promise<void> {
  await commitChange(ctx, async (tx, record) => {
    await tx
      .updateTable('revocations')
      .set({ ...ending, sealed: null, finished_at: new Date() })
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', row.id)
      .execute()
    const { status, message } = ending
    record({
      action: status === 'done' ? 'grant.revoked' : 'grant.revocation_failed',
      connectorId: row.connector_id,
      detail: message === null ? {} : { message },
    })
  })
}
