import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createHub } from '../../server/src/app.ts'
import { readConfig } from '../../server/src/config.ts'
import { freshPlace } from '../../server/test/databases/fresh-database.ts'
import { openTerminal } from './run-jackfield.ts'
import { removeScratchDirectories, scratchDirectory } from './scratch-directory.ts'

afterAll(removeScratchDirectories)

/** A data directory that a hub was started in, and stopped. */
async function usedDirectory(): Promise<string> {
  const JACKFIELD_DATA_DIR = (await freshPlace()).options.dataDirectory ?? ''
  const settings = { JACKFIELD_DATA_DIR, JACKFIELD_LOG_LEVEL: 'silent', PORT: '0' }
  const admin = { JACKFIELD_ADMIN_EMAIL: 'ada@example.com', JACKFIELD_ADMIN_PASSWORD: 'a long password' }
  const hub = await createHub(readConfig({ ...settings, ...admin }))
  await hub.close()
  return JACKFIELD_DATA_DIR
}

// Making an embedded database takes seconds, and much longer on a busy machine.
describe('the operator commands', { timeout: 180_000 }, () => {
  it('back a hub up, rotate its key, and restore over nothing', async () => {
    const directory = await usedDirectory()
    const terminal = openTerminal({ JACKFIELD_DATA_DIR: directory })
    const file = join(scratchDirectory(), 'hub.jfbackup')
    const backup = await terminal.run(['backup', '--out', file])
    expect(backup).toMatchObject({ code: 0, stdout: expect.stringContaining(`${file}: `) })
    expect(backup.stderr).toContain('The master key is not in the backup.')
    expect(statSync(file).size).toBeGreaterThan(1000)

    const rotated = await terminal.json<{ accounts: number; key_file: string }>('rotate-key')
    expect(rotated).toMatchObject({ accounts: 1, key_file: join(directory, 'master.key') })

    const refused = await terminal.run(['restore', '--in', file, '--json'])
    expect(refused.code).toBe(1)
    const said = JSON.parse(refused.stderr.trim().split('\n').at(-1) ?? '') as { error: { code: string } }
    expect(said.error.code).toBe('conflict')
  })

  it('refuse what they cannot do, as every command does', async () => {
    const place = scratchDirectory()
    const terminal = openTerminal({ JACKFIELD_DATA_DIR: place })
    const none = await terminal.run(['backup', '--out', join(place, 'x')])
    expect(none).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`There is no database in ${place}.`),
    })
    expect(existsSync(join(place, 'x'))).toBe(false)
    expect(await terminal.run(['backup'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--out <file>'),
    })
    const both = await terminal.run(['rotate-key', '--data-keys', '--new-key-file', 'x'])
    expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot be used with') })
  })
})
