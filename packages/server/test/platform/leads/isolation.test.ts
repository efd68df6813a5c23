import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { furnish, nounOf, withId } from './every-tool.ts'
import type { Ids, Schema } from './every-tool.ts'
import { leadsHub } from './leads-hub.ts'
import type { Caller, ListedTool } from './leads-hub.ts'

const { newAccount, tools, db } = leadsHub()

interface Account {
  caller: Caller
  ids: Ids
}

describe('isolation over the registry', () => {
  let mine: Account
  let theirs: Account
  let registry: ListedTool[]
  let before: unknown

  beforeAll(async () => {
    const furnished = async (caller: Caller) => ({ caller, ids: await furnish(caller) })
    mine = await furnished(await newAccount())
    theirs = await furnished(await newAccount())
    registry = await tools()
    before = await rowsOf(theirs.caller)
  })

  it('PLT-15, GEN-2: finds every id that a tool takes, and has one of each', () => {
    const fields = registry.flatMap(({ inputSchema }) => fieldsOf(inputSchema))
    expect(fields.length).toBeGreaterThan(30)
    // A manager is somebody outside; whoever has an id of ours shows one in its example.
    const unmarked = fields.filter(({ field, noun }) => /_ids?$/.test(field) && !noun)
    expect([...new Set(unmarked.map(({ field }) => field))]).toEqual(['manager_id'])
    const nouns = fields.flatMap(({ noun }) => noun ?? [])
    const { other_client: _, ...ids } = mine.ids
    expect([...new Set(nouns)].toSorted()).toEqual(Object.keys(ids).toSorted())
  })

  it("PLT-15, GEN-2: every tool, every id: another account's answers exactly like a missing one", async () => {
    let asked = 0
    for (const { name, inputSchema } of registry)
      for (const { field, noun } of fieldsOf(inputSchema)) {
        if (!noun) continue
        const ask = async (id: string) => {
          const result = await mine.caller.wire(name, withId(inputSchema, mine.ids, field, id))
          return JSON.stringify(result).replaceAll(id, '<id>')
        }
        const missing = await ask(`${noun}_01k9qv3x8e5w2r7t6y4u1p0abc`)
        expect(missing, `${name} ${field}`).toContain(`There is no such ${noun}.`)
        expect(missing).toContain('not_found')
        expect(await ask(theirs.ids[noun] ?? ''), `${name} ${field}`).toBe(missing)
        for (const malformed of ["' or 1=1 --", theirs.ids[noun]?.toUpperCase() ?? ''])
          expect(await ask(malformed), `${name} ${field}`).toContain('not_found')
        asked += 1
      }
    expect(asked).toBeGreaterThan(30)
  })

  it("PLT-15, GEN-2: another account's labels, stages, files' rows and tokens answer like missing ones", async () => {
    const { caller, ids } = mine
    await theirs.caller.ok('label_create', { name: 'Secret label' })
    const secret = { name: 'Secret', statuses: [{ name: 'Secret stage' }] }
    const { id: theirPipeline } = await theirs.caller.ok('pipeline_create', secret)
    const args = { client_id: theirs.ids['client'] }
    const { confirm_token } = await theirs.caller.ok('client_delete', args)
    before = await rowsOf(theirs.caller)
    const same = async (name: string, input: (there: boolean) => Record<string, unknown>) => {
      const ask = async (there: boolean) => JSON.stringify(await caller.wire(name, input(there)))
      const answer = (await ask(true)).replaceAll('Secret', 'Sekret').replaceAll(theirPipeline, missing)
      expect(answer, name).toBe(await ask(false))
      expect(answer, name).toMatch(/not_found|There is no|has no stage|No pipeline has|confirm_token_invalid/)
    }
    const missing = 'pipeline_01k9qv3x8e5w2r7t6y4u1p0abc'
    const label = (there: boolean) => (there ? 'Secret label' : 'Sekret label')
    const stage = (there: boolean) => (there ? 'Secret stage' : 'Sekret stage')
    const lead = { full_name: 'A' }
    await same('label_delete', (there) => ({ name: label(there) }))
    await same('list_clients', (there) => ({ labels: [label(there)] }))
    await same('client_create', (there) => ({ ...lead, labels: [label(there)] }))
    await same('client_create', (there) => ({ ...lead, funnel_status: stage(there) }))
    await same('scan_clients', (there) => ({ funnel_status: stage(there) }))
    const pipeline_id = ids['pipeline']
    await same('funnel_status_delete', (there) => ({ pipeline_id, name: stage(there) }))
    const row = (pipeline: string) => ({ content: `Name,Pipeline id\nA,${pipeline}\n` })
    const report = async (pipeline: string) => (await caller.ok('client_import', row(pipeline)))['problems']
    expect(await report(theirPipeline)).toEqual(await report(missing))
    await same('client_delete', (there) => ({
      client_id: there ? theirs.ids['client'] : 'client_01k9qv3x8e5w2r7t6y4u1p0abc',
      confirm_token: there ? confirm_token : 'confirm_none',
    }))
  })

  it('PLT-15: a cursor and an idempotency key of another account give nothing of it', async () => {
    const { next_cursor } = await theirs.caller.ok('scan_clients', { limit: 1 })
    const { items } = await mine.caller.ok('scan_clients', { cursor: next_cursor })
    const { items: own } = await mine.caller.ok('scan_clients')
    expect(own).toEqual(expect.arrayContaining(items))
    const args = { name: 'Keyed', idempotency_key: 'k1' }
    await mine.caller.ok('label_create', args)
    await theirs.caller.ok('label_create', { ...args, name: 'Otherwise' })
    before = await rowsOf(theirs.caller)
  })

  it("PLT-15: nothing of the other account shows in this one's lists", async () => {
    const lists = registry.filter(({ outputSchema }) => 'items' in (outputSchema['properties'] ?? {}))
    expect(lists.length).toBeGreaterThan(5)
    for (const { name, inputSchema } of lists) {
      const of = ({ ids }: Account) =>
        'client_id' in (inputSchema.properties ?? {}) ? { client_id: ids['client'] } : {}
      expect((await theirs.caller.ok(name, of(theirs))).items.length, name).toBeGreaterThan(0)
      const seen = JSON.stringify(await mine.caller.ok(name, of(mine)))
      for (const id of Object.values(theirs.ids)) expect(seen).not.toContain(id)
    }
  })

  it('PLT-15: nothing of the other account has changed, and its log knows nothing', async () => {
    expect(await rowsOf(theirs.caller)).toEqual(before)
    const log = (await theirs.caller.rest.get('/audit/export')).body
    expect(String(log)).toContain(theirs.caller.actor.id)
    expect(String(log)).not.toContain(mine.caller.actor.id)
  })
})

function fieldsOf({ properties = {} }: Schema) {
  return Object.entries(properties).map(([field, schema]) => ({ field, noun: nounOf(schema) }))
}

/** All rows of the area that belong to an account. */
async function rowsOf({ accountId }: Caller): Promise<unknown> {
  const { rows: tables } = await sql<{
    name: string
  }>`select table_name as name from information_schema.columns
    where column_name = 'account_id' and table_name like 'leads\\_%' order by 1`.execute(db())
  expect(tables.length).toBeGreaterThan(8)
  const found: Record<string, unknown> = {}
  for (const { name } of tables) {
    const { rows } = await sql`select to_jsonb(t) as row from ${sql.table(name)} t
      where account_id = ${accountId} order by to_jsonb(t)::text`.execute(db())
    found[name] = rows
  }
  return found
}
