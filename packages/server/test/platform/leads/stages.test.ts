import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { leadsHub } from './leads-hub.ts'
import type { Caller } from './leads-hub.ts'

const { newAccount, db } = leadsHub()

async function twoPipelines() {
  const caller = await newAccount()
  const partners = await caller.ok('pipeline_create', {
    name: 'Partners',
    statuses: [{ name: 'Signed', kind: 'won' }, { name: 'Found' }, { name: 'In talks' }],
  })
  const [sales] = (await caller.ok('list_pipelines')).items
  return { caller, partners, sales: sales ?? partners }
}

describe('A2-1: a stage belongs to its pipeline', () => {
  const refusal = {
    code: 'invalid',
    field: 'funnel_status',
    valid_values: ['New', 'Contacted', 'Qualified', 'Proposal', 'Won', 'Lost'],
  }

  it("A2-1: another pipeline's stage is refused with the valid ones, whether the pipeline is given, present or default", async () => {
    const { caller, partners, sales } = await twoPipelines()
    const lead = { full_name: 'Anna' }
    const pair = { ...lead, pipeline_id: sales.id, funnel_status: 'In talks' }
    expect(await caller.refused('client_create', pair)).toMatchObject(refusal)
    expect(await caller.refused('client_create', { ...lead, funnel_status: 'In talks' })).toMatchObject(
      refusal,
    )
    const { id: client_id } = await caller.ok('client_create', lead)
    const update = { client_id, funnel_status: 'In talks' }
    expect(await caller.refused('client_update', update)).toMatchObject(refusal)
    const wrongPair = { client_id, pipeline_id: partners.id, funnel_status: 'Won' }
    expect(await caller.refused('client_update', wrongPair)).toMatchObject({
      field: 'funnel_status',
      valid_values: ['Signed', 'Found', 'In talks'],
    })
    expect(await caller.ok('get_client', { client_id })).toMatchObject({
      pipeline_id: sales.id,
      funnel_status: 'New',
      version: 1,
    })
    expect(await caller.ok('client_update', { ...update, pipeline_id: partners.id })).toMatchObject({
      pipeline_id: partners.id,
      funnel_status: 'In talks',
    })
  })

  it('A2-1: many at once and imported ones keep it, too', async () => {
    const { caller, partners, sales } = await twoPipelines()
    const { id } = await caller.ok('client_create', { full_name: 'Anna' })
    const many = { client_ids: [id], pipeline_id: sales.id, funnel_status: 'In talks' }
    expect(await caller.refused('client_bulk_update', many)).toMatchObject(refusal)
    const content = 'Name,Stage\nBo,In talks\n'
    const row = await caller.ok('client_import', { content })
    expect(row['problems']).toMatchObject([{ line: 2, code: 'invalid', field: 'funnel_status' }])
    const whole = { content: 'Name\nBo\n', pipeline_id: sales.id, funnel_status: 'In talks' }
    expect(await caller.refused('client_import', whole)).toMatchObject(refusal)
    await caller.ok('client_import', { content, pipeline_id: partners.id })
    expect((await caller.ok('list_clients', { funnel_status: 'In talks' })).total).toBe(1)
  })

  it('A2-1: names are matched whatever their case, and a near miss is named', async () => {
    const caller = await newAccount()
    const lead = { full_name: 'Anna', funnel_status: 'qualified' }
    expect(await caller.ok('client_create', lead)).toMatchObject({ funnel_status: 'Qualified' })
    expect(await caller.refused('client_create', { ...lead, funnel_status: 'Qualifyed' })).toMatchObject({
      hint: 'Did you mean "Qualified"?',
    })
  })

  it('A2-1: the database itself refuses a stage of another pipeline', async () => {
    const { caller, partners } = await twoPipelines()
    const { id } = await caller.ok('client_create', { full_name: 'Anna' })
    const wrong = sql`update leads_clients set pipeline_id = ${partners.id} where id = ${id}`
    await expect(wrong.execute(db())).rejects.toThrow(/foreign key/)
  })
})

describe('A2-2: the first open stage', () => {
  it('A2-2: a lead that comes or moves to a pipeline without a stage is in its first open one', async () => {
    const { caller, partners, sales } = await twoPipelines()
    const lead = await caller.ok('client_create', { full_name: 'Anna' })
    expect(lead).toMatchObject({ funnel_status: 'New' })
    const found = { pipeline_id: partners.id, funnel_status: 'Found' }
    const moved = await caller.ok('client_update', { client_id: lead.id, pipeline_id: partners.id })
    expect(moved).toMatchObject(found)
    expect(await caller.ok('client_create', { full_name: 'Bo', pipeline_id: partners.id })).toMatchObject(
      found,
    )
    await caller.ok('client_bulk_update', { client_ids: [lead.id], pipeline_id: sales.id })
    expect(await caller.ok('get_client', { client_id: lead.id })).toMatchObject({
      pipeline_id: sales.id,
      funnel_status: 'New',
    })
    await caller.ok('client_import', { content: 'Name\nCarla\n', pipeline_id: partners.id })
    expect((await caller.ok('list_clients', found)).total).toBe(2)
  })

  it('A2-2: a lead that is in the pipeline already stays in its stage', async () => {
    const { caller, sales } = await twoPipelines()
    const lead = await caller.ok('client_create', { full_name: 'Anna', funnel_status: 'Proposal' })
    const same = await caller.ok('client_update', { client_id: lead.id, pipeline_id: sales.id })
    expect(same).toMatchObject({ funnel_status: 'Proposal' })
  })
})

describe('A2-13: stage history', () => {
  const [first, second, third] = [
    '2026-11-15T10:00:00.000Z',
    '2026-11-15T11:00:00.000Z',
    '2026-11-15T12:00:00.000Z',
  ]

  it('A2-13: every move is written down, newest first, with who and when; no move, no entry', async () => {
    const { caller, partners } = await twoPipelines()
    const { id: client_id } = await caller.at(first).ok('client_create', { full_name: 'Anna' })
    await caller.at(second).ok('client_update', { client_id, funnel_status: 'Won' })
    await caller.ok('client_update', { client_id, funnel_status: 'Won', company_name: 'Harbour' })
    const colleague = await caller.colleague('Partner key')
    const many = { client_ids: [client_id], pipeline_id: partners.id }
    await colleague.at(third).ok('client_bulk_update', many)
    expect((await caller.ok('get_client', { client_id })).stage_history).toEqual([
      move('Sales', 'Won', 'Partners', 'Found', third, colleague),
      move('Sales', 'New', 'Sales', 'Won', second, caller),
      move(null, null, 'Sales', 'New', first, caller),
    ])
  })

  it('A2-13: moves that follow from something else are in it: deleted stages and pipelines, imports, merges', async () => {
    const { caller, partners, sales } = await twoPipelines()
    const content = 'Name,E-mail,Stage\nAnna,a@x.example,Proposal\n'
    await caller.ok('client_import', { content })
    const [line] = (await caller.ok('list_clients')).items
    const moves = async () =>
      (await caller.ok('get_client', { client_id: line?.id })).stage_history.map(
        ({ from_status, to_status }) => [from_status, to_status],
      )
    expect(await moves()).toEqual([[null, 'Proposal']])
    await caller.ok('client_import', { content: 'E-mail,Stage\na@x.example,Won\n', on_duplicate: 'update' })
    expect(await moves()).toEqual([
      ['Proposal', 'Won'],
      [null, 'Proposal'],
    ])
    const stage = { pipeline_id: sales.id, name: 'Won', move_to: 'Lost' }
    await caller.confirmed('funnel_status_delete', stage)
    await caller.ok('client_update', { client_id: line?.id, pipeline_id: partners.id })
    await caller.confirmed('pipeline_delete', { pipeline_id: partners.id, move_to: sales.id })
    expect((await moves()).slice(0, 3)).toEqual([
      ['Found', 'New'],
      ['Lost', 'Found'],
      ['Won', 'Lost'],
    ])
    const other = await caller.ok('client_create', { full_name: 'Anna again' })
    await caller.confirmed('client_merge', { client_id: line?.id, duplicate_id: other.id })
    expect(await moves()).toHaveLength(6)
  })
})

function move(
  fromPipeline: string | null,
  from: string | null,
  toPipeline: string,
  to: string,
  at: string | undefined,
  by: Caller,
) {
  return {
    from_pipeline: fromPipeline,
    from_status: from,
    to_pipeline: toPipeline,
    to_status: to,
    at,
    actor: by.actor,
  }
}
