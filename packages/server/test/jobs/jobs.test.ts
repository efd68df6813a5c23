import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cleanUp } from '../../src/jobs/clean-up.ts'
import type { Job } from '../../src/jobs/job.ts'
import { openJobs } from '../../src/jobs/open-jobs.ts'
import { openQueue } from '../../src/jobs/open-queue.ts'
import { newQueue } from '../../src/jobs/queue.ts'
import { bodyOf } from '../gateway/start-gateway.ts'
import { startHub } from '../start-hub.ts'
import type { TestHub } from '../start-hub.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub?.close())

/** Another node that runs the job. */
async function openNode(job: Job) {
  const { services } = hub
  const queue = await openQueue({ database: services.database, log: services.log, works: [] })
  return openJobs({ services, queue, jobs: [job], pollSeconds: 0.5 })
}

/** Asks for a run now, as the schedule would. */
async function ask(job: Job): Promise<string | null> {
  const queue = newQueue(hub.services.database)
  await queue.start()
  const id = await queue.send(job.name)
  await queue.stop({ graceful: false, close: false })
  return id
}

describe('jobs', () => {
  it('are planned when the hub starts', async () => {
    const { rows } = await hub.services.database.run(
      'select name, cron from jackfield_jobs.schedule order by name',
    )
    expect(rows).toEqual([
      { name: 'audit-retention', cron: '41 3 * * *' },
      { name: 'clean-up', cron: '17 * * * *' },
      { name: 'health-checks', cron: '*/10 * * * *' },
      { name: 'refresh-ahead', cron: '* * * * *' },
      { name: 'upkeep', cron: '*/15 * * * *' },
    ])
  })

  it('run on one node, however many look for them, and are not queued twice', async () => {
    let runs = 0
    const ran = Promise.withResolvers<void>()
    const job: Job = {
      name: 'counted',
      cron: '0 0 1 1 *',
      run: async () => {
        runs++
        ran.resolve()
      },
    }
    const nodes = await Promise.all([openNode(job), openNode(job), openNode(job)])
    expect(await Promise.all([ask(job), ask(job)])).toContain(null)
    await ran.promise
    await Promise.all(nodes.map((node) => node.close()))
    expect(runs).toBe(1)
  })

  it('are asked to stop when the hub ends', async () => {
    const begun = Promise.withResolvers<void>()
    let stopped = false
    const job: Job = {
      name: 'endless',
      cron: '0 0 1 1 *',
      run: async (_services, signal) => {
        begun.resolve()
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
        stopped = true
      },
    }
    const jobs = await openNode(job)
    await ask(job)
    await begun.promise
    await jobs.close()
    expect(stopped).toBe(true)
  })

  it('leave the database usable for everybody when a statement of theirs fails', async () => {
    const { database } = hub.services
    await expect(database.run('begin; select 1; select nonsense; commit')).rejects.toThrow('nonsense')
    const { rows } = await database.run('begin; select 1 as one; select 2 as two; commit')
    expect(rows).toEqual([{ one: 1 }, { two: 2 }])
    expect(bodyOf(await hub.owner.get('/agents'))).toMatchObject({ items: [] })
  })
})

describe('the clean-up', () => {
  it('deletes sessions, invitations and counted tries whose time is over, and no others', async () => {
    const { db } = hub.services.database
    const [gone, kept] = [await hub.as('viewer'), await hub.as('viewer')]
    const gonePerson = bodyOf<{ user: { id: string } }>(await gone.get('/session')).user.id
    await db
      .updateTable('sessions')
      .set({ expires_at: new Date(Date.now() - 1000) })
      .where('user_id', '=', gonePerson)
      .execute()
    const invite = async (email: string) =>
      bodyOf<{ id: string }>(await hub.owner.post('/invitations', { email, role: 'viewer' }), 201).id
    const [old, lapsed] = [await invite('old@example.com'), await invite('lapsed@example.com')]
    const expire = (id: string, days: number) =>
      sql`update invitations set expires_at = now() - ${days} * interval '1 day' where id = ${id}`.execute(db)
    await expire(old, 31)
    await expire(lapsed, 1)
    await db
      .insertInto('rate_limits')
      .values([
        { key: 'over', points: 1, expire: Date.now() - 1 },
        { key: 'counting', points: 1, expire: Date.now() + 60_000 },
      ])
      .execute()
    const sessionsBefore = await db.selectFrom('sessions').select('id').execute()
    await cleanUp.run(hub.services, new AbortController().signal)
    const sessionsAfter = await db.selectFrom('sessions').select('id').execute()
    expect(sessionsBefore.length - sessionsAfter.length).toBe(1)
    expect((await kept.get('/session')).status).toBe(200)
    expect((await gone.get('/session')).status).toBe(401)
    const { items } = bodyOf<{ items: { id: string }[] }>(await hub.owner.get('/invitations'))
    expect(items.map(({ id }) => id)).toEqual([lapsed])
    const keys = await db.selectFrom('rate_limits').select('key').execute()
    expect(keys.map(({ key }) => key)).toEqual(['counting'])
  })
})
