import { beforeAll, describe, expect, it } from 'vitest'
import { leadsHub } from './leads-hub.ts'
import type { Caller } from './leads-hub.ts'

const { newAccount } = leadsHub()

const names = async (caller: Caller) =>
  (await caller.ok('list_clients', { order_by: 'full_name_asc' })).items.map((item) => item['full_name'])

const clean = { created: 2, updated: 0, skipped: 0, failed: 0, problems: [] }

describe('client_import: files', () => {
  it.each([
    ['commas', 'Name,E-mail\nAnna,a@x.example\nBo,b@x.example\n'],
    ['semicolons', 'Name;E-mail\nAnna;a@x.example\nBo;b@x.example\n'],
    ['tabs', 'Name\tE-mail\r\nAnna\ta@x.example\r\nBo\tb@x.example\r\n'],
    ['lines of old Macs', 'Name,E-mail\rAnna,a@x.example\rBo,b@x.example\r'],
    ['lines of two kinds', 'Name,E-mail\r\nAnna,a@x.example\nBo,b@x.example\r\n'],
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

  let empty: Caller
  beforeAll(async () => {
    empty = await newAccount()
  })

  it.each([
    ['a file that begins as UTF-8 and is not', Buffer.from('\xef\xbb\xbfName\nZo\xff', 'latin1'), 'encoding'],
    ['half a character of UTF-16', Buffer.from('\uFEFFName\nAnna', 'utf16le').subarray(0, -1), 'encoding'],
    ['a spreadsheet', Buffer.from('PK\x03\x04\x14\0\x06\0Name\0', 'latin1'), 'content_base64'],
    ['UTF-32', Buffer.from('Name\nAnna'.replace(/[^]/g, '$&\0\0\0')), 'content_base64'],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'content'],
  ])('refuses %s', async (_, bytes, field) => {
    const content_base64 = bytes.toString('base64')
    expect(await empty.refused('client_import', { content_base64 })).toMatchObject({
      code: 'invalid',
      field,
      hint: expect.any(String),
    })
  })

  it.each([
    ['nothing to read', ' '],
    ['no column of ours', 'Colour,Size\nred,M\n'],
    ['a delimiter that is none', 'Name:E-mail\nAnna:a@x.example\n'],
    ['no header', 'Anna,a@x.example\nBo,b@x.example\n'],
    ['a quote in the header', 'Na"me,E-mail\nAnna,a@x.example\n'],
    ['a quote that opens in the header', '"Name,E-mail\nAnna,a@x.example\n'],
    ['a web page', '<html><body>Name</body></html>'],
    ['broken JSON', '[{"name":'],
    ['JSON with single quotes', "[{'name':'Anna'}]"],
    ['JSON with a comma too many', '[{"name":"Anna"},]'],
    ['a JSON object a line', '{"name":"Anna"}\n{"name":"Bo"}\n'],
    ['JSON without a list', '{"name":"Anna"}'],
    ['JSON without leads', '[]'],
  ])('refuses %s', async (_, content) => {
    const refusal = await empty.refused('client_import', { content })
    expect(refusal).toMatchObject({ code: 'invalid', field: 'content', hint: expect.any(String) })
  })

  it('refuses what is no base64, both kinds of content, and neither; and then nothing was imported', async () => {
    const wrong = { content_base64: '***' }
    expect(await empty.refused('client_import', wrong)).toMatchObject({ field: 'content_base64' })
    expect(await empty.refused('client_import', {})).toMatchObject({ field: 'content' })
    const both = { content: 'Name\nA', content_base64: 'TmFtZQpB' }
    expect(await empty.refused('client_import', both)).toMatchObject({ field: 'content' })
    expect(await names(empty)).toEqual([])
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

  it('leaves out a row whose quotes are wrong, and no other', async () => {
    const caller = await newAccount()
    const content = [
      'Name,E-mail',
      '"Anna" B,a@x.example',
      '"Bo"C,b@x.example',
      '"Car\\"la",c@x.example',
      'Dan,d@x.example',
      'Emma,"e@x',
      '"Finn"',
      '"x",y',
      'Gina,g@x.example',
      '"Hugo ""H""", h@x.example',
      '"Ida,i@x.example',
      'Jan,j@x.example',
    ].join('\r\n')
    const report = await caller.ok('client_import', { content })
    const inTheMiddle = { code: 'invalid', message: expect.stringContaining('middle of a cell') }
    expect(report['problems']).toMatchObject([
      { line: 2, ...inTheMiddle },
      { line: 3, ...inTheMiddle },
      { line: 4, ...inTheMiddle },
      { line: 6, message: expect.stringContaining('Lines 6 to 7 were left out') },
      { line: 8, field: 'email' },
      { line: 11, message: expect.stringContaining('never closes. Lines 11 to 12 were left out') },
    ])
    expect(await names(caller)).toEqual(['Dan', 'Gina', 'Hugo "H"'])
  })

  it('leaves out a row with another delimiter than the header', async () => {
    const caller = await newAccount()
    const content = 'Name;E-mail\nAnna,a@x.example\nBo;b@x.example\nCarla\n"Dan, D";\n'
    const report = await caller.ok('client_import', { content })
    expect(report).toMatchObject({ rows: 4, created: 3 })
    expect(report['problems']).toMatchObject([
      { line: 2, message: expect.stringContaining('divided by ","') },
    ])
    expect(await names(caller)).toEqual(['Bo', 'Carla', 'Dan, D'])
  })

  it('A2-8: leaves out phone numbers and e-mails that are none', async () => {
    const caller = await newAccount()
    const phones = ['12', 'call me', '044 123 45 67', '3.80441E+11', '+380441234567 / +12025550143']
    const emails = ['a@', '@x.example', 'a b@x.example', 'mailto:a@x.example']
    const content = JSON.stringify([
      ...phones.map((phone) => ({ name: 'P', phone })),
      ...emails.map((email) => ({ name: 'E', email })),
    ])
    const report = await caller.ok('client_import', { content })
    expect(report).toMatchObject({ rows: 9, created: 0, failed: 9 })
    expect(report['problems']).toMatchObject([
      ...phones.map((_, index) => ({ line: index + 1, code: 'invalid', field: 'phone_number' })),
      ...emails.map((_, index) => ({ line: phones.length + index + 1, code: 'invalid', field: 'email' })),
    ])
  })

  it('leaves out JSON rows of the wrong kind', async () => {
    const caller = await newAccount()
    const wrong = [null, 'Anna', ['Anna'], { name: true }, { name: {} }, { name: 'A', labels: [1] }]
    const more = [{ name: 'B', opted_out: 'perhaps' }, { name: 'C', custom_lead_fields: 'x' }, { name: 5 }]
    const report = await caller.ok('client_import', { content: JSON.stringify([...wrong, ...more]) })
    expect(report).toMatchObject({ rows: 9, created: 1, failed: 8 })
    expect(await names(caller)).toEqual(['5'])
  })

  it('keeps what two columns say of one field', async () => {
    const caller = await newAccount()
    const content = 'Name,Name,Phone,Mobile\nAnna,Müller,+380441234567,+12025550143\nBo,,,+12025550144\n'
    await caller.ok('client_import', { content })
    const { items } = await caller.ok('list_clients', { order_by: 'full_name_asc' })
    const read = await Promise.all(items.map(({ id }) => caller.ok('get_client', { client_id: id })))
    expect(read).toMatchObject([
      {
        full_name: 'Anna',
        phone_number: '+380441234567',
        custom_lead_fields: { 'Name (2)': 'Müller', Mobile: '+12025550143' },
      },
      { full_name: 'Bo', phone_number: '+12025550144', custom_lead_fields: {} },
    ])
  })

  it('counts blank lines before the header too', async () => {
    const caller = await newAccount()
    const report = await caller.ok('client_import', { content: '\n \r\nName,E-mail\n\nAnna,no\n' })
    expect(report['problems']).toMatchObject([{ line: 5, field: 'email' }])
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
