import type { CallStatsQuery } from '@jackfield/sdk/contract'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../context.ts'
import type { Period } from './time-buckets.ts'

/** More lines than a chart can tell apart. */
const MOST_SERIES = 12

/** The calls of one series in one bucket. */
export interface CountedCalls {
  /** Id of the agent or connector; null for calls without one, and where everything is one series. */
  id: string | null
  /** As it is called now; null when it is gone. */
  name: string | null
  /** 1 for the first; null for the whole period. */
  bucket: number | null
  calls: number
  errors: number
  refused: number
  p50_ms: number | null
  p95_ms: number | null
}

export interface CountCalls extends Period {
  /** When each bucket begins, the first at or before `since`. */
  starts: Date[]
  by: z.output<typeof CallStatsQuery>['by']
  agent?: string | undefined
  connector?: string | undefined
}

const seriesBy: Record<CountCalls['by'], RawBuilder<string>> = {
  agent: sql`coalesce(agent_id, '')`,
  connector: sql`coalesce(connector_id, '')`,
  none: sql`''`,
}

/**
 * Counts the account's calls in one statement. A call is counted once, by its outcome, which stands at its end. How
 * long it took counts where something ran: a refusal takes no time, and who cancels decides how long that took.
 */
export async function countCalls(ctx: Context, query: CountCalls): Promise<CountedCalls[]> {
  const { accountId } = ctx
  const { since, until, starts, agent, connector } = query
  const edges = `{${starts.map((start) => start.toISOString()).join()}}`
  const { rows } = await sql<CountedCalls>`
    with calls as (
      select ${seriesBy[query.by]} as series, width_bucket(at, ${edges}::timestamptz[]) as bucket, outcome, duration_ms
      from audit_events
      where account_id = ${accountId} and kind = 'call' and phase = 'outcome' and at >= ${since} and at < ${until}
        ${agent === undefined ? sql`` : sql`and agent_id = ${agent}`}
        ${connector === undefined ? sql`` : sql`and connector_id = ${connector}`}
    ), counted as (
      select series, bucket, count(*) as calls,
        count(*) filter (where outcome = 'error') as errors,
        count(*) filter (where outcome = 'refused') as refused,
        percentile_cont(array[0.5, 0.95]) within group (order by duration_ms)
          filter (where outcome in ('ok', 'error')) as took
      from calls
      where series = any (array(
        select series from calls group by series order by count(*) desc, series limit ${sql.lit(MOST_SERIES)}))
      group by grouping sets ((series, bucket), (series))
    )
    select nullif(series, '') as id, coalesce(agent.name, connector.name) as name, bucket, calls, errors, refused,
      took[1] as p50_ms, took[2] as p95_ms
    from counted
      left join agents as agent on agent.account_id = ${accountId} and agent.id = series
      left join connectors as connector on connector.account_id = ${accountId} and connector.id = series`.execute(
    ctx.db,
  )
  return rows
}
