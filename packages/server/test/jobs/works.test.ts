import { sql } from 'kysely'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Services, Tx } from '../../src/context.ts'
import { openJobs } from '../../src/jobs/open-jobs.ts'
import { openQueue } from '../../src/jobs/open-queue.ts'
import type { Work } from '../../src/work.ts'
import type { Database } from '../../src/storage/database.ts'
import { freshDatabase } from '../databases/fresh-database.ts'
import { hurry } from './hurry.ts'

const log = pino({ level: 'silent' })
let database: Database
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.close())

/** Work that notes what it was given, and does what the test wants. */
function noting(
  run: (signal: AbortSignal) => Promise<void> = async () => undefined,
  more: Partial<Work> = {},
) {
  const seen: object[] = []
  const work: Work = {
    name: 'noted',
    retryLimit: 5,
    retryDelaySeconds: 100,
    backoff: true,
    run: async (_services, data, signal) => {
      seen.push(data)
      await run(signal)
    },
    ...more,
  }
  return { seen, work }
}

/** A node that takes work and, if asked to, does it. */
async function openNode(works: Work[], { working = true } = {}) {
  const queue = await openQueue({ database, log, works })
  const services = { database, log, queue } as Partial<Services> as Services
  const running = await openJobs({ services, queue, jobs: [], works: working ? works : [], pollSeconds: 0.5 })
  const add = (data: object, options?: { afterSeconds?: number; group?: string }) =>
    database.db.transaction().execute((tx) => queue.add(tx, works[0]?.name ?? '', data, options))
  return { queue, add, close: () => running.close() }
}

async function waits() {
  const { rows } = await sql<{ state: string; retry_count: number; wait: number }>`
    select state, retry_count, extract(epoch from start_after - now())::float8 as wait
    from jackfield_jobs.job where name = 'noted'`.execute(database.db)
  return rows
}

describe('work', () => {
  it('is done once the transaction that asked for it is committed', async () => {
    const { seen, work } = noting()
    const node = await openNode([work])
    await database.db.transaction().execute(async (tx) => {
      await node.queue.add(tx, 'noted', { id: 1 })
      expect(seen).toEqual([])
    })
    await vi.waitUntil(() => seen.length > 0, { timeout: 10_000 })
    expect(seen).toEqual([{ id: 1 }])
    await node.close()
  })

  it('is not done when the transaction is undone', async () => {
    const { seen, work } = noting()
    const node = await openNode([work])
    const undone = database.db.transaction().execute(async (tx: Tx) => {
      await node.queue.add(tx, 'noted', { id: 'undone' })
      throw new Error('no')
    })
    await expect(undone).rejects.toThrow('no')
    expect(await waits()).toEqual([])
    await node.add({ id: 'done' })
    await vi.waitUntil(() => seen.length > 0, { timeout: 10_000 })
    expect(seen).toEqual([{ id: 'done' }])
    await node.close()
  })

  it('is tried again, later and later, and then given up', async () => {
    const { seen, work } = noting(() => Promise.reject(new Error('not today')), { retryLimit: 2 })
    const node = await openNode([work])
    await node.add({ id: 1 })
    const delays: number[] = []
    for (const tries of [1, 2]) {
      await vi.waitUntil(async () => seen.length === tries && (await waits())[0]?.state === 'retry', {
        timeout: 10_000,
      })
      delays.push((await waits())[0]?.wait ?? 0)
      await hurry(database, 'noted')
    }
    await vi.waitUntil(async () => (await waits())[0]?.state === 'failed', { timeout: 10_000 })
    expect(seen).toHaveLength(3)
    // Each wait is drawn: from 100 to 200 s, then from 200 to 400 s.
    expect(delays[0]).toBeGreaterThan(90)
    expect(delays[0]).toBeLessThanOrEqual(200)
    expect(delays[1]).toBeGreaterThan(190)
    expect(delays[1]).toBeLessThanOrEqual(400)
    await node.close()
  })

  it('waits as long as it was told to', async () => {
    const { seen, work } = noting()
    const node = await openNode([work])
    await node.add({ id: 'late' }, { afterSeconds: 3600 })
    await node.add({ id: 'now' })
    await vi.waitUntil(() => seen.length > 0, { timeout: 10_000 })
    expect(seen).toEqual([{ id: 'now' }])
    await hurry(database, 'noted')
    await vi.waitUntil(() => seen.length > 1, { timeout: 10_000 })
    await node.close()
  })

  it('survives the end of the node that was to do it, and of the one that was doing it', async () => {
    const { seen, work } = noting()
    const taker = await openNode([work], { working: false })
    await taker.add({ id: 'waiting' })
    await taker.close()
    expect(seen).toEqual([])

    const begun = Promise.withResolvers<void>()
    const cut = noting(async (signal) => {
      begun.resolve()
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      signal.throwIfAborted()
    })
    const ending = await openNode([cut.work])
    await begun.promise
    await ending.close()
    expect(await waits()).toMatchObject([{ state: 'retry' }])

    const next = await openNode([work])
    await hurry(database, 'noted')
    await vi.waitUntil(() => seen.length > 0, { timeout: 10_000 })
    expect(seen).toEqual([{ id: 'waiting' }])
    await next.close()
  })

  it('of one group keeps no other from being done', async () => {
    const stuck = Promise.withResolvers<void>()
    const done: unknown[] = []
    const work: Work<{ of: string }> = {
      ...noting().work,
      parallel: 2,
      run: async (_services, { of }) => {
        if (of === 'slow') await stuck.promise
        done.push(of)
      },
    }
    const node = await openNode([work])
    for (let n = 0; n < 3; n++) await node.add({ of: 'slow' }, { group: 'slow' })
    await node.add({ of: 'quick' }, { group: 'quick' })
    await vi.waitUntil(() => done.length > 0, { timeout: 10_000 })
    expect(done).toEqual(['quick'])
    stuck.resolve()
    await vi.waitUntil(() => done.length === 4, { timeout: 10_000 })
    await node.close()
  })

  it('that nobody does is refused, and undoes what asked for it', async () => {
    const node = await openNode([noting().work])
    const asked = database.db.transaction().execute((tx) => node.queue.add(tx, 'nonsense', {}))
    await expect(asked).rejects.toThrow('no work is called nonsense')
    await node.close()
  })
})
