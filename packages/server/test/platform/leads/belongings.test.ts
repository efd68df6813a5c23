import { describe, expect, it } from 'vitest'
import { leadsHub } from './leads-hub.ts'
import type { Caller } from './leads-hub.ts'

const { newAccount } = leadsHub()
const NOW = '2026-11-15T10:00:00Z'

async function withLead(): Promise<{ caller: Caller; client_id: string }> {
  const caller = (await newAccount({ timeZone: 'Europe/Kyiv' })).at(NOW)
  const { id } = await caller.ok('client_create', { full_name: 'Anna' })
  return { caller, client_id: id }
}

describe('notes', () => {
  it('PLT-2: are written, read, listed newest first, changed and deleted', async () => {
    const { caller, client_id } = await withLead()
    const later = caller.at('2026-11-15T11:00:00Z')
    const first = await caller.ok('client_create_note', { client_id, content: 'First' })
    const second = await later.ok('client_create_note', { client_id, content: 'Second' })
    const { items, total } = await caller.ok('client_list_notes', { client_id })
    expect([items.map(({ id }) => id), total]).toEqual([[second.id, first.id], 2])
    const changed = await caller.ok('client_update_note', { note_id: first.id, content: 'Changed' })
    expect(changed).toEqual({ ...first, content: 'Changed', version: 2 })
    expect(await caller.ok('client_get_note', { note_id: first.id })).toEqual(changed)
    const stale = { note_id: first.id, content: 'Stale', expected_version: 1 }
    expect(await caller.refused('client_update_note', stale)).toMatchObject({
      code: 'version_conflict',
      details: { current: { content: 'Changed' } },
    })
    await caller.confirmed('client_delete_note', { note_id: first.id })
    expect((await caller.ok('client_list_notes', { client_id })).total).toBe(1)
  })
})

describe('A2-12: due dates', () => {
  it('A2-12: a task cannot be due in the past, unless it is done', async () => {
    const { caller, client_id } = await withLead()
    const past = { client_id, title: 'Call', due_date: '2026-11-14T10:00:00Z' }
    for (const status of ['open', 'cancelled'])
      expect(await caller.refused('client_create_task', { ...past, status })).toMatchObject({
        code: 'invalid',
        field: 'due_date',
      })
    const done = await caller.ok('client_create_task', { ...past, status: 'done' })
    expect(done).toMatchObject({ due_date: '2026-11-14T10:00:00.000Z', status: 'done' })
    const reopen = { task_id: done.id, status: 'open' }
    expect(await caller.refused('client_update_task', reopen)).toMatchObject({ field: 'due_date' })
    await caller.ok('client_update_task', { ...reopen, due_date: '2026-11-20' })
    const back = { task_id: done.id, due_date: past.due_date }
    expect(await caller.refused('client_update_task', back)).toMatchObject({ field: 'due_date' })
    await caller.ok('client_update_task', { ...back, status: 'done' })
  })

  it("A2-12, GEN-3: a day means its end in the account's time zone, so today is not past", async () => {
    const { caller, client_id } = await withLead()
    const today = await caller.ok('client_create_task', { client_id, title: 'Call', due_date: '2026-11-15' })
    expect(today).toMatchObject({ due_date: '2026-11-15T21:59:59.999Z' })
    const yesterday = { client_id, title: 'Call', due_date: '2026-11-14' }
    expect(await caller.refused('client_create_task', yesterday)).toMatchObject({ field: 'due_date' })
  })

  it('A2-12: an overdue task can be edited and finished', async () => {
    const { caller, client_id } = await withLead()
    const { id: task_id } = await caller.ok('client_create_task', {
      client_id,
      title: 'Call',
      due_date: '2026-11-16',
    })
    const nextWeek = caller.at('2026-11-22T10:00:00Z')
    await nextWeek.ok('client_update_task', { task_id, title: 'Call again' })
    await nextWeek.ok('client_update_task', { task_id, status: 'done' })
    const reopen = { task_id, status: 'open' }
    expect(await nextWeek.refused('client_update_task', reopen)).toMatchObject({ field: 'due_date' })
  })
})

describe('tasks', () => {
  it('PLT-2: are listed over all leads, by status and period, the earliest due first', async () => {
    const { caller, client_id } = await withLead()
    const { id: other } = await caller.ok('client_create', { full_name: 'Bo' })
    const create = (title: string, more: object) =>
      caller.ok('client_create_task', { client_id, title, ...more })
    await create('B', { due_date: '2026-11-20' })
    await create('A', { due_date: '2026-11-16', client_id: other })
    const { id: done } = await create('C', { due_date: '2026-11-18', priority: 'high', assignee: 'maria' })
    await create('D', {})
    await caller.ok('client_update_task', { task_id: done, status: 'done', assignee: null })
    const titles = async (args: Record<string, unknown>) => {
      const { items, total } = await caller.ok('client_list_tasks', args)
      expect(total).toBe(items.length)
      return items.map(({ title }) => title)
    }
    expect(await titles({})).toEqual(['A', 'C', 'B', 'D'])
    expect(await titles({ status: 'open' })).toEqual(['A', 'B', 'D'])
    expect(await titles({ client_id })).toEqual(['C', 'B', 'D'])
    expect(await titles({ since_date: '2026-11-18', to_date: '2026-11-20' })).toEqual(['C'])
    await caller.confirmed('client_delete_task', { task_id: done })
    expect(await titles({ client_id })).toEqual(['B', 'D'])
  })
})

describe('attachments', () => {
  it('PLT-2: are added, read, listed, changed and taken off', async () => {
    const { caller, client_id } = await withLead()
    const link = {
      client_id,
      name: 'a.pdf',
      url: 'https://x.example/a.pdf',
      mime: 'application/pdf',
      size: 5,
    }
    const made = await caller.ok('client_create_attachment', link)
    expect(made).toMatchObject(link)
    const changed = await caller.ok('client_update_attachment', { attachment_id: made.id, name: 'b.pdf' })
    expect(changed).toEqual({ ...made, name: 'b.pdf', version: 2 })
    expect(await caller.ok('client_get_attachment', { attachment_id: made.id })).toEqual(changed)
    expect((await caller.ok('client_list_attachments', { client_id })).items).toEqual([changed])
    await caller.confirmed('client_delete_attachment', { attachment_id: made.id })
    expect((await caller.ok('client_list_attachments', { client_id })).total).toBe(0)
  })

  it.each(['ftp://x.example/a', 'javascript:alert(1)', 'x.example/a', 'https://u:p@x.example/a'])(
    'GEN-9: the address %s is refused',
    async (url) => {
      const { caller, client_id } = await withLead()
      const link = { client_id, name: 'a.pdf', url }
      expect(await caller.refused('client_create_attachment', link)).toMatchObject({ field: 'url' })
    },
  )
})
