import { describe, expect, it } from 'vitest'
import { leadsHub } from './leads-hub.ts'

const { newAccount } = leadsHub()

describe('the total of a period', () => {
  it('GEN-1: stays exact when leads come, merge and go', async () => {
    const caller = await newAccount({ timeZone: 'Europe/Kyiv' })
    const create = (moment: string, full_name: string) => caller.at(moment).ok('client_create', { full_name })
    const oldest = await create('2026-07-01T10:00:00Z', 'Anna')
    await create('2026-07-01T20:59:59Z', 'Bo')
    await create('2026-07-01T21:00:00Z', 'Carla')
    const late = await create('2026-07-02T09:00:00Z', 'Dina')
    const last = await create('2026-07-04T09:00:00Z', 'Emil')
    await create('2026-07-04T21:30:00Z', 'Filip')

    // A page that is full does not show how many there are.
    const totals = async () => {
      const of = async (period: Record<string, string>) =>
        (await caller.ok('list_clients', { ...period, limit: 1, offset: 0 })).total
      return {
        all: await of({ since_date: '2020-01-01' }),
        sinceTheSecond: await of({ since_date: '2026-07-02' }),
        untilTheSecond: await of({ to_date: '2026-07-02' }),
        hours: await of({ since_date: '2026-07-01T09:00:00Z', to_date: '2026-07-01T21:00:00Z' }),
        overnight: await of({ since_date: '2026-07-01T20:00:00Z', to_date: '2026-07-02T10:00:00Z' }),
      }
    }
    expect(await totals()).toEqual({ all: 6, sinceTheSecond: 4, untilTheSecond: 2, hours: 2, overnight: 3 })

    // The merged lead is as old as the older one.
    await caller.confirmed('client_merge', { client_id: late.id, duplicate_id: oldest.id })
    expect(await totals()).toEqual({ all: 5, sinceTheSecond: 3, untilTheSecond: 2, hours: 2, overnight: 2 })

    await caller.confirmed('client_delete', { client_id: last.id })
    expect(await totals()).toEqual({ all: 4, sinceTheSecond: 2, untilTheSecond: 2, hours: 2, overnight: 2 })
  })
})
