import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Database } from './database.ts'

/** The channel on which nodes tell each other which account changed. */
const changesChannel = 'jackfield_changes'

/** Tells caches, on this node and the others, that something in an account changed. */
export interface Changes {
  /** `accountId` is undefined when anything may have changed: drop everything. Returns the unsubscriber. */
  subscribe(listener: (accountId: string | undefined) => void): () => void
  /** Tells this node at once. Other nodes hear through `notifyNodes`, which belongs into the transaction. */
  publish(accountId: string | undefined): void
  close(): Promise<void>
}

/** Sends the change to all nodes when the surrounding transaction commits. */
export async function notifyNodes<T>(db: Kysely<T>, accountId: string): Promise<void> {
  await sql`select pg_notify(${changesChannel}, ${accountId})`.execute(db)
}

/** Starts listening for the changes of other nodes. */
export async function openChanges(database: Database): Promise<Changes> {
  const listeners = new Set<(accountId: string | undefined) => void>()
  const publish = (accountId: string | undefined) => {
    for (const listener of listeners) listener(accountId)
  }
  const stop = await database.listen(changesChannel, {
    onMessage: publish,
    // What was said while the line was down is lost, so everything may be stale.
    onReconnect: () => publish(undefined),
  })
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    publish,
    close: stop,
  }
}
