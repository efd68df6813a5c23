import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { LRUCache } from 'lru-cache'
import { ChangedAccounts } from './changed-accounts.ts'
import type { Database } from './database.ts'
import { keepAsking } from './keep-asking.ts'

/** The channel on which nodes tell each other which account changed. */
const changesChannel = 'jackfield_changes'

/** Accounts of which this node knows that it was told. */
const most = 10_000

type Listener = (accountId: string | undefined) => void

/** Tells caches, on this node and the others, that something in an account changed. */
export interface Changes {
  /** `accountId` is undefined when anything may have changed: drop everything. Returns the unsubscriber. */
  subscribe(listener: Listener): () => void
  /**
   * Tells this node at once. Other nodes hear through `notifyNodes`, which belongs into the transaction and gives
   * `changedIn`: with it this node is told once, however often it hears of the change.
   */
  publish(accountId: string | undefined, changedIn?: string): void
  close(): Promise<void>
}

/**
 * Sends the change to all nodes when the surrounding transaction commits, and leaves its number with the account for
 * nodes that do not hear. Locks the account's row.
 * @returns the number of the transaction, for `publish`; undefined when there is no such account
 */
export async function notifyNodes<T>(db: Kysely<T>, accountId: string): Promise<string | undefined> {
  const { rows } = await sql<{ changed_in: string }>`
    with changed as (
      update accounts set changed_in = pg_current_xact_id() where id = ${accountId} returning changed_in)
    select changed_in::text, pg_notify(${changesChannel}, ${accountId} || ' ' || changed_in) from changed`.execute(
    db,
  )
  return rows[0]?.changed_in
}

/**
 * As `notifyNodes`, in the transaction that deletes the account: it is kept for a while that it is gone.
 * @returns the number of the transaction, for `publish`
 */
export async function notifyNodesOfDeletion<T>(
  db: Kysely<T>,
  accountId: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ changed_in: string }>`
    with gone as (insert into deleted_accounts (id) values (${accountId}) returning changed_in)
    select changed_in::text, pg_notify(${changesChannel}, ${accountId} || ' ' || changed_in) from gone`.execute(
    db,
  )
  return rows[0]?.changed_in
}

/**
 * Starts listening for the changes of other nodes. Messages get lost when a connection breaks, so on PostgreSQL this
 * node also asks, over and over; while there is no answer, nobody may remember anything.
 * @param log told when answers fail to come, and when they are back
 */
export async function openChanges(
  database: Database,
  log: (message: string) => void = () => undefined,
): Promise<Changes> {
  const told = new Told()
  const stop = await database.listen(changesChannel, {
    onMessage: (message) => told.publish(...(message.split(' ') as [string, string])),
    // What was said while the line was down is lost, so everything may be stale.
    onReconnect: () => told.publish(undefined),
  })
  const { ask } = database
  const publish: Changes['publish'] = (accountId, changedIn) => told.publish(accountId, changedIn)
  const endAsking = ask ? keepAsking({ accounts: new ChangedAccounts(ask), publish, log }) : () => undefined
  return {
    subscribe: (listener) => told.subscribe(listener),
    publish,
    close: () => {
      endAsking()
      return stop()
    },
  }
}

/** Who wants to know of changes, and which ones they know of. */
class Told {
  readonly #listeners = new Set<Listener>()
  readonly #last = new LRUCache<string, string>({ max: most })

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  publish(accountId: string | undefined, changedIn?: string): void {
    if (accountId !== undefined && changedIn !== undefined) {
      if (this.#last.get(accountId) === changedIn) return
      this.#last.set(accountId, changedIn)
    }
    for (const listener of this.#listeners) listener(accountId)
  }
}
