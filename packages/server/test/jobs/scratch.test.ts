import { it } from 'vitest'
import { startHub } from '../start-hub.ts'
import { newQueue } from '../../src/jobs/queue.ts'
import { openJobs } from '../../src/jobs/open-jobs.ts'
import { cleanUp } from '../../src/jobs/clean-up.ts'
it('scratch', async () => {
  for (let i = 0; i < 3; i++) {
    let t = performance.now()
    const hub = await startHub()
    const a = performance.now() - t
    t = performance.now()
    let n = 0
    const db = hub.services.database
    const counted = { ...db, run: (x: string, b?: unknown[]) => (n++, db.run(x, b)) }
    const jobs = await openJobs({ services: { ...hub.services, database: counted }, jobs: [cleanUp] })
    const b = performance.now() - t
    t = performance.now()
    await jobs.close()
    const c = performance.now() - t
    t = performance.now()
    await hub.close()
    console.log({ start: a, jobs: b, n, jobsClose: c, close: performance.now() - t })
  }
})
