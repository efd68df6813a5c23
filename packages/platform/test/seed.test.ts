import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { seedLeads } from '../src/index.ts'
import { newAccount, NOW } from './leads-hub.ts'
import type { Caller } from './leads-hub.ts'

const seeded = async (count: number, seed?: number): Promise<Caller> => {
  const caller = await newAccount()
  const { db, accountId } = caller.ctx
  expect(await seedLeads({ db, accountId, now: NOW, count, ...(seed && { seed }) })).toBe(count)
  return caller
}

describe('seedLeads', () => {
  it('fills an account with leads that hang together: two pipelines, labels, notes, tasks, histories', async () => {
    const caller = await seeded(3000)
    expect((await caller.ok('list_clients')).total).toBe(3000)
    const { items: pipelines } = await caller.ok('list_pipelines')
    expect(pipelines.map(({ name }) => name)).toEqual(['Sales', 'Partners'])
    for (const { statuses } of pipelines)
      for (const status of statuses) expect(status['client_count']).toBeGreaterThan(0)
    expect((await caller.ok('list_labels')).items.every((label) => Number(label['client_count']) > 0)).toBe(
      true,
    )
    expect((await caller.ok('client_list_tasks', { status: 'open', to_date: '2026-11-15' })).total).toBe(0)
    const { rows } = await sql<{ wrong: number }>`
      select count(*) as wrong from leads_clients c
      join leads_stages s on s.account_id = c.account_id and s.id = c.stage_id
      where c.account_id = ${caller.accountId} and s.name <> (
        select h.to_status from leads_stage_changes h
        where h.account_id = c.account_id and h.client_id = c.id order by h.id desc limit 1)`.execute(
      caller.ctx.db,
    )
    expect(rows[0]?.wrong).toBe(0)
  })

  it('makes the same people from the same seed, and does nothing where leads are', async () => {
    const people = async (caller: Caller) =>
      (await caller.ok('list_clients', { limit: 50 })).items.map(({ full_name, email }) => [full_name, email])
    const first = await seeded(60)
    expect(await people(first)).toEqual(await people(await seeded(60)))
    expect(await people(first)).not.toEqual(await people(await seeded(60, 2)))
    const { db, accountId } = first.ctx
    expect(await seedLeads({ db, accountId, now: NOW })).toBe(0)
  })

  it('makes leads that keep the rules: each can be changed and read', async () => {
    const caller = await seeded(40)
    for (const { id } of (await caller.ok('list_clients', { limit: 40 })).items) {
      const changed = await caller.ok('client_update', { client_id: id, company_name: 'Checked' })
      expect(await caller.ok('get_client', { client_id: id })).toMatchObject(changed)
    }
  })
})
