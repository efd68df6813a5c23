import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pruneEvents } from '../../src/audit/prune-events.ts'
import { systemContext } from '../../src/context.ts'
import { auditRetention, pruneAll } from '../../src/jobs/audit-retention.ts'
import { bodyOf } from '../gateway/start-gateway.ts'
import { startHub } from '../start-hub.ts'
import type { Api, TestHub } from '../start-hub.ts'

interface Verification {
  ok: boolean
  events: number
  broken_at: number | null
  pruned_before?: number
}

interface Page {
  items: { seq: number; action: string; actor: { type: string }; detail: Record<string, unknown> }[]
}

let hub: TestHub
/** The owner of an account whose log nobody has pruned yet. */
let owner: Api
let accountId: string

beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub?.close())
beforeEach(async () => {
  owner = await hub.secondAccount()
  accountId = bodyOf<{ id: string }>(await owner.get('/account')).id
})

const never = new AbortController().signal
const verify = async (of = owner) => bodyOf<Verification>(await of.get('/audit/verify'))
const list = async () => bodyOf<Page>(await owner.get('/audit?limit=100')).items
const ctx = () => systemContext(hub.services, accountId, 'test')

async function makeEvents(count: number): Promise<void> {
  for (let number = 0; number < count; number++)
    bodyOf(await owner.post('/templates', { name: `T ${number} ${Math.random()}` }), 201)
}

/** A moment after everything so far and before everything to come. */
async function moment(): Promise<Date> {
  await pause(5)
  const now = new Date()
  await pause(5)
  return now
}

async function tamper(statement: string): Promise<void> {
  const { db } = hub.services.database
  await sql`alter table audit_events disable trigger user`.execute(db)
  await sql.raw(statement.replaceAll('ACCOUNT', `'${accountId}'`)).execute(db)
  await sql`alter table audit_events enable trigger user`.execute(db)
}

describe('audit retention', () => {
  it('SEC-9: deletes what is old, keeps the rest, and the log verifies from its first event on', async () => {
    await makeEvents(3)
    const before = (await list()).length
    const old = await moment()
    await makeEvents(2)
    await pruneAll(hub.services, old, never)
    const events = await list()
    expect(events.map(({ seq }) => seq)).toEqual([before + 3, before + 2, before + 1])
    expect(events[0]).toMatchObject({
      action: 'audit.pruned',
      actor: { type: 'system' },
      detail: {
        last_seq: before,
        last_hash: expect.stringMatching(/^v1:/) as string,
        before: old.toISOString(),
      },
    })
    expect(await verify()).toEqual({ ok: true, events: 3, broken_at: null, pruned_before: before + 1 })
  })

  it('SEC-9: goes on where it ended the day before, and does nothing where there is nothing old', async () => {
    await makeEvents(2)
    await pruneAll(hub.services, await moment(), never)
    const first = await verify()
    await pruneAll(hub.services, new Date(0), never)
    expect(await verify()).toEqual(first)
    await makeEvents(2)
    const old = await moment()
    await makeEvents(1)
    await pruneAll(hub.services, old, never)
    // The two of before, and the first anchor with them.
    expect(await verify()).toEqual({
      ok: true,
      events: 2,
      broken_at: null,
      pruned_before: (first.pruned_before ?? 0) + 3,
    })
  })

  it('SEC-9: deletes nothing unless the operator asks for it', async () => {
    await makeEvents(1)
    const before = await verify()
    await auditRetention.run(hub.services, never)
    expect(await verify()).toEqual(before)
    const services = { ...hub.services, config: { ...hub.services.config, auditRetentionDays: 1 } }
    await auditRetention.run(services, never)
    expect(await verify()).toEqual(before)
  })

  it('SEC-9: a deletion that stopped half-way leaves a log that verifies, and is finished later', async () => {
    await makeEvents(6)
    const old = await moment()
    await makeEvents(1)
    const stopped = AbortSignal.abort()
    expect(await pruneEvents({ ctx: ctx(), before: old, signal: stopped })).toBe(0)
    const whole = await verify()
    expect(whole.ok).toBe(true)
    expect(whole.pruned_before).toBeUndefined()
    await tamper('delete from audit_events where account_id = ACCOUNT and seq <= 3')
    expect(await verify()).toMatchObject({ ok: true, events: whole.events - 3, pruned_before: 4 })
    await tamper(`update audit_events set actor_name = 'Eve' where account_id = ACCOUNT and seq = 4`)
    expect(await verify()).toMatchObject({ ok: false, broken_at: 4 })
    expect(await pruneEvents({ ctx: ctx(), before: old })).toBeGreaterThan(0)
    expect(await verify()).toMatchObject({ ok: true })
  })

  it('SEC-9: verifies while events are being deleted', async () => {
    await makeEvents(8)
    const old = await moment()
    const checks = Array.from({ length: 12 }, async () => verify())
    const [results] = await Promise.all([Promise.all(checks), pruneAll(hub.services, old, never)])
    expect(results.map(({ ok }) => ok)).not.toContain(false)
  })

  it('SEC-9: leaves other accounts alone', async () => {
    const first = await verify(hub.owner)
    await makeEvents(1)
    await pruneEvents({ ctx: ctx(), before: await moment() })
    expect(await verify(hub.owner)).toEqual(first)
  })

  const forgeries: [string, string][] = [
    [
      'more is missing than was pruned',
      'delete from audit_events where account_id = ACCOUNT and seq <= FIRST',
    ],
    [
      'the event that says so is missing',
      `delete from audit_events where account_id = ACCOUNT and action = 'audit.pruned'`,
    ],
    [
      'the event that says so was changed',
      `update audit_events set detail = jsonb_set(detail, '{last_seq}', '100') where account_id = ACCOUNT and action = 'audit.pruned'`,
    ],
    [
      'the first event that is left was changed',
      `update audit_events set actor_name = 'Eve' where account_id = ACCOUNT and seq = FIRST`,
    ],
  ]
  it.each(forgeries)('SEC-9: finds that %s', async (_what, statement) => {
    await makeEvents(2)
    const old = await moment()
    await makeEvents(2)
    await pruneEvents({ ctx: ctx(), before: old })
    const { pruned_before } = await verify()
    await tamper(statement.replaceAll('FIRST', String(pruned_before)))
    expect(await verify()).toMatchObject({ ok: false })
  })
})
