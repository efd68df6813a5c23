import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { bodyOf } from '../../gateway/start-gateway.ts'
import type { Answer } from '../../start-hub.ts'
import { connectSdk1, connectSdk2 } from '../../upstreams/sdk-clients.ts'
import { leadsHub } from './leads-hub.ts'
import type { Caller, Data } from './leads-hub.ts'

const { newAccount, db, hub } = leadsHub()

const MINUTE = 60_000
const later = (caller: Caller, minutes: number) => caller.at(new Date(Date.now() + minutes * MINUTE))

async function withClients(count: number): Promise<Caller> {
  const caller = await newAccount()
  const rows = Array.from({ length: count }, (_, index) => `Lead ${index}`)
  await caller.ok('client_import', { content: ['Name', ...rows].join('\n') })
  return caller
}

describe('GEN-1: lists', () => {
  it('GEN-1: page by 20 unless told otherwise, with a total and has_more', async () => {
    const caller = await withClients(25)
    const first = await caller.ok('list_clients')
    expect(first).toMatchObject({ total: 25, has_more: true, next_offset: 20 })
    expect(first.items).toHaveLength(20)
    const second = await caller.ok('list_clients', { offset: first.next_offset })
    expect(second).toMatchObject({ total: 25, has_more: false, next_offset: null })
    expect(new Set([...first.items, ...second.items].map((item) => item.id)).size).toBe(25)
  })

  it('GEN-1: scan by cursor to the very end, none twice', async () => {
    const caller = await withClients(7)
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await caller.ok('scan_clients', { limit: 3, ...(cursor && { cursor }) })
      seen.push(...page.items.map((item) => item.id))
      cursor = page.has_more ? page.next_cursor : undefined
    } while (cursor)
    expect(seen).toHaveLength(7)
    expect(new Set(seen).size).toBe(7)
    for (const wrong of ['nonsense', '', Buffer.from("client_' or 1=1").toString('base64url')])
      expect(await caller.refused('scan_clients', { cursor: wrong })).toMatchObject({ field: 'cursor' })
  })
})

describe('GEN-3: dates', () => {
  it("GEN-3: a period includes its start and excludes its end, by the account's days", async () => {
    const caller = await newAccount({ timeZone: 'Europe/Kyiv' })
    // In Kyiv this is the first of November, 00:00.
    await caller.at('2026-10-31T22:00:00Z').ok('client_create', { full_name: 'At midnight' })
    const total = async (args: Record<string, unknown>) => {
      const { total: all, items } = await caller.ok('list_clients', args)
      expect((await caller.ok('scan_clients', args)).items).toEqual(items)
      return all
    }
    expect(await total({ since_date: '2026-11-01' })).toBe(1)
    expect(await total({ to_date: '2026-11-01' })).toBe(0)
    expect(await total({ since_date: '2026-10-31', to_date: '2026-11-02' })).toBe(1)
    expect(await total({ since_date: '2026-11-01T00:00:01+02:00' })).toBe(0)
    expect(await total({ since_date: '2026-11-01T00:00:00+02:00' })).toBe(1)
    expect(await total({ to_date: '2026-11-01T00:00:00+02:00' })).toBe(0)
    expect(await total({ to_date: '2026-10-31T22:00:00.001Z' })).toBe(1)
  })

  it('GEN-3: a day is as long as it is where the account is', async () => {
    const caller = await newAccount({ timeZone: 'Europe/Kyiv' })
    // On the 25th of October the clocks go back, so that the day has 25 hours.
    for (const moment of ['2026-10-24T21:00:00Z', '2026-10-25T21:30:00Z', '2026-10-25T22:00:00Z'])
      await caller.at(moment).ok('client_create', { full_name: moment })
    const day = { since_date: '2026-10-25', to_date: '2026-10-26' }
    expect((await caller.ok('list_clients', day)).total).toBe(2)
  })

  it('GEN-3: a task cannot be due in a year that no calendar writes with four digits', async () => {
    const caller = await newAccount({ timeZone: 'America/New_York' })
    const { id: client_id } = await caller.ok('client_create', { full_name: 'Anna' })
    const task = { client_id, title: 'Call', status: 'done' }
    for (const due_date of ['9999-12-31', '0000-01-01', '9999-12-31T23:59:59-12:00'])
      expect(await caller.refused('client_create_task', { ...task, due_date })).toMatchObject({
        code: 'invalid',
        field: 'due_date',
      })
    const { id: task_id } = await caller.ok('client_create_task', { ...task, due_date: '9999-12-30' })
    expect(await caller.refused('client_update_task', { task_id, due_date: '9999-12-31' })).toMatchObject({
      field: 'due_date',
    })
  })
})

describe('GEN-5: unknown parameters', () => {
  it('GEN-5: are refused with the nearest valid name', async () => {
    const caller = await newAccount()
    expect(await caller.refused('list_clients', { serch: 'anna' })).toMatchObject({
      code: 'unknown_parameter',
      field: 'serch',
      hint: 'Did you mean "search"?',
      valid_values: expect.arrayContaining(['search', 'limit']),
    })
    expect(await caller.refused('client_create', { phone: '+380441234567' })).toMatchObject({
      hint: 'Did you mean "phone_number"?',
    })
  })

  it('GEN-5: also where a field is missing under its right name, and within a field', async () => {
    const caller = await newAccount()
    const { id: client_id } = await caller.ok('client_create', { full_name: 'Anna' })
    const note = await caller.refused('client_create_note', { client_id, contnt: 'Hi' })
    expect(note).toMatchObject({ code: 'unknown_parameter', hint: 'Did you mean "content"?' })
    const stages = { name: 'P', statuses: [{ name: 'One' }, { nam: 'Two' }] }
    expect(await caller.refused('pipeline_create', stages)).toMatchObject({
      code: 'unknown_parameter',
      field: 'statuses.1.nam',
      hint: 'Did you mean "name"?',
      valid_values: ['name', 'kind', 'color_index'],
    })
  })
})

describe('GEN-6: idempotency keys', () => {
  it('GEN-6: the same key and body gives the same result and happens once', async () => {
    const caller = await newAccount()
    const args = { full_name: 'Once', idempotency_key: 'k1' }
    const first = await caller.ok('client_create', args)
    expect(await caller.ok('client_create', args)).toEqual(first)
    expect((await caller.ok('list_clients')).total).toBe(1)
  })

  it('GEN-6: the same key and another body, or another tool, is a conflict', async () => {
    const caller = await newAccount()
    await caller.ok('client_create', { full_name: 'Once', idempotency_key: 'k1' })
    const conflict = { code: 'idempotency_conflict', field: 'idempotency_key' }
    const other = { full_name: 'Twice', idempotency_key: 'k1' }
    expect(await caller.refused('client_create', other)).toMatchObject(conflict)
    expect(await caller.refused('label_create', { name: 'VIP', idempotency_key: 'k1' })).toMatchObject(
      conflict,
    )
  })

  it('GEN-6: two calls with one key at the same moment happen once', async () => {
    const caller = await newAccount()
    const args = { full_name: 'Once', idempotency_key: 'k1' }
    const answers = await Promise.all(Array.from({ length: 5 }, () => caller.ok('client_create', args)))
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1)
    expect((await caller.ok('list_clients')).total).toBe(1)
  })

  it('GEN-6: a refused call leaves its key free, and a key is free again after 24 hours', async () => {
    const caller = await newAccount()
    await caller.refused('client_create', { email: 'no', idempotency_key: 'k1' })
    await caller.refused('client_create', { idempotency_key: 'k1' })
    const first = await caller.ok('client_create', { full_name: 'A', idempotency_key: 'k1' })
    const again = await later(caller, 24 * 60).ok('client_create', { full_name: 'A', idempotency_key: 'k1' })
    expect(again.id).not.toBe(first.id)
  })

  it('GEN-6: the key of another actor is another key', async () => {
    const caller = await newAccount()
    const other = await caller.colleague('Other key')
    await caller.ok('client_create', { full_name: 'A', idempotency_key: 'k1' })
    await other.ok('client_create', { full_name: 'B', idempotency_key: 'k1' })
    await (await newAccount()).ok('client_create', { full_name: 'C', idempotency_key: 'k1' })
    expect((await caller.ok('list_clients')).total).toBe(2)
  })

  it('GEN-6: a confirmed call that is repeated answers as the first did', async () => {
    const caller = await withClients(1)
    const [client] = (await caller.ok('list_clients')).items
    const args = { client_id: client?.id, idempotency_key: 'del' }
    const { confirm_token } = await caller.ok('client_delete', args)
    const done = await caller.ok('client_delete', { ...args, confirm_token })
    expect(await caller.ok('client_delete', { ...args, confirm_token })).toEqual(done)
  })
})

describe('GEN-7: versions', () => {
  it('GEN-7: an update changes only what is given', async () => {
    const caller = await newAccount()
    const before = await caller.ok('client_create', {
      full_name: 'Anna',
      email: 'anna@x.example',
      labels: [],
    })
    const after = await caller.ok('client_update', { client_id: before.id, company_name: 'Harbour' })
    expect(after).toEqual({ ...before, company_name: 'Harbour', version: 2 })
  })

  it('GEN-7: a stale expected_version is refused with the present value', async () => {
    const caller = await newAccount()
    const client = await caller.ok('client_create', { full_name: 'Anna' })
    await caller.ok('client_update', { client_id: client.id, full_name: 'Anna B', expected_version: 1 })
    const refusal = await caller.refused('client_update', {
      client_id: client.id,
      full_name: 'Anna C',
      expected_version: 1,
    })
    expect(refusal).toMatchObject({
      code: 'version_conflict',
      field: 'expected_version',
      details: { current: { full_name: 'Anna B', version: 2 } },
    })
  })
})

describe('GEN-8: who did it', () => {
  it('GEN-8: notes, tasks, attachments and stage moves carry the actor', async () => {
    const caller = await newAccount()
    const { actor } = caller
    const { id: client_id } = await caller.ok('client_create', { full_name: 'Anna' })
    expect(await caller.ok('client_create_note', { client_id, content: 'Hi' })).toMatchObject({
      author: actor,
    })
    expect(await caller.ok('client_create_task', { client_id, title: 'Call' })).toMatchObject({
      author: actor,
    })
    const file = { client_id, name: 'a.pdf', url: 'https://x.example/a.pdf' }
    expect(await caller.ok('client_create_attachment', file)).toMatchObject({ author: actor })
    expect((await caller.ok('get_client', { client_id })).stage_history).toMatchObject([{ actor }])
    const colleague = await caller.colleague('Colleague')
    await colleague.ok('client_update', { client_id, funnel_status: 'Won' })
    expect((await caller.ok('get_client', { client_id })).stage_history).toMatchObject([
      { actor: colleague.actor },
      { actor },
    ])
  })

  it('GEN-8: an agent, a person and a key are told apart, in the lead and on record', async () => {
    const caller = await newAccount()
    const { owner } = hub()
    bodyOf(await owner.post('/connectors/platform', { area: 'leads' }), 201)
    const made = async <Body>(answer: Promise<Answer>, status?: number) => bodyOf<Body>(await answer, status)
    const agent = await made<{ id: string; version: number }>(owner.post('/agents', { name: 'Seller' }), 201)
    const toggles = { version: agent.version, toggles: { leads: 'on' } }
    bodyOf(await owner.put(`/agents/${agent.id}/toggles`, toggles))
    const key = await made<{ id: string; secret: string; endpoint: string }>(
      owner.post(`/agents/${agent.id}/keys`, { name: 'Seller key' }),
      201,
    )
    const me = await made<{ user: { id: string; name: string } }>(owner.get('/session'))
    const { id: client_id } = await caller.ok('client_create', { full_name: 'Anna' })
    const move = (funnel_status: string) => ({ client_id, funnel_status })
    const address = { url: key.endpoint, headers: { authorization: `Bearer ${key.secret}` } }
    const client = await connectSdk2(address)
    await client.callTool({ name: 'client_update', arguments: move('Contacted') })
    await client.close()
    const call = { tool: 'client_update', arguments: move('Qualified') }
    bodyOf(await owner.post(`/agents/${agent.id}/calls`, call))
    const actors = [
      { type: 'member', id: me.user.id, name: me.user.name },
      { type: 'agent_key', id: key.id, name: 'Seller key' },
      caller.actor,
    ]
    const { stage_history } = await caller.ok('get_client', { client_id })
    expect(stage_history.map(({ actor }) => actor)).toEqual(actors)
    const { items } = await made<{ items: Data[] }>(
      caller.rest.get('/audit?kind=call&tool=client_update&outcome=ok'),
    )
    expect(items.map(({ actor }) => actor)).toEqual(actors.slice(0, 2))
  })
})

describe('GEN-9: secrets', () => {
  it('GEN-9: a confirm token is stored as a hash, and an address with a password is refused', async () => {
    const caller = await withClients(1)
    const [client] = (await caller.ok('list_clients')).items
    const { confirm_token } = await caller.ok('client_delete', { client_id: client?.id })
    const { rows } = await sql<{ all: string }>`select json_agg(c)::text as all from platform_confirmations c
      where account_id = ${caller.accountId}`.execute(db())
    expect(rows[0]?.all).toContain('client_delete')
    expect(rows[0]?.all).not.toContain(confirm_token)
    const file = { client_id: client?.id, name: 'a.pdf', url: 'https://user:pass@x.example/a.pdf' }
    expect(await caller.refused('client_create_attachment', file)).toMatchObject({ field: 'url' })
  })
})

describe('GEN-10: refusals', () => {
  it('GEN-10: name the field, and the valid values where they are few', async () => {
    const caller = await newAccount()
    expect(await caller.refused('list_clients', { order_by: 'age' })).toMatchObject({
      code: 'invalid',
      field: 'order_by',
      valid_values: expect.arrayContaining(['created_at_desc']),
    })
    const nul = await caller.refused('client_create', { full_name: 'A\0B' })
    expect(nul).toMatchObject({ code: 'invalid', field: 'full_name' })
    const half = await caller.refused('client_create', {
      full_name: 'A',
      custom_lead_fields: { x: '\ud800' },
    })
    expect(half).toMatchObject({ field: 'custom_lead_fields.x' })
    const old = await caller.refused('client_create', { full_name: 'A', email: 'no', type: '', size: 1 })
    expect(old).toMatchObject({ code: 'unknown_parameter', field: 'size' })
  })

  it('GEN-10: are tool errors for both SDKs, as text alone; what is no call of a tool is a protocol error', async () => {
    const caller = await newAccount()
    const address = {
      url: `${hub().url}/api/mcp/sales-management`,
      headers: { authorization: `Bearer ${caller.secret}` },
    }
    for (const connect of [connectSdk1, connectSdk2]) {
      const client = await connect(address)
      await client.listTools()
      const asked = { name: 'get_client', arguments: { client_id: 'client_1' } }
      const refused = await client.callTool(asked)
      expect(refused).toMatchObject({ isError: true, content: [{ type: 'text' }] })
      expect(refused).not.toHaveProperty('structuredContent')
      const [{ text }] = refused.content as [{ text: string }]
      expect(JSON.parse(text)).toEqual({
        error: {
          code: 'not_found',
          message: 'There is no such client.',
          field: 'client_id',
          hint: expect.any(String),
        },
      })
      await client.close()
    }
    for (const params of [
      { name: 'client_note_create', arguments: {} },
      { name: 'list_clients', arguments: [] },
    ])
      expect(await caller.send('tools/call', params)).toMatchObject({ error: { code: -32602 } })
  })
})

describe('PLT-14: two steps', () => {
  it('PLT-14: without a token nothing happens; with it the call happens, once', async () => {
    const caller = await withClients(1)
    const [client] = (await caller.ok('list_clients')).items
    const args = { client_id: client?.id }
    const asked = await caller.ok('client_delete', args)
    expect(asked).toMatchObject({
      preview: { client: { full_name: 'Lead 0' } },
      expires_at: expect.any(String),
    })
    expect((await caller.ok('list_clients')).total).toBe(1)
    await caller.ok('client_delete', { ...args, confirm_token: asked.confirm_token })
    expect((await caller.ok('list_clients')).total).toBe(0)
    const again = await caller.refused('client_delete', { ...args, confirm_token: asked.confirm_token })
    expect(again).toMatchObject({ code: 'confirm_token_invalid', field: 'confirm_token' })
  })

  it('PLT-14: a token opens no other input, no other tool, no other account, and ten minutes only', async () => {
    const caller = await withClients(2)
    const [one, two] = (await caller.ok('list_clients')).items
    const { confirm_token } = await caller.ok('client_delete', { client_id: one?.id })
    const invalid = { code: 'confirm_token_invalid' }
    const other = { client_id: two?.id, confirm_token }
    expect(await caller.refused('client_delete', other)).toMatchObject(invalid)
    const merge = { client_id: one?.id, duplicate_id: two?.id, confirm_token }
    expect(await caller.refused('client_merge', merge)).toMatchObject(invalid)
    const same = { client_id: one?.id, confirm_token }
    expect(await (await newAccount()).refused('client_delete', same)).toMatchObject(invalid)
    expect(await later(caller, 10).refused('client_delete', same)).toMatchObject(invalid)
    await later(caller, 9).ok('client_delete', same)
  })

  it('PLT-14: what has changed since the preview is previewed again', async () => {
    const caller = await withClients(1)
    const [client] = (await caller.ok('list_clients')).items
    const args = { client_id: client?.id }
    const { confirm_token } = await caller.ok('client_delete', args)
    await caller.ok('client_create_note', { ...args, content: 'New' })
    const changed = await caller.refused('client_delete', { ...args, confirm_token })
    expect(changed).toMatchObject({
      code: 'preview_changed',
      details: { preview: { deletes: { notes: 1 } }, confirm_token: expect.any(String) },
    })
    expect((await caller.ok('list_clients')).total).toBe(1)
    await caller.ok('client_delete', { ...args, confirm_token: changed.details.confirm_token })
    expect((await caller.ok('list_clients')).total).toBe(0)
  })

  it('PLT-14: two confirmations at the same moment happen once', async () => {
    const caller = await withClients(1)
    const [client] = (await caller.ok('list_clients')).items
    const args = { client_id: client?.id }
    const { confirm_token } = await caller.ok('client_delete', args)
    const call = () => caller.call('client_delete', { ...args, confirm_token })
    const answers = await Promise.all([call(), call(), call()])
    expect(answers.filter(({ isError }) => !isError)).toHaveLength(1)
  })
})
