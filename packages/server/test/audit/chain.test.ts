import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { appendEvents } from '../../src/audit/append-events.ts'
import { canonicalRow, genesisHash } from '../../src/audit/chain-hash.ts'
import { commitChange } from '../../src/audit/commit-change.ts'
import { verifyChain } from '../../src/audit/verify-chain.ts'
import type { Context } from '../../src/context.ts'
import type { Database } from '../../src/storage/database.ts'
import { freshDatabase } from '../databases/fresh-database.ts'
import { callOf, openParts, owner } from './open-accounts.ts'
import type { Parts } from './open-accounts.ts'

let database: Database
let parts: Parts

beforeAll(async () => {
  database = await freshDatabase()
  parts = await openParts(database)
})

afterAll(async () => {
  await parts.close()
  await database.close()
})

function change(ctx: Context, detail: Record<string, unknown> = {}): Promise<void> {
  return commitChange(ctx, async (_tx, record) => record({ action: 'agent.updated', detail }))
}

async function storedEvents(ctx: Context) {
  return ctx.db
    .selectFrom('audit_events')
    .selectAll()
    .where('account_id', '=', ctx.accountId)
    .orderBy('seq')
    .execute()
}

async function recordCall(ctx: Context): Promise<void> {
  const call = callOf(ctx)
  await parts.callLog.intent(call)
  await parts.callLog.outcome(call, { outcome: 'ok', durationMs: 1.25 })
}

async function appendToAll(accounts: Context[]): Promise<void> {
  const event = {
    kind: 'change' as const,
    action: 'account.updated',
    phase: 'outcome' as const,
    actor: owner,
    agentId: null,
    connectorId: null,
    tool: null,
    callId: null,
    outcome: 'ok',
    durationMs: null,
    detail: {},
  }
  await database.db.transaction().execute((tx) =>
    appendEvents(
      tx,
      accounts.map(({ accountId }) => ({ ...event, accountId })),
    ),
  )
}

describe('the chain of an account', () => {
  it('SEC-9: begins with the first event and holds when nobody touched it', async () => {
    const ctx = await parts.account()
    expect(await verifyChain({ ctx })).toEqual({ ok: true, events: 0, broken_at: null })
    await change(ctx)
    await change(ctx)
    const [first, second] = await storedEvents(ctx)
    expect(first).toMatchObject({ seq: 1, prev_hash: genesisHash })
    expect(second).toMatchObject({ seq: 2, prev_hash: first?.hash })
    expect(await verifyChain({ ctx })).toEqual({ ok: true, events: 2, broken_at: null })
  })

  it('SEC-9 GEN-8: holds after changes and calls of several accounts, all at once', async () => {
    const accounts = await Promise.all([parts.account(), parts.account(), parts.account(), parts.account()])
    const work: Promise<void>[] = []
    for (let round = 0; round < 60; round++) {
      for (const ctx of accounts) {
        work.push(change(ctx, { round }))
        work.push(recordCall(ctx))
      }
    }
    // Batches that name the same accounts in opposite orders.
    for (let round = 0; round < 20; round++)
      work.push(appendToAll(round % 2 ? accounts : accounts.toReversed()))
    await Promise.all(work)
    for (const ctx of accounts)
      expect(await verifyChain({ ctx })).toEqual({ ok: true, events: 60 + 120 + 20, broken_at: null })
  })

  it('SEC-9: reads back what it hashed, whatever the details hold', async () => {
    const ctx = await parts.account()
    const detail = {
      numbers: [0, -0, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 2 ** 53],
      nothing: undefined,
      notANumber: Number.NaN,
      text: 'NUL \u0000, half a pair \ud83d, a pair 🌱, escaped \\u0000, é and e\u0301, \u2028',
      'key with \u0000': { b: 1, a: { ü: null, __proto__: 1 } },
      ['__proto__']: 'own',
      day: new Date(0),
      deep: JSON.parse('['.repeat(60) + ']'.repeat(60)) as unknown,
    }
    await change(ctx, detail)
    expect(await verifyChain({ ctx })).toEqual({ ok: true, events: 1, broken_at: null })
    const [event] = await storedEvents(ctx)
    expect(event?.detail).toMatchObject({
      text: expect.stringContaining('NUL \uFFFD, half a pair \uFFFD, a pair 🌱'),
    })
  })

  it('SEC-9: hashes the canonical JSON of RFC 8785, so that others can check it', async () => {
    const ctx = await parts.account()
    await change(ctx, { z: 1, a: [{ y: 'ü', b: null }] })
    const [event] = await storedEvents(ctx)
    if (!event) throw new Error('nothing was stored')
    const { hash, at, ...rest } = event
    const canonical = canonicalize({ v: 1, at: at.toISOString(), ...rest })
    expect(canonicalRow(event)).toBe(canonical)
    expect(hash).toBe(`v1:${createHash('sha256').update(String(canonical)).digest('hex')}`)
  })

  it('GEN-8: keeps a name that PostgreSQL would refuse, cleaned', async () => {
    const ctx = { ...(await parts.account()), actor: { ...owner, name: 'A\u0000da' } }
    await change(ctx)
    expect((await storedEvents(ctx))[0]).toMatchObject({ actor_name: 'A\uFFFDda', actor_type: 'member' })
    expect(await verifyChain({ ctx })).toMatchObject({ ok: true })
  })

  it('GEN-8: neither change nor event is there when the change fails', async () => {
    const ctx = await parts.account()
    const failing = commitChange(ctx, async (tx, record) => {
      record({ action: 'account.updated' })
      await tx.updateTable('accounts').set({ name: 'Other' }).where('id', '=', ctx.accountId).execute()
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    expect(await storedEvents(ctx)).toEqual([])
    await change(ctx)
    expect(await verifyChain({ ctx })).toEqual({ ok: true, events: 1, broken_at: null })
  })

  it('GEN-8: changes that alter the account first do not wait in a circle with those that do not', async () => {
    const ctx = await parts.account()
    const rename = () =>
      commitChange(ctx, async (tx, record) => {
        await tx.updateTable('accounts').set({ name: 'Other' }).where('id', '=', ctx.accountId).execute()
        record({ action: 'account.updated' })
      })
    await Promise.all(Array.from({ length: 40 }, (_, round) => (round % 2 ? rename() : change(ctx))))
    expect(await verifyChain({ ctx })).toEqual({ ok: true, events: 40, broken_at: null })
  })
})

describe('tampering', () => {
  let ctx: Context

  beforeEach(async () => {
    ctx = await parts.account()
    for (let number = 1; number <= 6; number++) await change(ctx, { number })
  })

  /** As somebody would who may do everything in the database. */
  async function tamper(...statements: string[]): Promise<void> {
    await sql`alter table audit_events disable trigger user`.execute(database.db)
    for (const statement of statements)
      await sql.raw(statement.replaceAll('ACCOUNT', `'${ctx.accountId}'`)).execute(database.db)
    await sql`alter table audit_events enable trigger user`.execute(database.db)
  }

  const update = 'update audit_events set'
  const cases: [string, number, string[]][] = [
    ['a changed actor', 4, [`${update} actor_name = 'Eve' where account_id = ACCOUNT and seq = 4`]],
    ['changed details', 2, [`${update} detail = '{"number": 3}' where account_id = ACCOUNT and seq = 2`]],
    ['a changed time', 1, [`${update} at = at - interval '1 day' where account_id = ACCOUNT and seq = 1`]],
    ['a removed event', 3, ['delete from audit_events where account_id = ACCOUNT and seq = 3']],
    ['a removed beginning', 1, ['delete from audit_events where account_id = ACCOUNT and seq <= 2']],
    ['a removed end', 5, ['delete from audit_events where account_id = ACCOUNT and seq >= 5']],
    ['all events removed', 1, ['delete from audit_events where account_id = ACCOUNT']],
    ['an end put out of sight', 5, ['update audit_chains set seq = 4 where account_id = ACCOUNT']],
    ['a removed chain', 1, ['delete from audit_chains where account_id = ACCOUNT']],
    [
      'two events in each other’s place',
      3,
      [
        `${update} seq = 100 where account_id = ACCOUNT and seq = 3`,
        `${update} seq = 3 where account_id = ACCOUNT and seq = 5`,
        `${update} seq = 5 where account_id = ACCOUNT and seq = 100`,
      ],
    ],
    [
      'a removed event whose gap was closed',
      3,
      [
        'delete from audit_events where account_id = ACCOUNT and seq = 3',
        `${update} seq = 3 where account_id = ACCOUNT and seq = 4`,
        `${update} seq = 4 where account_id = ACCOUNT and seq = 5`,
        `${update} seq = 5 where account_id = ACCOUNT and seq = 6`,
        'update audit_chains set seq = 5 where account_id = ACCOUNT',
      ],
    ],
  ]

  it.each(cases)('SEC-9: %s is found, at %i', async (_what, broken_at, statements) => {
    await tamper(...statements)
    expect(await verifyChain({ ctx })).toEqual({ ok: false, events: broken_at - 1, broken_at })
  })

  it('SEC-9: an event that was written in another account does not fit into this one', async () => {
    const other = await parts.account()
    for (let number = 1; number <= 3; number++) await change(other)
    await tamper(
      'delete from audit_events where account_id = ACCOUNT',
      `update audit_events set account_id = ACCOUNT where account_id = '${other.accountId}'`,
    )
    expect(await verifyChain({ ctx })).toMatchObject({ ok: false, broken_at: 1 })
  })
})

describe('the table of events', () => {
  it('SEC-9: refuses to be rewritten or emptied', async () => {
    const ctx = await parts.account()
    await change(ctx)
    const rewrite = sql`update audit_events set actor_name = 'Eve' where account_id = ${ctx.accountId}`
    await expect(rewrite.execute(database.db)).rejects.toThrow('append-only')
    await expect(sql`truncate audit_events`.execute(database.db)).rejects.toThrow('append-only')
    expect(await verifyChain({ ctx })).toEqual({ ok: true, events: 1, broken_at: null })
  })

  it('lets an account go with its log', async () => {
    const ctx = await parts.account()
    const other = await parts.account()
    await change(ctx)
    await change(other)
    await database.db.deleteFrom('accounts').where('id', '=', ctx.accountId).execute()
    expect(await storedEvents(ctx)).toEqual([])
    expect(await verifyChain({ ctx: other })).toMatchObject({ ok: true, events: 1 })
  })
})
