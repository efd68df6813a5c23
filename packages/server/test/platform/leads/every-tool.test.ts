import { beforeAll, describe, expect, it } from 'vitest'
import { changes, furnish, leastOf } from './every-tool.ts'
import type { Ids } from './every-tool.ts'
import { leadsHub } from './leads-hub.ts'
import type { Caller, Data, ListedTool } from './leads-hub.ts'

type Input = Record<string, unknown>

const { newAccount, tools } = leadsHub()

describe('what holds for every tool', () => {
  let registry: ListedTool[]
  let caller: Caller
  let ids: Ids
  const fieldsOf = (name: string) => registry.find((tool) => tool.name === name)?.inputSchema.properties ?? {}
  const names = () => registry.map(({ name }) => name)
  const writing = () => registry.flatMap(({ name, annotations }) => (annotations.readOnlyHint ? [] : name))

  beforeAll(async () => {
    registry = await tools()
    caller = await newAccount({ timeZone: 'America/New_York' })
    ids = await furnish(caller)
  })

  /** What a list is of. */
  const about = (name: string): Input => ('client_id' in fieldsOf(name) ? { client_id: ids['client'] } : {})
  const lists = () =>
    registry.filter(({ outputSchema }) => 'items' in (outputSchema.properties ?? {})).map(({ name }) => name)

  it('GEN-1: lists take limit, 20 unless told otherwise and 100 at most, and page to the end, none twice', async () => {
    expect(lists()).toEqual(expect.arrayContaining(['list_clients', 'scan_clients', 'client_list_tasks']))
    for (const name of names().filter((one) => /^(list|scan)_|_list_/.test(one)))
      expect(lists()).toContain(name)
    for (const name of lists()) {
      expect(fieldsOf(name)['limit'], name).toMatchObject({ default: 20, maximum: 100 })
      for (const limit of [0, 101, '5'])
        expect(await caller.refused(name, { ...about(name), limit }), name).toMatchObject({
          code: 'invalid',
          field: 'limit',
        })
      const whole = await caller.ok(name, { ...about(name), limit: 100 })
      expect(whole.items.length, name).toBeGreaterThanOrEqual(2)
      expect(whole).toMatchObject({ has_more: false })
      const seen = await pages(name)
      expect(seen).toEqual(whole.items)
      expect(new Set(seen.map(({ id, name: key }) => id ?? key)).size).toBe(seen.length)
    }
  })

  /** Everything, one by one. */
  async function pages(name: string): Promise<Data[]> {
    const seen: Data[] = []
    let next: Input | undefined = {}
    while (next) {
      const page: Data = await caller.ok(name, { ...about(name), limit: 1, ...next })
      expect(page.items).toHaveLength(1)
      if ('offset' in fieldsOf(name)) expect(page.total).toBeGreaterThanOrEqual(2)
      seen.push(...page.items)
      const place: Input = page.next_cursor ? { cursor: page.next_cursor } : { offset: page.next_offset }
      next = page.has_more ? place : undefined
    }
    return seen
  }

  it('GEN-3: whatever takes a period refuses one that ends before it begins, and times that are none', async () => {
    const dated = names().filter((name) => 'since_date' in fieldsOf(name))
    const leads = ['client_list_tasks', 'export_clients', 'list_clients', 'scan_clients']
    expect(dated).toEqual(expect.arrayContaining(leads))
    const none = ['2026-11-01T10:00:00', '2026-02-30', 'yesterday', '2026-13-01', '01.11.2026', '', 1]
    for (const name of dated) {
      // In New York the second of November begins hours after this moment.
      const backwards = { since_date: '2026-11-02', to_date: '2026-11-02T04:00:00Z' }
      expect(await caller.refused(name, backwards)).toMatchObject({ code: 'invalid', field: 'since_date' })
      await caller.ok(name, { since_date: '2026-11-02', to_date: '2026-11-02' })
      for (const since_date of none)
        expect(await caller.refused(name, { since_date }), `${name} ${since_date}`).toMatchObject({
          code: 'invalid',
          field: 'since_date',
        })
      expect(await caller.refused(name, { to_date: none[0] })).toMatchObject({ field: 'to_date' })
      await caller.ok(name, { since_date: '1970-01-01', to_date: '9999-12-31' })
      for (const since_date of ['0000-01-01', '9999-12-31T23:59:59-12:00'])
        expect(await caller.refused(name, { since_date })).toMatchObject({ field: 'since_date' })
    }
  })

  it('GEN-4: no tool takes or shows money, which would be a decimal string with its currency', () => {
    const fields = registry.flatMap(({ inputSchema, outputSchema }) => namesIn([inputSchema, outputSchema]))
    expect(fields.length).toBeGreaterThan(100)
    expect(fields.filter((name) => /price|amount|currency|money|revenue/.test(name))).toEqual([])
  })

  it('GEN-5: every tool refuses an unknown parameter, with the nearest valid name, whatever else is missing', async () => {
    for (const { name, inputSchema } of registry) {
      const valid = Object.keys(inputSchema.properties ?? {})
      const [first = ''] = valid
      expect(await caller.refused(name, { [`${first}x`]: 'x' }), name).toEqual({
        code: 'unknown_parameter',
        message: `${name} has no parameter ${first}x.`,
        field: `${first}x`,
        hint: `Did you mean "${first}"?`,
        valid_values: valid,
      })
    }
  })

  it('GEN-6, GEN-8: every tool that writes does it once for a key, refuses the key for another body, and is on record', async () => {
    expect(Object.keys(changes).toSorted()).toEqual(writing().toSorted())
    const account = await newAccount()
    const there = await furnish(account)
    for (const [name, input] of Object.entries(changes)) {
      const args = await agreed(account, name, { ...input(there), idempotency_key: `key of ${name}` })
      const done = await account.ok(name, args)
      expect(await account.ok(name, args), name).toEqual(done)
      expect(await account.refused(name, altered(args)), name).toMatchObject({
        code: 'idempotency_conflict',
        field: 'idempotency_key',
      })
    }
    const log = String((await account.rest.get('/audit/export?kind=call&outcome=ok')).body)
    const rows = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Data)
    for (const name of writing())
      expect(rows, name).toContainEqual(
        expect.objectContaining({ tool: name, phase: 'outcome', actor: account.actor }),
      )
  })

  /** The input of a call that is gone ahead with: with its token where the tool asks first (PLT-14). */
  async function agreed(account: Caller, name: string, args: Input): Promise<Input> {
    if (!('confirm_token' in fieldsOf(name))) return args
    const { confirm_token } = await account.ok(name, args)
    return { ...args, confirm_token }
  }

  it('GEN-7: updates change only what is given, and refuse a stale version with the present value', async () => {
    const versioned = names().filter((name) => 'expected_version' in fieldsOf(name))
    const single = names().filter((name) => /_update/.test(name) && name !== 'client_bulk_update')
    expect(versioned).toEqual(expect.arrayContaining(single))
    for (const name of versioned) {
      const args = changes[name]?.(ids) ?? {}
      const stale = await caller.refused(name, { ...args, expected_version: 99 })
      expect(stale, name).toMatchObject({ code: 'version_conflict', field: 'expected_version' })
      const present = stale.details['current'] as Data
      const after = await caller.ok(name, { ...args, expected_version: present.version })
      expect(after.version).toBe(present.version + 1)
      const [, field = ''] = Object.keys(args)
      const shown = field === 'context' ? 'client_context' : field
      expect(after[shown], name).not.toEqual(present[shown])
      expect(after, name).toEqual({ ...present, [shown]: after[shown], version: after.version })
      const again = await caller.refused(name, { ...args, expected_version: present.version })
      expect(again, name).toMatchObject({ code: 'version_conflict', details: { current: after } })
    }
  })

  it('GEN-7: what replaces a whole says so, and takes the version it replaces', () => {
    const replacing = registry.filter(({ description }) => /replaces/.test(description))
    expect(replacing.map(({ name }) => name)).toContain('client_update')
    for (const { name } of replacing) expect(Object.keys(fieldsOf(name)), name).toContain('expected_version')
  })

  it('GEN-9: nothing that a tool answers holds a secret, and neither does the log', async () => {
    const secrets = new RegExp(`${caller.secret}|jf_(key|agent|session)_|\\$argon2|hunter2`)
    const reading = registry.filter(({ annotations }) => annotations.readOnlyHint)
    const said: string[] = []
    const hear = async (name: string, args: Input) =>
      said.push(JSON.stringify(await caller.send('tools/call', { name, arguments: args })))
    for (const { name, inputSchema } of reading) await hear(name, leastOf(inputSchema, ids))
    for (const [name, input] of Object.entries(changes))
      if ('confirm_token' in fieldsOf(name)) await hear(name, input(ids))
    const link = { client_id: ids['client'], name: 'a', url: 'https://olga:hunter2@x.example/a' }
    await hear('client_create_attachment', link)
    await hear('client_create_attachment', { ...link, url: 'https://x.example/a', password: 'hunter2' })
    expect(said.filter((text) => text.includes('"isError":true'))).toHaveLength(2)
    for (const text of said) expect(text).not.toMatch(secrets)
    const token = /confirm_token\\":\\"(confirm_[^\\]+)/.exec(said.join('\n'))?.[1] ?? ''
    expect(token.length).toBeGreaterThan(40)
    await hear('client_delete', { client_id: ids['client'], confirm_token: token })
    const log = String((await caller.rest.get('/audit/export')).body)
    expect(log).toContain('client_create_attachment')
    expect(log).not.toMatch(secrets)
    expect(log).not.toContain(token)
  })

  it('GEN-10: a missing field, a wrong type and an unknown value are tool errors that name the field', async () => {
    for (const { name, inputSchema } of registry) {
      const { required = [], properties = {} } = inputSchema
      const least = leastOf(inputSchema, ids)
      for (const field of required) {
        const { [field]: _, ...rest } = least
        expect(await caller.refused(name, rest), `${name} ${field}`).toMatchObject({ code: 'invalid', field })
      }
      const [first = ''] = Object.keys(properties)
      const wrong = await caller.refused(name, { ...least, [first]: { no: true } })
      expect(wrong, name).toMatchObject({ code: 'invalid', field: first })
      for (const [field, { enum: valid_values }] of Object.entries(properties)) {
        if (!valid_values) continue
        const unknown = await caller.refused(name, { ...least, [field]: 'nothing' })
        expect(unknown, `${name} ${field}`).toMatchObject({ code: 'invalid', field, valid_values })
      }
    }
  })
})

/** Another body that is as valid as this one. */
function altered(args: Input): Input {
  const [field = '', value = ''] = Object.entries(args).find(([, one]) => typeof one === 'string') ?? []
  const text = String(value)
  return { ...args, [field]: `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}` }
}

function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)])
}
