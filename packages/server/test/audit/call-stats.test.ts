import { CallStats } from '@jackfield/sdk/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountIdOf, startAgentHub } from '../agents/agent-hub.ts'
import type { AgentHub } from '../agents/agent-hub.ts'
import { bodyOf, refusalOf } from '../agents/body-of.ts'
import type { Api } from '../start-hub.ts'
import { insertCalls } from './insert-calls.ts'
import type { EndedCall } from './insert-calls.ts'

let h: AgentHub
beforeAll(async () => {
  h = await startAgentHub()
})
afterAll(() => h.close())

/** An account of its own for each test, with these calls. */
async function accountWith(calls: EndedCall[]): Promise<Api> {
  const owner = await h.hub.secondAccount()
  await insertCalls(h.hub.services.database.db, await accountIdOf(owner), calls)
  return owner
}

async function statsOf(api: Api, query: Record<string, string> = {}) {
  return bodyOf(CallStats, await api.get(`/audit/stats?${new URLSearchParams(query).toString()}`))
}

const day = '2026-03-03'
const ofDay = { since: `${day}T00:00:00Z`, until: '2026-03-04T00:00:00Z' }

describe('GET /audit/stats', () => {
  it('SEC-9, GEN-3: counts each call once, from the start of the time and before its end, without gaps', async () => {
    const api = await accountWith([
      { at: '2026-03-02T23:59:59.999Z' },
      { at: `${day}T00:00:00Z`, ms: 10, wrote: true },
      { at: `${day}T00:59:59Z`, ms: 30, outcome: 'error' },
      { at: `${day}T02:00:00Z`, ms: 9000, outcome: 'refused' },
      { at: `${day}T02:30:00Z`, ms: 8000, outcome: 'cancelled' },
      { at: '2026-03-04T00:00:00Z' },
    ])
    const { bucket, series, since } = await statsOf(api, ofDay)
    expect({ bucket, since, length: series.length }).toEqual({
      bucket: 'hour',
      since: '2026-03-03T00:00:00.000Z',
      length: 1,
    })
    const [{ id, name, total, points } = expect.fail('no series')] = series
    expect({ id, name }).toEqual({ id: null, name: 'All calls' })
    expect(total).toEqual({ calls: 4, errors: 1, refused: 1, p50_ms: 20, p95_ms: 29 })
    expect(points.map(({ at }) => at)).toEqual(
      Array.from({ length: 24 }, (_, hour) => new Date(Date.UTC(2026, 2, 3, hour)).toISOString()),
    )
    expect(points.map(({ calls }) => calls)).toEqual([2, 0, 2, ...Array(21).fill(0)])
    expect(points[2]).toMatchObject({ refused: 1, errors: 0, p50_ms: null, p95_ms: null })
  })

  it("GEN-3: a day is the account's, also with 23 or 25 hours, and so is the start of an hour", async () => {
    const api = await accountWith([
      // 23:30 on the day that has 25 hours, and the first minute of the next.
      { at: '2026-10-25T22:30:00Z' },
      { at: '2026-10-25T23:00:00Z' },
      // The hour between two and three is there twice.
      { at: '2026-10-25T00:30:00Z', outcome: 'error' },
      { at: '2026-10-25T01:30:00Z' },
    ])
    const points = async (query: Record<string, string>) =>
      (await statsOf(api, query)).series[0]?.points ?? []
    await api.patch('/account', { time_zone: 'Europe/Berlin' })
    const days = await points({ since: '2026-10-24T00:00:00+02:00', until: '2026-10-27T00:00:00+01:00' })
    const byDay = { since: '2026-10-23T12:00:00Z', until: '2026-10-27T00:00:00+01:00', bucket: 'day' }
    expect(days.length).toBe(73)
    expect((await points(byDay)).map(({ at, calls }) => `${at} ${calls}`)).toEqual([
      '2026-10-22T22:00:00.000Z 0',
      '2026-10-23T22:00:00.000Z 0',
      '2026-10-24T22:00:00.000Z 3',
      '2026-10-25T23:00:00.000Z 1',
    ])
    const night = await points({ since: '2026-10-25T00:20:00Z', until: '2026-10-25T02:00:00Z' })
    expect(night.map(({ at, errors }) => `${at} ${errors}`)).toEqual([
      '2026-10-25T00:00:00.000Z 1',
      '2026-10-25T01:00:00.000Z 0',
    ])
    const spring = { since: '2026-03-29T00:00:00+01:00', until: '2026-03-31T00:00:00+02:00', bucket: 'day' }
    expect((await points(spring)).map(({ at }) => at)).toEqual([
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ])
    await api.patch('/account', { time_zone: 'Asia/Kolkata' })
    const [first] = await points({ since: '2026-03-03T10:00:00Z', until: '2026-03-03T12:00:00Z' })
    expect(first?.at).toBe('2026-03-03T09:30:00.000Z')
  })

  it('SEC-9, SEC-13: makes a series of each agent or connector by its present name, the twelve busiest first', async () => {
    const api = await h.hub.secondAccount()
    const { id } = bodyOf(
      CallStats.shape.series.element.pick({ id: true }),
      await api.post('/agents', { name: 'Ada' }),
      201,
    )
    const at = `${day}T05:00:00Z`
    const crowd = Array.from({ length: 14 }, (_, place) =>
      Array.from({ length: 14 - place }, () => ({ at, agent: `agt_gone${place}`, connector: 'con_gone' })),
    ).flat()
    await insertCalls(h.hub.services.database.db, await accountIdOf(api), [
      ...Array.from({ length: 20 }, () => ({ at, agent: id, connector: 'sales-platform' })),
      ...Array.from({ length: 30 }, () => ({ at })),
      ...crowd,
    ])
    const byAgent = await statsOf(api, { ...ofDay, by: 'agent' })
    expect(byAgent.series.map(({ name, total }) => `${name} ${total.calls}`)).toEqual([
      'Without an agent 30',
      'Ada 20',
      ...Array.from({ length: 10 }, (_, place) => `agt_gone${place} ${14 - place}`),
    ])
    const named = (await statsOf(api, { ...ofDay, by: 'connector' })).series
    expect(named.map((one) => [one.id, one.name])).toEqual([
      ['con_gone', 'con_gone'],
      [null, 'Unknown tools'],
      ['sales-platform', 'Sales Platform tools'],
    ])
    const narrowed = await statsOf(api, { ...ofDay, agent: id ?? '', connector: 'sales-platform' })
    expect(narrowed.series[0]?.total.calls).toBe(20)
    const other = await h.hub.secondAccount()
    expect((await statsOf(other, { ...ofDay, by: 'agent', agent: id ?? '' })).series).toEqual([])
  })

  it('ROL-8, GEN-10: shows everybody the last seven days; refuses what makes no chart, with the remedy', async () => {
    const viewer = await h.hub.as('viewer')
    const { since, until, bucket, series } = await statsOf(viewer)
    expect(Date.parse(until) - Date.parse(since)).toBe(7 * 24 * 3_600_000)
    expect({ bucket, calls: series[0]?.total.calls, points: series[0]?.points.length }).toEqual({
      bucket: 'day',
      calls: 0,
      points: 8,
    })
    const refused = async (query: Record<string, string>) => {
      const { status, issues } = refusalOf(
        await viewer.get(`/audit/stats?${new URLSearchParams(query).toString()}`),
      )
      return { status, field: issues?.[0]?.field, hint: issues?.[0]?.hint }
    }
    const month = { since: '2026-01-01T00:00:00Z', until: '2026-02-04T00:00:00Z', bucket: 'hour' }
    expect(await refused(month)).toEqual({
      status: 400,
      field: 'bucket',
      hint: 'Ask by day, or for less time.',
    })
    expect(await refused({ since: '0001-01-01T00:00:00Z' })).toMatchObject({ status: 400, field: 'since' })
    expect(await refused({ since: ofDay.until, until: ofDay.until })).toMatchObject({
      status: 400,
      field: 'since',
    })
    expect(await refused({ by: 'tool' })).toMatchObject({ status: 400, field: 'by' })
    const long = await statsOf(viewer, { ...month, until: '2026-02-03T07:00:00Z' })
    expect(long.series[0]?.points.length).toBe(799)
    for (const end of ['0000-01-03T00:00:00Z', '0001-01-01T00:00:00+02:00', '9999-12-31T23:59:59-01:00'])
      expect(await refused({ until: end })).toMatchObject({ status: 400, field: 'until' })
    expect(await refused({ until: '1970-01-03T00:00:00Z' })).toMatchObject({ status: 400, field: 'since' })
  })
})
