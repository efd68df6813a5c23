import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { leadsHub } from './leads-hub.ts'
import type { Caller } from './leads-hub.ts'

const { newAccount, db } = leadsHub()

const defaults = async (caller: Caller) =>
  (await caller.ok('list_pipelines')).items.filter((pipeline) => pipeline['is_default'])

describe('A2-3: the default pipeline', () => {
  it('A2-3: a new account has one, "Sales", made once even by first calls at the same moment', async () => {
    const caller = await newAccount()
    const calls = ['list_pipelines', 'list_pipelines', 'client_create', 'list_clients', 'list_pipelines']
    await Promise.all(
      calls.map((name) => caller.ok(name, name === 'client_create' ? { full_name: 'Anna' } : {})),
    )
    const { items, total } = await caller.ok('list_pipelines')
    expect(total).toBe(1)
    expect(items[0]).toMatchObject({ name: 'Sales', is_default: true, client_count: 1 })
    expect(items[0]?.statuses.map(({ name, kind, position }) => [name, kind, position])).toEqual([
      ['New', 'open', 0],
      ['Contacted', 'open', 1],
      ['Qualified', 'open', 2],
      ['Proposal', 'open', 3],
      ['Won', 'won', 4],
      ['Lost', 'lost', 5],
    ])
  })

  it('A2-3: there is always exactly one, whichever way another becomes it', async () => {
    const caller = await newAccount()
    const stages = { statuses: [{ name: 'One' }] }
    const second = await caller.ok('pipeline_create', { name: 'Second', ...stages, is_default: true })
    expect(await defaults(caller)).toMatchObject([{ name: 'Second' }])
    const third = await caller.ok('pipeline_create', { name: 'Third', ...stages })
    await caller.ok('pipeline_update', { pipeline_id: third.id, is_default: true })
    expect(await defaults(caller)).toMatchObject([{ name: 'Third' }])
    expect(
      await caller.refused('pipeline_update', { pipeline_id: third.id, is_default: false }),
    ).toMatchObject({
      field: 'is_default',
    })
    await caller.confirmed('pipeline_delete', { pipeline_id: second.id })
    expect(await defaults(caller)).toHaveLength(1)
  })

  it('A2-3: it cannot be deleted, not even with move_to', async () => {
    const caller = await newAccount()
    const [sales] = await defaults(caller)
    const other = await caller.ok('pipeline_create', { name: 'Other', statuses: [{ name: 'One' }] })
    const args = { pipeline_id: sales?.id, move_to: other.id }
    expect(await caller.refused('pipeline_delete', args)).toMatchObject({ code: 'conflict' })
  })

  it('A2-3: the database lets neither a second default in nor the last one out', async () => {
    const caller = await newAccount()
    const [sales] = await defaults(caller)
    const other = await caller.ok('pipeline_create', { name: 'Other', statuses: [{ name: 'One' }] })
    const set = (id: string | undefined, value: boolean) =>
      sql`update leads_pipelines set is_default = ${value} where id = ${id}`.execute(db())
    await expect(set(other.id, true)).rejects.toThrow(/leads_pipelines_default/)
    await expect(set(sales?.id, false)).rejects.toThrow(/exactly one default pipeline/)
  })

  it('A2-3: a pipeline keeps a stage, and an open one', async () => {
    const caller = await newAccount()
    expect(await caller.refused('pipeline_create', { name: 'None', statuses: [] })).toMatchObject({
      field: 'statuses',
    })
    const closed = { name: 'Closed', statuses: [{ name: 'Won', kind: 'won' }] }
    expect(await caller.refused('pipeline_create', closed)).toMatchObject({ code: 'conflict' })
    const stages = [{ name: 'Open' }, { name: 'Won', kind: 'won' }]
    const { id } = await caller.ok('pipeline_create', { name: 'Two', statuses: stages })
    await caller.confirmed('funnel_status_delete', { pipeline_id: id, name: 'Won' })
    const last = { pipeline_id: id, name: 'Open' }
    expect(await caller.refused('funnel_status_delete', last)).toMatchObject({
      code: 'conflict',
      field: 'name',
    })
  })
})

describe('A2-4: what holds leads', () => {
  it('A2-4: a pipeline with leads goes only with move_to; they come to its first open stage, written down', async () => {
    const caller = await newAccount()
    const [sales] = await defaults(caller)
    const doomed = await caller.ok('pipeline_create', { name: 'Doomed', statuses: [{ name: 'Here' }] })
    const { id: client_id } = await caller.ok('client_create', { full_name: 'Anna', pipeline_id: doomed.id })
    const args = { pipeline_id: doomed.id }
    expect(await caller.refused('pipeline_delete', args)).toMatchObject({
      code: 'in_use',
      field: 'move_to',
      details: { client_count: 1 },
    })
    const itself = { ...args, move_to: doomed.id }
    expect(await caller.refused('pipeline_delete', itself)).toMatchObject({ field: 'move_to' })
    const target = { ...args, move_to: sales?.id }
    expect((await caller.ok('pipeline_delete', target)).preview).toMatchObject({ moved_clients: 1 })
    expect(await caller.confirmed('pipeline_delete', target)).toMatchObject({ moved_clients: 1 })
    expect(await caller.ok('get_client', { client_id })).toMatchObject({
      pipeline_id: sales?.id,
      funnel_status: 'New',
      stage_history: [{ from_pipeline: 'Doomed', from_status: 'Here', to_status: 'New' }, {}],
    })
    expect(await caller.refused('get_pipeline', args)).toMatchObject({ code: 'not_found' })
  })

  it('A2-4: a stage with leads goes only with move_to, to a stage of its pipeline', async () => {
    const caller = await newAccount()
    const [sales] = await defaults(caller)
    await caller.ok('client_create', { full_name: 'Anna', funnel_status: 'Proposal' })
    const args = { pipeline_id: sales?.id, name: 'proposal' }
    expect(await caller.refused('funnel_status_delete', args)).toMatchObject({
      code: 'in_use',
      valid_values: ['New', 'Contacted', 'Qualified', 'Won', 'Lost'],
    })
    expect(await caller.refused('funnel_status_delete', { ...args, move_to: 'Elsewhere' })).toMatchObject({
      field: 'move_to',
    })
    const done = await caller.confirmed('funnel_status_delete', { ...args, move_to: 'Won' })
    expect(done).toEqual({ deleted: 'Proposal', moved_clients: 1 })
    expect((await caller.ok('list_clients', { funnel_status: 'Won' })).total).toBe(1)
    await caller.confirmed('funnel_status_delete', { pipeline_id: sales?.id, name: 'Contacted' })
  })

  it('A2-4: leads that come between the preview and the call are not lost', async () => {
    const caller = await newAccount()
    const statuses = [{ name: 'Here' }, { name: 'There' }]
    const doomed = await caller.ok('pipeline_create', { name: 'Doomed', statuses })
    const stage = { pipeline_id: doomed.id, name: 'There' }
    const stageToken = (await caller.ok('funnel_status_delete', stage)).confirm_token
    const pipeline = { pipeline_id: doomed.id }
    const pipelineToken = (await caller.ok('pipeline_delete', pipeline)).confirm_token
    const lead = { full_name: 'Anna', pipeline_id: doomed.id, funnel_status: 'There' }
    const { id: client_id } = await caller.ok('client_create', lead)
    const inUse = { code: 'in_use', field: 'move_to', details: { client_count: 1 } }
    const stageCall = { ...stage, confirm_token: stageToken }
    expect(await caller.refused('funnel_status_delete', stageCall)).toMatchObject(inUse)
    const pipelineCall = { ...pipeline, confirm_token: pipelineToken }
    expect(await caller.refused('pipeline_delete', pipelineCall)).toMatchObject(inUse)
    expect(await caller.ok('get_client', { client_id })).toMatchObject({ funnel_status: 'There' })
  })
})

describe('A2-5: unique names', () => {
  it('A2-5: a stage name is unique in its pipeline, whatever its case, and free in another', async () => {
    const caller = await newAccount()
    const [sales] = await defaults(caller)
    const other = await caller.ok('pipeline_create', { name: 'Other', statuses: [{ name: 'One' }] })
    const taken = { pipeline_id: sales?.id, name: 'QUALIFIED' }
    expect(await caller.refused('funnel_status_create', taken)).toMatchObject({
      code: 'name_taken',
      field: 'name',
    })
    await caller.ok('funnel_status_create', { ...taken, pipeline_id: other.id })
    const twice = { name: 'Third', statuses: [{ name: 'Ähm' }, { name: 'äHM' }] }
    expect(await caller.refused('pipeline_create', twice)).toMatchObject({ code: 'name_taken' })
    expect(
      await caller.refused('pipeline_create', { name: 'other', statuses: [{ name: 'A' }] }),
    ).toMatchObject({
      code: 'name_taken',
    })
  })

  it('A2-5: a label name is unique in the account, whatever its case', async () => {
    const caller = await newAccount()
    await caller.ok('label_create', { name: 'Важливо' })
    expect(await caller.refused('label_create', { name: 'ВАЖЛИВО' })).toMatchObject({ code: 'name_taken' })
    await (await newAccount()).ok('label_create', { name: 'Важливо' })
    const lead = { full_name: 'Anna', labels: ['VIP', 'vip', 'важливо'], create_missing_labels: true }
    expect((await caller.ok('client_create', lead))['labels']).toHaveLength(2)
    expect((await caller.ok('list_labels')).total).toBe(2)
  })

  it('A2-5: a stage is added at its position, and the others make room', async () => {
    const caller = await newAccount()
    const [sales] = await defaults(caller)
    await caller.ok('funnel_status_create', { pipeline_id: sales?.id, name: 'Second', position: 1 })
    await caller.ok('funnel_status_create', { pipeline_id: sales?.id, name: 'Last', kind: 'lost' })
    const names = (await caller.ok('get_pipeline', { pipeline_id: sales?.id })).statuses.map(
      ({ name }) => name,
    )
    expect(names).toEqual(['New', 'Second', 'Contacted', 'Qualified', 'Proposal', 'Won', 'Lost', 'Last'])
  })
})

describe('labels', () => {
  it('A2-6: deleting a label takes it off its leads, and the preview says of how many', async () => {
    const caller = await newAccount()
    const lead = (full_name: string, labels: string[]) =>
      caller.ok('client_create', { full_name, labels, create_missing_labels: true })
    const { id: client_id } = await lead('Anna', ['VIP', 'Hot'])
    await lead('Bo', ['VIP'])
    await lead('Carla', ['Hot'])
    await (
      await newAccount()
    ).ok('client_create', {
      full_name: 'Elsewhere',
      labels: ['VIP'],
      create_missing_labels: true,
    })
    expect((await caller.ok('label_delete', { name: 'vip' })).preview).toEqual({
      label: 'VIP',
      removed_from_clients: 2,
    })
    expect(await caller.confirmed('label_delete', { name: 'VIP' })).toEqual({
      deleted: 'VIP',
      removed_from_clients: 2,
    })
    expect(await caller.ok('get_client', { client_id })).toMatchObject({ labels: ['Hot'] })
    expect((await caller.ok('list_labels')).items).toMatchObject([{ name: 'Hot', client_count: 2 }])
    expect((await caller.ok('list_clients')).total).toBe(3)
  })

  it('A2-9: an unknown label is refused with the known ones, unless it may be made', async () => {
    const caller = await newAccount()
    await caller.ok('label_create', { name: 'VIP' })
    const lead = { full_name: 'Anna', labels: ['VIP', 'Neu'] }
    expect(await caller.refused('client_create', lead)).toMatchObject({
      field: 'labels',
      valid_values: ['VIP'],
    })
    const { id: client_id } = await caller.ok('client_create', { full_name: 'Bo' })
    const update = { client_id, labels: ['Vipp'] }
    expect(await caller.refused('client_update', update)).toMatchObject({
      field: 'labels',
      hint: 'Did you mean "VIP"?',
    })
    for (const field of ['add_labels', 'remove_labels']) {
      const many = { client_ids: [client_id], [field]: ['Neu'] }
      expect(await caller.refused('client_bulk_update', many)).toMatchObject({ field, valid_values: ['VIP'] })
    }
    expect((await caller.ok('list_labels')).total).toBe(1)
    const made = await caller.ok('client_create', { ...lead, create_missing_labels: true })
    expect(made).toMatchObject({ labels: ['Neu', 'VIP'] })
    await caller.ok('client_update', { ...update, create_missing_labels: true })
    expect((await caller.ok('list_labels')).total).toBe(3)
  })
})

describe('counts', () => {
  it('A8-2: the counts of stages and labels stay equal to the lists through every kind of change', async () => {
    const caller = await newAccount()
    const create = (full_name: string, more: object = {}) =>
      caller.ok('client_create', { full_name, labels: ['A', 'B'], create_missing_labels: true, ...more })
    const first = await create('1', { email: 'one@x.example' })
    const second = await create('2', { funnel_status: 'Won' })
    const third = await create('3', { phone_number: '+380441234567' })
    await caller.ok('client_update', {
      client_id: first.id,
      labels: ['B'],
      email: null,
      funnel_status: 'Lost',
    })
    await caller.ok('client_bulk_update', {
      client_ids: [second.id],
      remove_labels: ['B'],
      funnel_status: 'New',
    })
    await caller.confirmed('client_merge', { client_id: first.id, duplicate_id: third.id })
    await caller.confirmed('client_delete', { client_id: second.id })
    const counted = await sql`
      select label_id, stage_id, has_email, has_phone, count(*)::int as leads
      from leads_clients cross join lateral unnest(array_append(label_ids, '')) as label_id
      where account_id = ${caller.accountId} group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(db())
    const kept = await sql`
      select label_id, stage_id, has_email, has_phone, leads from leads_counts
      where account_id = ${caller.accountId} and leads <> 0 order by 1, 2, 3, 4`.execute(db())
    expect(kept.rows).toEqual(counted.rows)
    expect(counted.rows.length).toBeGreaterThan(0)
  })
})
