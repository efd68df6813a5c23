import { AuditExportQuery, AuditQuery } from '@jackfield/sdk/contract'
import type {
  KyselyPlugin,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
  QueryResult,
  RootOperationNode,
  UnknownRow,
} from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { commitChange } from '../../src/audit/commit-change.ts'
import { chainHash, genesisHash } from '../../src/audit/chain-hash.ts'
import { exportEvents } from '../../src/audit/export-events.ts'
import { listEvents } from '../../src/audit/list-events.ts'
import type { Actor, Context } from '../../src/context.ts'
import type { Database } from '../../src/storage/database.ts'
import { freshDatabase } from '../databases/fresh-database.ts'
import { callOf, openParts } from './open-accounts.ts'
import type { Parts } from './open-accounts.ts'

let database: Database
let parts: Parts
let ctx: Context

beforeAll(async () => {
  database = await freshDatabase()
  parts = await openParts(database)
})

afterAll(async () => {
  await parts.close()
  await database.close()
})

beforeEach(async () => {
  ctx = await parts.account()
})

const list = (query: Record<string, unknown> = {}, own = ctx) =>
  listEvents({ ctx: own, input: AuditQuery.parse(query) })

const actions = async (query: Record<string, unknown>) =>
  (await list(query)).items.map((event) => event.action)

function change(action: string, detail: Record<string, unknown> = {}, agentId?: string): Promise<void> {
  return commitChange(ctx, async (_tx, record) => record({ action, detail, ...(agentId && { agentId }) }))
}

async function exported(query: Record<string, unknown>): Promise<string> {
  const { chunks } = await exportEvents({ ctx, input: AuditExportQuery.parse(query) })
  let text = ''
  for await (const chunk of chunks) text += chunk
  return text
}

describe('the list of events', () => {
  it('SEC-9: shows a call once, with its outcome when there is one, and whole to who asks for it', async () => {
    const [done, open, read] = [callOf(ctx), callOf(ctx), callOf(ctx)]
    await parts.callLog.intent(done)
    await parts.callLog.intent(open)
    await parts.callLog.outcome(done, { outcome: 'ok', durationMs: 3 })
    await parts.callLog.outcome(read, { outcome: 'refused', durationMs: 1 })
    const { items, has_more } = await list()
    expect(items.map(({ call_id, phase, outcome }) => ({ call_id, phase, outcome }))).toEqual([
      { call_id: read.callId, phase: 'outcome', outcome: 'refused' },
      { call_id: done.callId, phase: 'outcome', outcome: 'ok' },
      { call_id: open.callId, phase: 'intent', outcome: null },
    ])
    expect(has_more).toBe(false)
    const both = (await list({ call: done.callId })).items
    expect(both.map(({ phase }) => phase)).toEqual(['outcome', 'intent'])
    expect((await list({ seq: both[1]?.seq })).items).toEqual([both[1]])
    expect((await list({ seq: 999 })).items).toEqual([])
  })

  it('SEC-9: pages through all events, newest first, each once', async () => {
    for (let number = 1; number <= 7; number++) await change('agent.updated', { number })
    const seen: unknown[] = []
    let cursor: string | undefined
    let pages = 0
    do {
      const page = await list({ limit: 3, ...(cursor && { cursor }) })
      seen.push(...page.items.map((event) => event.detail['number']))
      cursor = page.cursor
      expect(page.has_more).toBe(cursor !== undefined)
      pages++
    } while (cursor)
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1])
    expect(pages).toBe(3)
  })

  it('SEC-9: filters by each field', async () => {
    await change('agent.created', {}, 'agt_2')
    const call = callOf(ctx, { connectorId: 'con_9', tool: 'crm__find' })
    await parts.callLog.outcome(call, { outcome: 'error', durationMs: 3 })
    expect(await actions({})).toEqual(['tool.called', 'agent.created'])
    expect(await actions({ kind: 'change' })).toEqual(['agent.created'])
    expect(await actions({ kind: 'call' })).toEqual(['tool.called'])
    expect(await actions({ action: 'agent.created' })).toEqual(['agent.created'])
    expect(await actions({ actor: 'ak_1' })).toEqual(['tool.called'])
    expect(await actions({ agent: 'agt_2' })).toEqual(['agent.created'])
    expect(await actions({ connector: 'con_9' })).toEqual(['tool.called'])
    expect(await actions({ tool: 'crm__find' })).toEqual(['tool.called'])
    expect(await actions({ outcome: 'error' })).toEqual(['tool.called'])
    expect(await actions({ outcome: 'error', agent: 'agt_2' })).toEqual([])
    expect(await actions({ tool: 'nothing \u0000' })).toEqual([])
  })

  it('SEC-9: filters by time, from inclusive, to exclusive', async () => {
    await change('agent.created')
    const [event] = (await list()).items
    const at = event?.at ?? ''
    const later = new Date(Date.parse(at) + 1).toISOString()
    expect((await list({ since: at })).items.length).toBe(1)
    expect((await list({ since: later })).items.length).toBe(0)
    expect((await list({ until: at })).items.length).toBe(0)
    expect((await list({ until: later, since: at })).items.length).toBe(1)
  })

  it('GEN-8: names the actor', async () => {
    await change('agent.created')
    const key: Actor = {
      type: 'api_key',
      id: 'key_1',
      name: 'CI',
      role: 'admin',
      readOnly: false,
      scopes: null,
      inUrl: false,
    }
    await commitChange({ ...ctx, actor: key }, async (_tx, record) => record({ action: 'agent.updated' }))
    expect((await list()).items.map((event) => event.actor)).toEqual([
      { type: 'api_key', id: 'key_1', name: 'CI' },
      { type: 'member', id: 'usr_ada', name: 'Ada' },
    ])
  })

  it('SEC-13: shows nothing of another account, and refuses who may not read it', async () => {
    await change('agent.created')
    expect((await list({}, await parts.account())).items).toEqual([])
    const viewer: Actor = { type: 'member', id: 'usr_2', name: 'Vic', role: 'builder', sessionId: 'ses_2' }
    await expect(list({}, { ...ctx, actor: viewer })).rejects.toMatchObject({ code: 'forbidden' })
    const withKey = { ...ctx, actor: callOf(ctx).actor }
    await expect(list({}, withKey)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('refuses a cursor that is none, naming it', async () => {
    for (const cursor of ['x', '-1', '1.5', '9'.repeat(30), "1' or '1"])
      await expect(list({ cursor })).rejects.toMatchObject({ code: 'invalid', issues: [{ field: 'cursor' }] })
  })
})

describe('the export', () => {
  it('SEC-9: as JSON lines, oldest first, with all that the chain needs', async () => {
    const call = callOf(ctx)
    await change('agent.created')
    await parts.callLog.intent(call)
    await parts.callLog.outcome(call, { outcome: 'ok', durationMs: 3.5 })
    const text = await exported({})
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as ExportedLine)
    expect(lines.map((line) => `${line.action} ${line.phase}`)).toEqual([
      'agent.created outcome',
      'tool.called intent',
      'tool.called outcome',
      'audit.exported outcome',
    ])
    let previous = genesisHash
    for (const { actor, at, ...line } of lines) {
      expect(line.prev_hash).toBe(previous)
      const actorFields = { actor_type: actor.type, actor_id: actor.id, actor_name: actor.name }
      const fields = { ...line, ...actorFields, at: new Date(at), account_id: ctx.accountId }
      expect(chainHash(fields)).toBe(line.hash)
      previous = line.hash
    }
  })

  type ExportedLine = Parameters<typeof chainHash>[0] & {
    at: string
    hash: string
    actor: { type: string; id: string; name: string }
  }

  it('SEC-9: as CSV, with every column', async () => {
    await change('agent.created', { name: 'He said "hi",\nthen left' }, 'agt_1')
    const [header, ...rest] = (await exported({ format: 'csv', kind: 'change' })).split('\n')
    expect(header).toBe(
      'seq,id,at,kind,action,phase,actor_type,actor_id,actor_name,agent_id,connector_id,tool,call_id,outcome,' +
        'duration_ms,detail,prev_hash,hash',
    )
    expect(rest[0]).toMatch(
      /^1,evt_\w+,\d{4}-\d\d-\d\dT[\d:.]+Z,change,agent\.created,outcome,member,usr_ada,Ada,agt_1,,,,ok,,/,
    )
    expect(rest[0]).toContain(String.raw`"{""name"":""He said \""hi\"",\nthen left""}"`)
  })

  it('SEC-9: a cell of the CSV is never a formula', async () => {
    for (const name of ['=1+1', '+1', '-1', '@SUM(A1)', '\tTab', '\rReturn']) {
      const actor: Actor = {
        type: 'api_key',
        id: 'key_1',
        name,
        role: 'admin',
        readOnly: false,
        scopes: null,
        inUrl: false,
      }
      await commitChange({ ...ctx, actor }, async (_tx, record) => record({ action: 'agent.updated' }))
    }
    const text = await exported({ format: 'csv' })
    for (const cell of [",'=1+1,", ",'+1,", ",'-1,", ",'@SUM(A1),", "'\tTab", "'\rReturn"])
      expect(text).toContain(cell)
  })

  it('SEC-9: honours the filters, and records them', async () => {
    await change('agent.created', {}, 'agt_1')
    await change('agent.created', {}, 'agt_2')
    const lines = (await exported({ agent: 'agt_2' })).trimEnd().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { agent_id: string }).agent_id)).toEqual(['agt_2'])
    expect((await list()).items[0]).toMatchObject({
      action: 'audit.exported',
      actor: { name: 'Ada' },
      detail: { format: 'jsonl', filter: { agent: 'agt_2' } },
    })
  })

  it('SEC-9: reads batch by batch, and no more once its reader is gone', async () => {
    await Promise.all(Array.from({ length: 2500 }, () => parts.callLog.intent(callOf(ctx))))
    const { chunks } = await exportEvents({ ctx, input: AuditExportQuery.parse({}) })
    const sizes: number[] = []
    for await (const chunk of chunks) sizes.push(chunk.trimEnd().split('\n').length)
    expect(sizes).toEqual([1000, 1000, 501])

    const counter = new QueryCounter()
    const counted = { ...ctx, db: ctx.db.withPlugin(counter) }
    const { chunks: left } = await exportEvents({ ctx: counted, input: AuditExportQuery.parse({}) })
    const before = counter.queries
    await left.next()
    await left.return(undefined)
    expect(counter.queries - before).toBe(1)
  })
})

/** Counts the queries that are built through it. */
class QueryCounter implements KyselyPlugin {
  queries = 0

  transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
    this.queries++
    return node
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result
  }
}
