import { sql } from 'kysely'
import type { AreaContext } from '../area.ts'
import type { Period } from '../dates.ts'

const DAY_MS = 86_400_000

/**
 * How many leads were made in a period: its whole days (of UTC) from their counters, the hours before and after
 * them one by one in the index. Null when those hours hold more than `most`.
 */
export async function countCreated(
  { db, accountId }: AreaContext,
  period: Period,
  most: number,
): Promise<number | null> {
  const { since, firstDay, lastDay, to } = wholeDays(period)
  const { rows } = await sql<{ days: number; hours: number }>`
    select
      (select coalesce(sum(leads), 0) from leads_counts_by_day
        where account_id = ${accountId} and day >= ${firstDay} and day < ${lastDay}) as days,
      (select count(*) from (
        select from leads_clients
        where account_id = ${accountId} and created_at >= ${since} and created_at < ${firstDay}
        union all
        select from leads_clients
        where account_id = ${accountId} and created_at >= ${lastDay} and created_at < ${to}
        limit ${most + 1}) as few) as hours`.execute(db)
  const { days = 0, hours = 0 } = rows[0] ?? {}
  return hours > most ? null : days + hours
}

type Moment = Date | 'infinity' | '-infinity'

/** A period with the whole days in it; from `to` to `to` when there is none. */
function wholeDays({ since, to }: Period): Record<'since' | 'firstDay' | 'lastDay' | 'to', Moment> {
  const firstDay = since && new Date(Math.ceil(since.getTime() / DAY_MS) * DAY_MS)
  const lastDay = to && new Date(Math.floor(to.getTime() / DAY_MS) * DAY_MS)
  const ends = { since: since ?? '-infinity', to: to ?? 'infinity' } as const
  if (to && firstDay && lastDay && firstDay > lastDay) return { ...ends, firstDay: to, lastDay: to }
  return { ...ends, firstDay: firstDay ?? '-infinity', lastDay: lastDay ?? 'infinity' }
}
