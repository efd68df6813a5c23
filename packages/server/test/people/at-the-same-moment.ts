import { sql } from 'kysely'
import { expect } from 'vitest'
import type { Db } from '../../src/context.ts'
import type { TestHub } from '../start-hub.ts'

/**
 * Runs changes of the first account so that none can commit before all of them wait: their last step, the audit
 * chain, is held until then. The embedded database has one connection, on which they simply stand in line.
 */
export async function atTheSameMoment<Result>(
  { services, accountId }: TestHub,
  start: () => Promise<Result>[],
): Promise<Result[]> {
  const { db, dialect } = services.database
  const running = await db.transaction().execute(async (tx) => {
    await sql`select 1 from audit_chains where account_id = ${accountId} for update`.execute(tx)
    const started = start()
    if (dialect === 'postgres') await expect.poll(() => waiting(db)).toBe(started.length)
    // Wrapped, because a transaction would otherwise wait for what waits for it.
    return { all: Promise.all(started) }
  })
  return running.all
}

/** On a connection of its own: within a transaction the view would never change. */
async function waiting(db: Db) {
  const { rows } = await sql<{ count: number }>`
    select count(*) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
  return rows[0]?.count
}
