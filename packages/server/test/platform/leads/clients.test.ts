import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { leadsHub } from './leads-hub.ts'
import type { Caller } from './leads-hub.ts'

const { newAccount, db } = leadsHub()

const noPhones = [
  '044 123 45 67',
  '380441234567',
  '+380',
  '12',
  '0',
  'call me',
  '+1-800-FLOWERS',
  '+38O441234567',
  '++380441234567',
  '+0000000000',
  '+1 555 555 5555',
  '+1234567890123456',
  '3.80441E+11',
  '+380441234567 / +12025550143',
]

const noEmails = [
  'anna',
  'anna@',
  '@x.example',
  'a b@x.example',
  'anna@x',
  'a..b@x.example',
  'a@x..example',
  'a@-x.example',
  'a@x.example, b@x.example',
  'Anna <a@x.example>',
  'mailto:a@x.example',
  `a@${'x'.repeat(260)}.example`,
]

describe('A2-7: duplicates', () => {
  const anna = { full_name: 'Anna', email: 'Anna@X.example', phone_number: '+380 44 123 45 67' }

  it('A2-7: a known e-mail or phone is refused with the existing id, however it is written', async () => {
    const caller = await newAccount()
    const { id } = await caller.ok('client_create', anna)
    for (const [field, value] of [
      ['email', ' anna@x.EXAMPLE'],
      ['phone_number', '00380441234567'],
    ] as const)
      expect(await caller.refused('client_create', { [field]: value })).toMatchObject({
        code: 'duplicate',
        field,
        details: { existing_id: id },
      })
  })

  it('A2-7: allow_duplicate creates it all the same, and another account knows nothing of it', async () => {
    const caller = await newAccount()
    await caller.ok('client_create', anna)
    await caller.ok('client_create', { ...anna, allow_duplicate: true })
    await (await newAccount()).ok('client_create', anna)
    expect((await caller.ok('list_clients')).total).toBe(2)
    expect(await caller.refused('client_create', anna)).toMatchObject({ code: 'duplicate' })
  })

  it('A2-7: of two creations at the same moment one is the duplicate', async () => {
    const caller = await newAccount()
    const answers = await Promise.all([
      caller.call('client_create', anna),
      caller.call('client_create', anna),
    ])
    expect(answers.filter(({ isError }) => isError)).toHaveLength(1)
  })
})

describe('A2-8: contact', () => {
  let caller: Caller
  beforeAll(async () => {
    caller = await newAccount()
  })

  it.each([
    ['+380 44 123 45 67', undefined, '+380441234567'],
    ['00380441234567', undefined, '+380441234567'],
    ['044 123 45 67', 'UA', '+380441234567'],
    ['(202) 555-0143', 'US', '+12025550143'],
  ])('A2-8: %s (%s) becomes %s', async (phone_number, phone_country, e164) => {
    const args = { phone_number, ...(phone_country && { phone_country }), allow_duplicate: true }
    const { id: client_id } = await caller.ok('client_create', args)
    expect(await caller.ok('get_client', { client_id })).toMatchObject({ phone_number: e164 })
  })

  it('A2-8: what is no phone number is refused, where a lead is created and where it is changed', async () => {
    const { id: client_id } = await caller.ok('client_create', { full_name: 'Anna' })
    const refusal = { code: 'invalid', field: 'phone_number', hint: expect.any(String) }
    for (const phone_number of noPhones) {
      expect(await caller.refused('client_create', { phone_number }), phone_number).toMatchObject(refusal)
      expect(await caller.refused('client_update', { client_id, phone_number })).toMatchObject(refusal)
    }
    const abroad = { phone_number: '044 123 45 67', phone_country: 'US' }
    expect(await caller.refused('client_create', abroad)).toMatchObject(refusal)
  })

  it('A2-8: what is no e-mail is refused, where a lead is created and where it is changed', async () => {
    const { id: client_id } = await caller.ok('client_create', { full_name: 'Anna' })
    for (const email of noEmails)
      for (const ask of [
        caller.refused('client_create', { email }),
        caller.refused('client_update', { client_id, email }),
      ])
        expect(await ask, email).toMatchObject({ code: 'invalid', field: 'email' })
    const tidied = await caller.ok('client_update', { client_id, email: ' Anna+News@X.Example ' })
    expect(tidied).toMatchObject({ email: 'anna+news@x.example' })
  })

  it('A2-8: a lead has a name, an e-mail or a phone, from its beginning and after every change', async () => {
    const nobody = { code: 'invalid', message: expect.stringContaining('at least') }
    expect(await caller.refused('client_create', { company_name: 'Harbour' })).toMatchObject(nobody)
    const { id: client_id } = await caller.ok('client_create', { email: 'a@x.example' })
    expect(await caller.refused('client_update', { client_id, email: null })).toMatchObject(nobody)
    await caller.ok('client_update', { client_id, email: null, full_name: 'Anna' })
    for (const full_name of ['', '   ', null])
      expect(await caller.refused('client_update', { client_id, full_name })).toMatchObject({
        code: 'invalid',
        field: 'full_name',
      })
  })
})

describe('A2-10: custom fields and AI context', () => {
  it('A2-10: the context merges level by level, loses no key, and leaves custom fields alone', async () => {
    const caller = await newAccount()
    const fields = { city: 'Kyiv' }
    const { id: client_id } = await caller.ok('client_create', {
      full_name: 'Anna',
      custom_lead_fields: fields,
    })
    const merge = (context: object) => caller.ok('client_context_merge', { client_id, context })
    await merge({ needs: { size: 'M', colours: ['red', 'blue'] }, mood: 'calm' })
    const merged = await merge({ needs: { colours: ['green'], budget: { max: 10 } }, mood: null })
    expect(merged).toMatchObject({
      custom_lead_fields: fields,
      client_context: { needs: { size: 'M', colours: ['green'], budget: { max: 10 } }, mood: null },
    })
    const updated = await caller.ok('client_update', {
      client_id,
      custom_lead_fields: { city: null, age: 30 },
    })
    expect(updated).toMatchObject({
      custom_lead_fields: { age: 30 },
      client_context: merged['client_context'],
    })
    expect(updated['custom_lead_fields']).not.toHaveProperty('city')
  })

  it('A2-10: a key that objects have by nature is a key like any other', async () => {
    const caller = await newAccount()
    const { id: client_id } = await caller.ok('client_create', { full_name: 'Anna' })
    const context: unknown = JSON.parse('{"constructor": {"a": 1}, "toString": "x"}')
    const merged = await caller.ok('client_context_merge', { client_id, context })
    expect(merged['client_context']).toEqual(context)
    expect({}).not.toHaveProperty('a')
  })

  it('A2-10: what grows too large or too deep is refused', async () => {
    const caller = await newAccount()
    const { id: client_id } = await caller.ok('client_create', { full_name: 'Anna' })
    const large = { text: 'x'.repeat(70_000) }
    let deep: object = {}
    for (let level = 0; level < 30; level += 1) deep = { deep }
    for (const context of [large, deep])
      expect(await caller.refused('client_context_merge', { client_id, context })).toMatchObject({
        code: 'too_large',
      })
  })
})

describe('A2-11: deleting a lead', () => {
  it('A2-11: takes its notes, tasks and attachments, which the preview counts; others stay', async () => {
    const caller = await newAccount()
    const { id: other } = await caller.ok('client_create', { full_name: 'Other' })
    await caller.ok('client_create_note', { client_id: other, content: 'Stays' })
    const { id: client_id } = await caller.ok('client_create', { full_name: 'Anna' })
    const note = await caller.ok('client_create_note', { client_id, content: 'One' })
    await caller.ok('client_create_note', { client_id, content: 'Two' })
    await caller.ok('client_create_task', { client_id, title: 'Call' })
    const link = { client_id, name: 'a.pdf', url: 'https://x.example/a.pdf' }
    await caller.ok('client_create_attachment', link)
    const counts = { notes: 2, tasks: 1, attachments: 1 }
    expect((await caller.ok('client_delete', { client_id })).preview).toMatchObject({ deletes: counts })
    expect(await caller.confirmed('client_delete', { client_id })).toEqual({
      deleted_client_id: client_id,
      ...counts,
    })
    expect(await caller.refused('get_client', { client_id })).toMatchObject({ code: 'not_found' })
    expect(await caller.refused('client_get_note', { note_id: note.id })).toMatchObject({ code: 'not_found' })
    expect((await caller.ok('client_list_notes', { client_id: other })).total).toBe(1)
    expect((await caller.ok('list_clients')).total).toBe(1)
  })

  it('A2-11: an account takes everything with it', async () => {
    const caller = await newAccount()
    const { id: client_id } = await caller.ok('client_create', {
      full_name: 'Anna',
      labels: ['VIP'],
      create_missing_labels: true,
    })
    await caller.ok('client_create_note', { client_id, content: 'Hi', idempotency_key: 'k' })
    await newAccount() // for the owner to be in
    await sql`delete from accounts where id = ${caller.accountId}`.execute(db())
    for (const table of [
      'leads_clients',
      'leads_stages',
      'leads_counts',
      'leads_notes',
      'platform_idempotency',
    ]) {
      const left = sql`select 1 from ${sql.table(table)} where account_id = ${caller.accountId}`
      const { rows } = await left.execute(db())
      expect(rows).toEqual([])
    }
  })
})

describe('finding leads', () => {
  it('PLT-2: each filter narrows, together they all hold, and total is exact', async () => {
    const caller = await newAccount()
    const statuses = [{ name: 'Signed', kind: 'won' }, { name: 'Found' }]
    const partners = await caller.ok('pipeline_create', { name: 'Partners', statuses })
    const create = (args: object) => caller.ok('client_create', { ...args, create_missing_labels: true })
    await create({ full_name: 'Anna Müller', email: 'anna@harbour.example', labels: ['VIP', 'Hot'] })
    await create({ full_name: 'Іван Бондар', phone_number: '+380441234567', labels: ['VIP'] })
    await create({
      full_name: 'Bo 100%',
      email: 'bo@x.example',
      funnel_status: 'Won',
      company_name: 'Harbour',
    })
    await create({ full_name: 'Carla', pipeline_id: partners.id })
    const found = async (args: object) => {
      const { items, total } = await caller.ok('list_clients', { ...args, order_by: 'full_name_asc' })
      expect(total).toBe(items.length)
      return items.map((item) => String(item['full_name']).split(' ')[0])
    }
    expect(await found({ has_email: true })).toEqual(['Anna', 'Bo'])
    expect(await found({ has_email: false, has_phone_number: true })).toEqual(['Іван'])
    expect(await found({ labels: ['vip'] })).toEqual(['Anna', 'Іван'])
    expect(await found({ labels: ['VIP', 'Hot'] })).toEqual(['Anna'])
    expect(await found({ funnel_status: 'won' })).toEqual(['Bo'])
    expect(await found({ pipeline_id: partners.id })).toEqual(['Carla'])
    expect(await found({ pipeline_id: partners.id, funnel_status: 'Found' })).toEqual(['Carla'])
    expect(await found({ search: 'HARBOUR' })).toEqual(['Anna', 'Bo'])
    expect(await found({ search: 'harbour bo' })).toEqual(['Bo'])
    expect(await found({ search: 'müll' })).toEqual(['Anna'])
    expect(await found({ search: 'ІВАН' })).toEqual(['Іван'])
    expect(await found({ search: '044 123-45' })).toEqual(['Іван'])
    expect(await found({ search: 'an' })).toEqual(['Anna'])
    expect(await found({ search: '100%' })).toEqual(['Bo'])
    expect(await found({ search: 'muller' })).toEqual(['Anna'])
    expect(await found({ search: '4567' })).toEqual(['Іван'])
    expect(await found({ search: 'anna@harbour.ex' })).toEqual(['Anna'])
    expect(await found({ search: "o'neill" })).toEqual([])
    expect(await caller.refused('list_clients', { search: '_' })).toMatchObject({ field: 'search' })
    expect(await found({ search: 'harbour', labels: ['VIP'], has_email: true })).toEqual(['Anna'])
  })

  it('PLT-2: a name of one very long word can be kept and found', async () => {
    const caller = await newAccount()
    // Each of these letters stands for a word of four, so that it is longer than the database's words.
    const full_name = '㌀'.repeat(200)
    const { id } = await caller.ok('client_create', { full_name, company_name: full_name })
    const { items } = await caller.ok('list_clients', { search: full_name })
    expect(items.map((item) => item.id)).toEqual([id])
  })

  it('GEN-5: a stage or label that is not there is refused, not found empty', async () => {
    const caller = await newAccount()
    await caller.ok('label_create', { name: 'Newsletter' })
    expect(await caller.refused('list_clients', { labels: ['Newsleter'] })).toMatchObject({
      field: 'labels',
      hint: 'Did you mean "Newsletter"?',
    })
    expect(await caller.refused('scan_clients', { funnel_status: 'Nowhere' })).toMatchObject({
      field: 'funnel_status',
      valid_values: expect.arrayContaining(['New']),
    })
  })
})
