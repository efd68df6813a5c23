import { afterEach, describe, expect, it } from 'vitest'
import { send } from '../api.ts'
import { freshPlace, testedDialect } from '../databases/fresh-database.ts'
import { runServer } from '../http/run-server.ts'
import type { ServerProcess } from '../http/run-server.ts'
import { startFreezingProxy } from './freezing-proxy.ts'

describe.runIf(testedDialect() === 'postgres')('a node that lost its database', () => {
  let node: ServerProcess | undefined
  afterEach(async () => {
    node?.child.kill('SIGKILL')
    await node?.exited
  })

  it('says so, and still ends in order', async () => {
    const place = await freshPlace()
    const line = await startFreezingProxy(place.options.url ?? '')
    node = runServer({
      DATABASE_URL: line.url,
      JACKFIELD_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    })
    const url = await node.address
    await line.close()
    await expect
      .poll(() => send(`${url}/readyz`), { timeout: 10_000 })
      .toMatchObject({ status: 503, body: { missing: ['The database does not answer.'] } })
    await expect.poll(() => node?.printed.err).toContain('nothing is kept')
    node.child.kill('SIGTERM')
    expect(await node.exited, node.printed.err).toBe(0)
    await place.remove()
  })
})
