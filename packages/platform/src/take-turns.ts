import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { ToolRefusal } from './refusal.ts'

const LONGEST_WAIT = '10s'
/** PostgreSQL's `lock_not_available`. */
const LOCK_TIMEOUT = '55P03'

/**
 * Waits until no other write of this account in this area is under way, on any node; the turn ends with the
 * transaction. What a rule has read stays true until its write is committed.
 * @throws ToolRefusal `busy` after ten seconds
 */
export async function takeTurn<T>(db: Kysely<T>, area: string, accountId: string): Promise<void> {
  await sql`select set_config('lock_timeout', ${LONGEST_WAIT}, true)`.execute(db)
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${area}:${accountId}`}, 0))`
    .execute(db)
    .catch((error: unknown) => {
      throw isLockTimeout(error) ? busy() : error
    })
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === LOCK_TIMEOUT
}

function busy(): ToolRefusal {
  return new ToolRefusal('busy', 'Another change of this account takes long. Nothing was done.', {
    hint: 'Try again in a moment.',
  })
}
