import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { apiFor } from '../api.ts'
import { testedDialect } from '../databases/fresh-database.ts'
import { runServer } from './run-server.ts'
import type { ServerProcess } from './run-server.ts'

let directory: string
const running: ServerProcess[] = []
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'jackfield-test-main-'))
})
afterEach(async () => {
  for (const { child, exited } of running.splice(0)) {
    child.kill('SIGKILL')
    await exited
  }
})
afterAll(() => rm(directory, { recursive: true, force: true }))

function start(settings: Record<string, string> = {}, options = {}): ServerProcess {
  const server = runServer({ JACKFIELD_DATA_DIR: directory, ...settings }, options)
  running.push(server)
  return server
}

// The process is the same on both databases, so one of them will do.
describe.runIf(testedDialect() === 'embedded')('the server process', () => {
  it('refuses settings that it does not know, naming them and the remedy', async () => {
    const { exited, printed } = start({ PORT: 'many', JACKFIELD_PROT: '1', JACKFIELD_MASTER_KEY: 'c2hvcnQ=' })
    expect(await exited).toBe(78)
    expect(printed.err).toContain('PORT is not usable. Set it to a number from 0 to 65535')
    expect(printed.err).toContain('JACKFIELD_PROT is not a setting of Jackfield.')
    expect(printed.err).toContain('JACKFIELD_MASTER_KEY is not usable.')
    expect(printed.err).not.toMatch(/c2hvcnQ=|at .*\.ts/)
  })

  it('refuses hosts to let through that are none', async () => {
    const { exited, printed } = start({ JACKFIELD_ALLOWED_HOSTS: '10.0.0.0/99' })
    expect(await exited).toBe(78)
    expect(printed.err).toMatch(/^JACKFIELD_ALLOWED_HOSTS: "10.0.0.0\/99" is not an allowed host/)
  })

  it('prints a link that sets it up, and no longer when it is', async () => {
    const first = start()
    const url = await first.address
    const token = /\/setup\?token=(jf_setup_[\w-]+)/.exec(first.printed.out)?.[1]
    const input = {
      token,
      name: 'Ada',
      email: 'ada@example.com',
      password: 'correct horse battery',
      account_name: 'A',
    }
    expect(await apiFor(url, '').post('/setup', input)).toMatchObject({ status: 201 })
    first.child.kill('SIGTERM')
    expect(await first.exited).toBe(0)
    const second = start()
    const login = { email: 'ada@example.com', password: 'correct horse battery' }
    expect(await apiFor(await second.address, '').post('/sessions', login)).toMatchObject({ status: 201 })
    expect(second.printed.out).not.toContain('setup')
    expect(first.printed.err + second.printed.err).not.toMatch(/jf_setup|jf_session|correct horse/)
  })

  it('says which setting to change when the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const { port } = taken.address() as AddressInfo
    const { exited, printed } = start({ PORT: String(port) })
    expect(await exited).toBe(1)
    expect(printed.err).toContain(
      `Port ${port} is in use by another program. Stop that one, or set PORT to a free port`,
    )
    expect(printed.err).not.toMatch(/at .*\.ts/)
    taken.close()
  })

  it('refuses a data directory that is in use, and a wrong key', async () => {
    const first = start()
    await first.address
    const second = start()
    expect(await second.exited).toBe(1)
    expect(second.printed.err).toContain(`is in use by process ${first.child.pid}`)
    first.child.kill('SIGINT')
    expect(await first.exited).toBe(0)
    const wrong = start({ JACKFIELD_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') })
    expect(await wrong.exited).toBe(1)
    expect(wrong.printed.err).toMatch(/JACKFIELD_MASTER_KEY/)
  })

  it('takes the same signal twice, as service managers and launchers send it, for one wish', async () => {
    const server = start()
    await server.address
    server.child.kill('SIGTERM')
    server.child.kill('SIGTERM')
    server.child.kill('SIGINT')
    expect(await server.exited).toBe(0)
  })

  it('stops when the program that started it is gone', async () => {
    const server = start({}, { ipc: true })
    await server.address
    server.child.disconnect()
    expect(await server.exited).toBe(0)
  })
})
