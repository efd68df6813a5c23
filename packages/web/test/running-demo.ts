import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemo } from '../../server/demo/start-demo.ts'
import type { Demo } from '../../server/demo/start-demo.ts'
import { freshPlace } from '../../server/test/databases/fresh-database.ts'

/** A demo of its own, with fewer calls in its past than that which people see. Its `close` removes it. */
export async function runningDemo(): Promise<Demo> {
  const place = await freshPlace()
  const directory = await mkdtemp(join(tmpdir(), 'jackfield-web-demo-'))
  const demo = await startDemo({
    port: 0,
    dataDirectory: join(directory, 'data'),
    startFrom: place.options.dataDirectory,
    calls: 600,
    logLevel: 'silent',
  })
  return {
    ...demo,
    async close() {
      await demo.close()
      await place.remove()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
