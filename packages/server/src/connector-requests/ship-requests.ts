import { apps } from '@jackfield/catalog'
import { commitChange } from '../audit/commit-change.ts'
import { systemContext } from '../context.ts'
import type { Context, Services } from '../context.ts'
import { Refusal } from '../errors.ts'
import { appKey } from './app-key.ts'
import { readRequestAnswer } from './request-answer.ts'

/**
 * Marks the requests whose app the catalog has by now as shipped, and tells those who asked (B17). Runs at the start:
 * the catalog comes with the release.
 * @param catalog the apps that there are, by slug and name
 */
export async function shipRequests(
  services: Services,
  catalog: readonly { slug: string; name: string }[] = apps,
): Promise<void> {
  const keys = new Set(catalog.flatMap(({ slug, name }) => [slug, appKey(name)]))
  if (keys.size === 0) return
  const waiting = await services.database.db
    .selectFrom('connector_requests')
    .select(['id', 'account_id'])
    .where('status', 'in', ['open', 'planned'])
    .where('app_key', 'in', [...keys])
    .execute()
  for (const { id, account_id } of waiting) await ship(systemContext(services, account_id, 'catalog'), id)
}

async function ship(ctx: Context, id: string): Promise<void> {
  const { app, votes } = await readRequestAnswer(ctx, id)
  try {
    await commitChange(ctx, async (tx, record) => {
      const updated = await tx
        .updateTable('connector_requests')
        .set({ status: 'shipped', updated_at: new Date() })
        .where('account_id', '=', ctx.accountId)
        .where('id', '=', id)
        .where('status', 'in', ['open', 'planned'])
        .executeTakeFirst()
      if (updated.numUpdatedRows === 0n) throw new Refusal('conflict', 'Another node was first.')
      record({ action: 'connector_request.shipped', detail: { request: id, app, votes } })
    })
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'conflict')) throw error
  }
}
