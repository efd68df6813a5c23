import type { Services } from '../context.ts'

/** Several changes in a row are looked at once. */
const SETTLE_MS = 50

/**
 * Drops the open clients and breakers of connections that were edited, disconnected or removed, on this node or on
 * another: they hold the old address and credential. Answers the function that ends it.
 */
export function dropChangedClients(services: Services): () => void {
  const due = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const look = () => {
    timer = undefined
    const accountIds = [...due]
    due.clear()
    dropChanged(services, accountIds).catch((error: unknown) => {
      // While the database does not answer, changes are announced again and again.
      services.log.debug({ err: error }, 'changed connections could not be looked up')
    })
  }
  const stop = services.changes.subscribe((changed) => {
    for (const accountId of services.upstreams.accounts())
      if (changed === undefined || changed === accountId) due.add(accountId)
    if (due.size > 0) timer ??= setTimeout(look, SETTLE_MS)
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}

async function dropChanged({ database, upstreams }: Services, accountIds: string[]): Promise<void> {
  const rows = await database.db
    .selectFrom('connections')
    .select(['account_id', 'id', 'revision'])
    .where('account_id', 'in', accountIds)
    .execute()
  for (const accountId of accountIds) {
    const own = rows.filter((row) => row.account_id === accountId)
    upstreams.keepOnly(accountId, new Map(own.map((row) => [row.id, row.revision])))
  }
}
