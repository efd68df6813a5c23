import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCallLog } from '../../src/audit/call-log.ts'
import { commitChange } from '../../src/audit/commit-change.ts'
import { verifyChain } from '../../src/audit/verify-chain.ts'
import type { Context } from '../../src/context.ts'
import { openDatabase } from '../../src/storage/database.ts'
import type { Database } from '../../src/storage/database.ts'
import { freshDatabase, freshPlace, testedDialect } from '../databases/fresh-database.ts'
import { startCuttingProxy } from './cutting-proxy.ts'
import { callOf, openParts } from './open-accounts.ts'
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

async function storedCalls(ctx: Context) {
  return ctx.db
    .selectFrom('audit_events')
    .selectAll()
    .where('account_id', '=', ctx.accountId)
    .where('kind', '=', 'call')
    .orderBy('seq')
    .execute()
}

/** How many transactions wrote an account's rows: each row carries the number of the one that did. */
async function transactionsOf(ctx: Context): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct xmin::text) from audit_events where account_id = ${ctx.accountId}`.execute(ctx.db)
  return rows[0]?.count ?? 0
}

async function openOwn(): Promise<{ database: Database; parts: Parts; remove(): Promise<void> }> {
  const place = await freshPlace()
  const own = await openDatabase(place.options)
  return { database: own, parts: await openParts(own), remove: place.remove }
}

const ok = { outcome: 'ok' as const, durationMs: 12.5 }

describe('the log of calls', () => {
  it('SEC-9: keeps who called what, with which outcome', async () => {
    const ctx = await parts.account()
    const call = callOf(ctx)
    await parts.callLog.intent(call)
    await parts.callLog.outcome(call, { outcome: 'error', durationMs: 12.5, detail: { reason: 'upstream' } })
    const [intent, outcome] = await storedCalls(ctx)
    expect(intent).toMatchObject({
      action: 'tool.called',
      phase: 'intent',
      actor_type: 'agent_key',
      actor_id: 'ak_1',
      agent_id: 'agt_1',
      connector_id: 'con_1',
      tool: 'notes__search',
      call_id: call.callId,
      outcome: null,
      duration_ms: null,
    })
    expect(outcome).toMatchObject({
      phase: 'outcome',
      call_id: call.callId,
      outcome: 'error',
      duration_ms: 12.5,
      detail: { arguments: { text: 'spring' }, reason: 'upstream' },
    })
  })

  it('SEC-9: has the row when it says so', async () => {
    const ctx = await parts.account()
    for (let round = 0; round < 20; round++) {
      const call = callOf(ctx)
      await parts.callLog.intent(call)
      const ids = (await storedCalls(ctx)).map((row) => row.call_id)
      expect(ids).toContain(call.callId)
    }
  })

  it('commits many rows in one transaction, in the order in which they came', async () => {
    const ctx = await parts.account()
    const calls = Array.from({ length: 2000 }, () => callOf(ctx))
    await Promise.all(calls.flatMap((call) => [parts.callLog.intent(call), parts.callLog.outcome(call, ok)]))
    const rows = await storedCalls(ctx)
    const expected = calls.flatMap(({ callId }) => [`${callId} intent`, `${callId} outcome`])
    expect(rows.map((row) => `${row.call_id} ${row.phase}`)).toEqual(expected)
    expect(await transactionsOf(ctx)).toBe(4000 / 500)
    expect(await verifyChain({ ctx })).toEqual({ ok: true, events: 4000, broken_at: null })
  })

  it('gathers a batch while another is written, when calls come one by one', async () => {
    const ctx = await parts.account()
    const callers = Array.from({ length: 64 }, async () => {
      for (let round = 0; round < 10; round++) await parts.callLog.outcome(callOf(ctx), ok)
    })
    await Promise.all(callers)
    expect((await storedCalls(ctx)).length).toBe(640)
    expect(await transactionsOf(ctx)).toBeLessThan(64)
  })

  it('keeps the trouble of one account from the calls of others', async () => {
    const [ctx, other] = [await parts.account(), await parts.account()]
    const gone = { ...ctx, accountId: 'acc_gone' }
    const results = await Promise.allSettled(
      [ctx, gone, other, gone, ctx].map((account) => parts.callLog.intent(callOf(account))),
    )
    expect(results.map((result) => result.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect((await storedCalls(ctx)).length).toBe(2)
    expect((await storedCalls(other)).length).toBe(1)
    await expect(parts.callLog.intent(callOf(gone))).rejects.toMatchObject({
      code: 'unavailable',
      message: 'The audit log cannot be written, so nothing was done.',
    })
  })

  it('SEC-9: several processes and changes write behind each other, whoever moved the chain last', async () => {
    const ctx = await parts.account()
    const other = await parts.account()
    // A log for each process, as each remembers where the chains stood when it wrote last.
    const logs = [1, 2, 3].map(() => openCallLog({ database, log: pino({ level: 'silent' }) }))
    const change = (of: Context) =>
      commitChange(of, async (_tx, record) => record({ action: 'agent.renamed' }))
    for (let round = 0; round < 4; round++) {
      // One after the other, so that each finds the chain moved, and then all at once.
      for (const log of logs) await log.outcome(callOf(ctx), ok)
      await change(ctx)
      await Promise.all([
        ...logs.flatMap((log) => [log.outcome(callOf(ctx), ok), log.outcome(callOf(other), ok)]),
        change(other),
      ])
    }
    for (const [own, events] of [
      [ctx, 4 * 7],
      [other, 4 * 4],
    ] as const)
      expect(await verifyChain({ ctx: own })).toEqual({ ok: true, events, broken_at: null })
    await Promise.all(logs.map((log) => log.close()))
  })

  it('refuses at once when too many rows wait', async () => {
    const ctx = await parts.account()
    const callLog = openCallLog({ database, log: pino({ level: 'silent' }) })
    const call = callOf({ ...ctx, accountId: 'acc_gone' })
    // All in one tick, so that none is written in between.
    const waiting = Array.from({ length: 50_000 }, () => callLog.intent(call).catch(() => 'not written'))
    await expect(callLog.intent(callOf(ctx))).rejects.toMatchObject({ code: 'unavailable' })
    await Promise.all(waiting)
    await callLog.intent(callOf(ctx))
    expect((await storedCalls(ctx)).length).toBe(1)
    await callLog.close()
  })

  it('writes what waits when it closes, and refuses what comes later', async () => {
    const ctx = await parts.account()
    const callLog = openCallLog({ database, log: pino({ level: 'silent' }) })
    const waiting = Array.from({ length: 700 }, () => callLog.outcome(callOf(ctx), ok))
    await callLog.close()
    expect((await storedCalls(ctx)).length).toBe(700)
    await Promise.all(waiting)
    await expect(callLog.intent(callOf(ctx))).rejects.toMatchObject({ code: 'unavailable' })
  })
})

describe('the log of calls without its database', () => {
  it('refuses an intent, and says of an outcome that it is not recorded', async () => {
    const { database: own, parts: ownParts, remove } = await openOwn()
    const ctx = await ownParts.account()
    await own.close()
    await expect(ownParts.callLog.intent(callOf(ctx))).rejects.toMatchObject({
      code: 'unavailable',
      message: 'The audit log cannot be written, so nothing was done.',
    })
    await expect(ownParts.callLog.outcome(callOf(ctx), ok)).rejects.toThrow('its outcome is not recorded')
    await remove()
  })

  it.runIf(testedDialect() === 'postgres')(
    'SEC-9: writes a row once when the line breaks during its commit',
    async () => {
      const place = await freshPlace()
      const proxy = await startCuttingProxy(place.options.url ?? '')
      const own = await openDatabase({ url: proxy.url })
      const ownParts = await openParts(own)
      const ctx = await ownParts.account()
      for (let round = 0; round < 5; round++) {
        proxy.cutNextCommit()
        const call = callOf(ctx)
        await ownParts.callLog.intent(call)
        await ownParts.callLog.outcome(call, ok)
      }
      expect(proxy.cuts()).toBe(5)
      expect((await storedCalls(ctx)).map((row) => row.phase)).toEqual(
        Array.from({ length: 5 }, () => ['intent', 'outcome']).flat(),
      )
      expect(await verifyChain({ ctx })).toEqual({ ok: true, events: 10, broken_at: null })
      await ownParts.close()
      await own.close()
      await proxy.close()
      await place.remove()
    },
  )
})
