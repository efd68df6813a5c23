import { describe, expect, it } from 'vitest'
import { newAccount } from './leads-hub.ts'
import type { Caller } from './leads-hub.ts'

const names = async (caller: Caller) =>
  (await caller.ok('list_clients', { order_by: 'full_name_asc' })).items.map((item) => item['full_name'])

const clean = { created: 2, updated: 0, skipped: 0, failed: 0, problems: [] }

describe('client_import: files', () => {
  it.each([
    ['commas', 'Name,E-mail\nAnna,a@x.example\nBo,b@x.example\n'],
    ['semicolons', 'Name;E-mail\nAnna;a@x.example\nBo;b@x.example\n'],
    ['tabs', 'Name\tE-mail\r\nAnna\ta@x.example\r\nBo\tb@x.example\r\n'],
    ['bars', 'Name|E-mail\nAnna|a@x.example\nBo|b@x.example'],
    ['a byte order mark', '\uFEFFName,E-mail\nAnna,a@x.example\nBo,b@x.example\n'],
    ['quotes', '"Name","E-mail"\n"Anna","a@x.example"\n"Bo","b@x.example"\n'],
    ['a delimiter in a quoted header', '"Name";"E-mail";"a,b,c,d"\nAnna;a@x.example;1\nBo;b@x.example;2\n'],
    ['blank lines', '\nName,E-mail\n\nAnna,a@x.example\n,\nBo,b@x.example\n\n'],
    ['JSON', '[{"full_name":"Anna","email":"a@x.example"},{"name":"Bo","mail":"b@x.example"}]'],
    ['JSON in an object', '{"clients":[{"full_name":"Anna"},{"full_name":"Bo"}]}'],
  ])('reads %s', async (_, content) => {
    const caller = await newAccount()
    expect(await caller.ok('client_import', { content })).toMatchObject({ rows: 2, ...clean })
    expect(await names(caller)).toEqual(['Anna', 'Bo'])
  })

  const text = 'Name,Company\nZoë,Café\nJürgen,Straße\n'
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 LE', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 LE without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 BE', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['windows-1252', Buffer.from(text, 'latin1')],
  ])('finds the encoding %s', async (_, bytes) => {
    const caller = await newAccount()
    const content_base64 = bytes.toString('base64')
    expect(await caller.ok('client_import', { content_base64 })).toMatchObject({ rows: 2, ...clean })
    expect(await names(caller)).toEqual(['Jürgen', 'Zoë'])
  })

  it('takes an encoding that is named, and refuses it when the file is not in it', async () => {
    const caller = await newAccount()
    const cyrillic = Buffer.from([0xce, 0xeb, 0xe5, 0xed, 0xe0]) // "Олена" in windows-1251
    const content_base64 = Buffer.concat([Buffer.from('Name\n'), cyrillic]).toString('base64')
    await caller.ok('client_import', { content_base64, encoding: 'windows-1251' })
    expect(await names(caller)).toEqual(['Олена'])
    expect(await caller.refused('client_import', { content_base64, encoding: 'utf-8' })).toMatchObject({
      field: 'encoding',
    })
  })

  it.each([
    ['nothing to read', ' '],
    ['no column of ours', 'Colour,Size\nred,M\n'],
    ['broken JSON', '[{"name":'],
    ['JSON without a list', '{"name":"Anna"}'],
  ])('refuses %s', async (_, content) => {
    const refusal = await (await newAccount()).refused('client_import', { content })
    expect(refusal).toMatchObject({ code: 'invalid', field: 'content', hint: expect.any(String) })
  })

  it('refuses both kinds of content, and neither', async () => {
    const caller = await newAccount()
    expect(await caller.refused('client_import', {})).toMatchObject({ field: 'content' })
    const both = { content: 'Name\nA', content_base64: 'TmFtZQpB' }
    expect(await caller.refused('client_import', both)).toMatchObject({ field: 'content' })
  })
})

describe('client_import: rows', () => {
  it('reports what is wrong by line, and imports the rest', async () => {
    const caller = await newAccount()
    const content = [
      'Name,Phone,E-mail,Stage',
      'Anna,+380441234567,,New',
      'Bo,call me,,New',
      '"Carla',
      'of two lines",,,Won',
      'Dan,,no-mail,New',
      'Emma,,,Nowhere',
      ',,,New',
      'Finn,,,New,too,many',
      'Gina "G",,,New',
      'Hugo,,h@x.example,Won',
    ].join('\n')
    const report = await caller.ok('client_import', { content })
    expect(report).toMatchObject({ rows: 9, created: 3, failed: 6 })
    expect(report['problems']).toMatchObject([
      { line: 3, field: 'phone_number' },
      { line: 6, field: 'email' },
      { line: 7, field: 'funnel_status' },
      { line: 8, field: 'full_name' },
      { line: 9, message: expect.stringContaining('more cells') },
      { line: 10, message: expect.stringContaining('quote') },
    ])
    expect(await names(caller)).toEqual(['Anna', 'Carla\nof two lines', 'Hugo'])
  })

  it('counts blank lines before the header too', async () => {
    const caller = await newAccount()
    const report = await caller.ok('client_import', { content: '\n \r\nName,E-mail\n\nAnna,no\n' })
    expect(report['problems']).toMatchObject([{ line: 5, field: 'email' }])
  })

  it('says where a quote opens that never closes', async () => {
    const caller = await newAccount()
    const report = await caller.ok('client_import', { content: 'Name,Company\nAnna,A\nBo,"B\nCarla,C\n' })
    expect(report).toMatchObject({ created: 1, failed: 1 })
    expect(report['problems']).toMatchObject([{ line: 3, message: expect.stringContaining('never closes') }])
  })

  it('maps columns by many names; what is no field becomes a custom field, and the report says so', async () => {
    const caller = await newAccount()
    const content = 'Client Name;Mobile;Tags;Budget;created_at\nAnna;044 123 45 67;VIP | Hot;10k;2020-01-01\n'
    const args = { content, phone_country: 'UA', create_missing_labels: true }
    const report = await caller.ok('client_import', args)
    expect(report['columns']).toEqual({
      'Client Name': 'full_name',
      Mobile: 'phone_number',
      Tags: 'labels',
      Budget: 'custom_lead_fields.Budget',
      created_at: 'ignored',
    })
    const [line] = (await caller.ok('list_clients')).items
    expect(await caller.ok('get_client', { client_id: line?.id })).toMatchObject({
      phone_number: '+380441234567',
      labels: ['Hot', 'VIP'],
      custom_lead_fields: { Budget: '10k' },
      stage_history: [{ to_status: 'New' }],
    })
  })

  it('A2-9: an unknown label fails its row', async () => {
    const caller = await newAccount()
    const report = await caller.ok('client_import', { content: 'Name,Labels\nAnna,VIP\nBo,\n' })
    expect(report).toMatchObject({ created: 1, problems: [{ line: 2, field: 'labels' }] })
  })

  it('A2-1, A2-2: rows without a place get the one given, else the first open stage of the default pipeline', async () => {
    const caller = await newAccount()
    const other = await caller.ok('pipeline_create', {
      name: 'Other',
      statuses: [{ name: 'A' }, { name: 'B' }],
    })
    const content = 'Name,Stage\nAnna,\nBo,A\n'
    await caller.ok('client_import', { content, pipeline_id: other.id, funnel_status: 'B' })
    expect((await caller.ok('list_clients', { funnel_status: 'B' })).total).toBe(1)
    expect((await caller.ok('list_clients', { funnel_status: 'A' })).total).toBe(1)
    const wrong = { content, funnel_status: 'Nowhere' }
    expect(await caller.refused('client_import', wrong)).toMatchObject({ field: 'funnel_status' })
  })
})

describe('client_import: duplicates and dry runs', () => {
  const content = 'Name,E-mail,Company\nAnna,a@x.example,New\nBo,b@x.example,\nBo again,B@X.example,\n'

  it.each([
    ['skip', { created: 1, updated: 0, skipped: 2 }, ['Anna Old', 'Bo']],
    ['update', { created: 1, updated: 1, skipped: 1 }, ['Anna', 'Bo']],
    ['create', { created: 3, updated: 0, skipped: 0 }, ['Anna', 'Anna Old', 'Bo', 'Bo again']],
  ])('A2-7: on_duplicate %s', async (on_duplicate, counts, after) => {
    const caller = await newAccount()
    await caller.ok('client_create', { full_name: 'Anna Old', email: 'a@x.example', company_name: 'Old' })
    const report = await caller.ok('client_import', { content, on_duplicate })
    expect(report).toMatchObject({ ...counts, failed: 0 })
    expect(await names(caller)).toEqual(after)
    if (on_duplicate === 'skip')
      expect(report['problems']).toMatchObject([
        { line: 2, code: 'duplicate' },
        { line: 4, code: 'duplicate', message: expect.stringContaining('Line 3') },
      ])
  })

  it('a dry run reports the same and changes nothing', async () => {
    const caller = await newAccount()
    const file = { content: 'Name,Labels\nAnna,VIP\n,\nBo,VIP\n', create_missing_labels: true }
    const dry = await caller.ok('client_import', { ...file, dry_run: true })
    expect((await caller.ok('list_clients')).total).toBe(0)
    expect((await caller.ok('list_labels')).total).toBe(0)
    expect(await caller.ok('client_import', file)).toEqual({ ...dry, dry_run: false })
    expect((await caller.ok('list_clients')).total).toBe(2)
  })

  it('A2-14: what was exported can be imported', async () => {
    const caller = await newAccount()
    const lead = { full_name: '=Anna, "A"', phone_number: '+380441234567', opted_out: true, labels: ['VIP'] }
    const more = { custom_lead_fields: { city: 'Kyiv' }, create_missing_labels: true }
    const made = await caller.ok('client_create', { ...lead, ...more })
    const { content: file } = await caller.ok('export_clients')
    const other = await newAccount()
    await other.ok('client_import', { content: file, create_missing_labels: true })
    const [line] = (await other.ok('list_clients')).items
    expect(await other.ok('get_client', { client_id: line?.id })).toMatchObject({
      ...lead,
      custom_lead_fields: made['custom_lead_fields'],
    })
  })

  it('refuses more than 5,000 rows', async () => {
    const rows = Array.from({ length: 5001 }, (_, index) => ({ name: `N${index}` }))
    const refusal = await (await newAccount()).refused('client_import', { content: JSON.stringify(rows) })
    expect(refusal).toMatchObject({ code: 'too_large', field: 'content' })
  })
})
