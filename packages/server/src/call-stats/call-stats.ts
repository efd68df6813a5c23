import type { CallStats, CallStatsQuery } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { invalid } from '../errors.ts'
import { platformCapability } from '../toolsets/toolset-connector.ts'
import { countCalls } from './count-calls.ts'
import type { CountedCalls } from './count-calls.ts'
import { bucketFor, bucketStarts } from './time-buckets.ts'
import type { Period } from './time-buckets.ts'

type Query = z.output<typeof CallStatsQuery>
type Series = z.input<typeof CallStats>['series'][number]

const WEEK_MS = 7 * 24 * 3_600_000

/**
 * The account's calls over time, one series for each agent or connector, of which the twelve busiest are given.
 * @throws Refusal `invalid` for a time that ends before it begins, begins before 1970, or makes too many points
 */
export async function callStats({
  ctx,
  input,
}: {
  ctx: Context
  input: Query
}): Promise<z.input<typeof CallStats>> {
  authorise(ctx, 'read')
  const period = periodOf(input)
  const { by, agent, connector, bucket = bucketFor(period) } = input
  const { time_zone } = await ctx.db
    .selectFrom('accounts')
    .select('time_zone')
    .where('id', '=', ctx.accountId)
    .executeTakeFirstOrThrow()
  const starts = bucketStarts(period, bucket, time_zone)
  const rows = await countCalls(ctx, { ...period, starts, by, agent, connector })
  return {
    since: period.since.toISOString(),
    until: period.until.toISOString(),
    bucket,
    series: seriesOf(rows, by, starts),
  }
}

function periodOf({ since, until }: Query): Period {
  const end = until === undefined ? new Date() : new Date(until)
  const start = since === undefined ? new Date(end.getTime() - WEEK_MS) : new Date(since)
  if (start >= end) throw invalid('since', 'must be before until.', 'Swap them, or leave one out.')
  if (start.getTime() < 0) throw invalid('since', 'lies before 1970, and no call does.', 'Begin later.')
  return { since: start, until: end }
}

function seriesOf(rows: CountedCalls[], by: Query['by'], starts: Date[]): Series[] {
  const totals = rows.filter((row) => row.bucket === null)
  // Everything together is a series also when nothing happened.
  if (by === 'none' && totals.length === 0) totals.push({ ...nothing, id: null, name: null, bucket: null })
  return totals
    .toSorted((a, b) => b.calls - a.calls || (a.id ?? '').localeCompare(b.id ?? ''))
    .map((total) => {
      const points = new Map(
        rows.filter((row) => row.id === total.id).map((row) => [row.bucket, countsOf(row)]),
      )
      return {
        id: total.id,
        name: nameOf(total, by),
        total: countsOf(total),
        points: starts.map((at, place) => ({
          ...(points.get(place + 1) ?? nothing),
          at: at.toISOString(),
        })),
      }
    })
}

const nothing = { calls: 0, errors: 0, refused: 0, p50_ms: null, p95_ms: null }

function countsOf({ calls, errors, refused, p50_ms, p95_ms }: CountedCalls): Series['total'] {
  return { calls, errors, refused, p50_ms, p95_ms }
}

const nameless: Record<Query['by'], string> = {
  agent: 'Without an agent',
  connector: 'Unknown tools',
  none: 'All calls',
}

function nameOf({ id, name }: CountedCalls, by: Query['by']): string {
  if (id === null) return nameless[by]
  const platform = platformCapability()
  return name ?? (id === platform.connectorId ? platform.name : id)
}
