import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import { bodyOf } from '../../gateway/start-gateway.ts'
import { leadsHub } from './leads-hub.ts'
import type { Caller, Data } from './leads-hub.ts'

const { newAccount, db } = leadsHub()
const missing = 'client_01k9qv3x8e5w2r7t6y4u1p0abc'
const WEEK = 7 * 86_400_000

async function withLeads(...names: string[]): Promise<{ caller: Caller; ids: string[] }> {
  const caller = await newAccount()
  const ids: string[] = []
  for (const full_name of names) ids.push((await caller.ok('client_create', { full_name })).id)
  return { caller, ids }
}

describe('client_bulk_update', () => {
  it('A2-13: moves and relabels many leads at once, and writes the moves down', async () => {
    const { caller, ids } = await withLeads('Anna', 'Bo', 'Carla')
    await caller.ok('client_update', {
      client_id: ids[0],
      labels: ['Old', 'Kept'],
      create_missing_labels: true,
    })
    const done = await caller.ok('client_bulk_update', {
      client_ids: [...ids, ids[0]],
      funnel_status: 'Won',
      add_labels: ['New'],
      remove_labels: ['Old'],
      create_missing_labels: true,
      manager_id: 'maria',
    })
    expect(done).toEqual({ updated: 3, moved: 3 })
    const { items } = await caller.ok('list_clients', { funnel_status: 'Won', order_by: 'full_name_asc' })
    expect(items.map(({ labels, manager_id }) => [labels, manager_id])).toEqual([
      [['Kept', 'New'], 'maria'],
      [['New'], 'maria'],
      [['New'], 'maria'],
    ])
    expect((await caller.ok('get_client', { client_id: ids[1] })).stage_history).toHaveLength(2)
  })

  it('A2-1: all change or none: what cannot is named, lead by lead', async () => {
    const { caller, ids } = await withLeads('Anna', 'Bo', 'Carla')
    const other = await caller.ok('pipeline_create', { name: 'Other', statuses: [{ name: 'Signed' }] })
    await caller.ok('client_update', { client_id: ids[1], pipeline_id: other.id })
    const refusal = await caller.refused('client_bulk_update', { client_ids: ids, funnel_status: 'Won' })
    expect(refusal).toMatchObject({
      code: 'invalid',
      field: 'funnel_status',
      details: { refused: [{ client_id: ids[1], valid_values: ['Signed'] }] },
    })
    const unknown = await caller.refused('client_bulk_update', { client_ids: [...ids, missing], type: 'x' })
    expect(unknown).toMatchObject({
      code: 'not_found',
      field: 'client_ids.3',
      details: { refused: [{ client_id: missing, code: 'not_found' }] },
    })
    const { items } = await caller.ok('list_clients')
    expect(items.every(({ version, type }) => type === 'lead' && version <= 2)).toBe(true)
    expect((await caller.ok('list_clients', { funnel_status: 'Won' })).total).toBe(0)
  })

  it('refuses more than 500 leads', async () => {
    const { caller } = await withLeads()
    const client_ids = Array.from({ length: 501 }, () => missing)
    expect(await caller.refused('client_bulk_update', { client_ids })).toMatchObject({ field: 'client_ids' })
  })
})

describe('client_merge', () => {
  it('B12: previews what is taken and lost, then makes one lead of two', async () => {
    const { caller } = await withLeads()
    const create = (args: object) => caller.ok('client_create', { ...args, create_missing_labels: true })
    const kept = await create({
      full_name: 'Anna',
      email: 'a@x.example',
      labels: ['A'],
      custom_lead_fields: { x: 1 },
    })
    const gone = await create({
      full_name: 'Anna B',
      phone_number: '+380441234567',
      labels: ['B'],
      custom_lead_fields: { x: 2, y: 3 },
      opted_out: true,
    })
    await caller.ok('client_create_note', { client_id: gone.id, content: 'Moves' })
    const context = { need: { size: 'M' } }
    await caller.ok('client_context_merge', { client_id: gone.id, context })
    const args = { client_id: kept.id, duplicate_id: gone.id }
    expect((await caller.ok('client_merge', args)).preview).toMatchObject({
      takes: { phone_number: '+380441234567' },
      loses: { full_name: 'Anna B' },
      moves: { notes: 1, tasks: 0, attachments: 0 },
      opted_out: true,
    })
    expect(await caller.confirmed('client_merge', args)).toMatchObject({
      id: kept.id,
      full_name: 'Anna',
      email: 'a@x.example',
      phone_number: '+380441234567',
      labels: ['A', 'B'],
      custom_lead_fields: { x: 1, y: 3 },
      client_context: context,
      opted_out: true,
    })
    expect((await caller.ok('client_list_notes', { client_id: kept.id })).total).toBe(1)
    expect(await caller.refused('get_client', { client_id: gone.id })).toMatchObject({ code: 'not_found' })
    const itself = { client_id: kept.id, duplicate_id: kept.id }
    expect(await caller.refused('client_merge', itself)).toMatchObject({
      code: 'invalid',
      field: 'duplicate_id',
    })
  })
})

describe('A2-14: export_clients', () => {
  it('A2-14: holds the leads that the filters match, and no others', async () => {
    const { caller, ids } = await withLeads('Anna', 'Bo "The, One"', '=SUM(1)')
    await caller.ok('client_bulk_update', { client_ids: [ids[0]], funnel_status: 'Won' })
    await caller.ok('client_update', { client_id: ids[1], phone_number: '+380441234567' })
    const all = await caller.ok('export_clients')
    expect(all).toMatchObject({ row_count: 3, part: 1, parts: 1, mime: 'text/csv' })
    expect(all.content).toContain('"Bo ""The, One"""')
    expect(all.content).toContain("'=SUM(1)")
    expect(all.content).toContain(',+380441234567,')
    const won = await caller.ok('export_clients', { funnel_status: 'Won', format: 'json' })
    expect(won['row_count']).toBe(1)
    expect(JSON.parse(won.content)).toMatchObject([{ id: ids[0], funnel_status: 'Won', pipeline: 'Sales' }])
  })

  it('A2-14: respects every filter that lists know', async () => {
    const caller = await newAccount({ timeZone: 'Europe/Kyiv' })
    const other = await caller.ok('pipeline_create', { name: 'Other', statuses: [{ name: 'Begun' }] })
    const create = (moment: string, args: object) =>
      caller.at(moment).ok('client_create', { ...args, create_missing_labels: true })
    await create('2026-10-31T21:59:59Z', { full_name: 'Anna', email: 'a@x.example', labels: ['VIP'] })
    await create('2026-10-31T22:00:00Z', { full_name: 'Bo', phone_number: '+380441234567' })
    await create('2026-11-02T10:00:00Z', { full_name: 'Carla', pipeline_id: other.id, labels: ['VIP'] })
    const filters = {
      'Anna Bo Carla': {},
      Carla: { pipeline_id: other.id },
      'Anna Bo': { funnel_status: 'New' },
      'Anna Carla': { labels: ['vip'] },
      Bo: { search: '4567' },
      Anna: { has_email: true, has_phone_number: false },
      'Bo Carla': { since_date: '2026-11-01' },
    }
    const found = { ...filters, Bo: { since_date: '2026-11-01', to_date: '2026-11-02' } }
    for (const [names, filter] of [...Object.entries(filters), ...Object.entries(found)]) {
      const file = await caller.ok('export_clients', { ...filter, format: 'json' })
      const rows = JSON.parse(file.content) as Data[]
      expect(rows.map((row) => row['full_name']).join(' '), JSON.stringify(filter)).toBe(names)
      expect(file['row_count']).toBe((await caller.ok('list_clients', filter)).total)
    }
    const nothing = { labels: ['VIP'], has_phone_number: true }
    expect(await caller.ok('export_clients', nothing)).toMatchObject({ row_count: 0 })
    const backwards = { since_date: '2026-11-02', to_date: '2026-11-01' }
    expect(await caller.refused('export_clients', backwards)).toMatchObject({ field: 'since_date' })
  })

  it('A2-14: is logged with who, when, what and how much, also when nothing matched', async () => {
    const { caller } = await withLeads('Anna')
    const at = '2026-11-15T10:00:00.000Z'
    await caller.at(at).ok('export_clients', { search: 'anna' })
    await caller.at(at).ok('export_clients', { has_email: true })
    const { rows } = await sql`select filters, row_count, author, created_at from leads_files
      where account_id = ${caller.accountId} order by row_count desc`.execute(db())
    const logged = { author: caller.actor, created_at: new Date(at) }
    expect(rows).toEqual([
      { filters: { search: 'anna' }, row_count: 1, ...logged },
      { filters: { has_email: true }, row_count: 0, ...logged },
    ])
    await vi.waitFor(async () => {
      const { items } = bodyOf<{ items: object[] }>(
        await caller.rest.get('/audit?kind=call&tool=export_clients'),
      )
      expect(items).toHaveLength(2)
      expect(items.at(-1)).toMatchObject({
        actor: caller.actor,
        outcome: 'ok',
        detail: { arguments: { search: 'anna' } },
      })
    })
  })

  it('A2-14: a large file is read part by part, for seven days', async () => {
    const { caller } = await withLeads()
    const rows = Array.from({ length: 900 }, (_, index) => ({ name: `Lead ${index} ${'x'.repeat(40)}` }))
    await caller.ok('client_import', { content: JSON.stringify(rows) })
    const first = await caller.ok('export_clients', { format: 'json' })
    expect(first.parts).toBeGreaterThan(2)
    let whole = first.content
    for (let part = 2; part <= first.parts; part += 1)
      whole += (await caller.ok('export_clients', { file_id: first.file_id, part })).content
    expect(JSON.parse(whole)).toHaveLength(900)
    const beyond = { file_id: first.file_id, part: first.parts + 1 }
    expect(await caller.refused('export_clients', beyond)).toMatchObject({ field: 'part' })
    const filtered = { file_id: first.file_id, search: 'x' }
    expect(await caller.refused('export_clients', filtered)).toMatchObject({ field: 'search' })
    const nextWeek = caller.at(new Date(Date.now() + WEEK))
    expect(await nextWeek.refused('export_clients', { file_id: first.file_id })).toMatchObject({
      code: 'not_found',
    })
  })
})
