import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/storage/database.ts'
import { freshPlace, testedDialect } from '../databases/fresh-database.ts'
import type { FreshPlace } from '../databases/fresh-database.ts'
import { liveIn } from './lived-in-hub.ts'
import { runOperator, settingsOf } from './run-operator.ts'

let directory: string
let place: FreshPlace
let settings: Record<string, string>

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'jackfield-commands-'))
  place = await freshPlace()
  const database = await openDatabase(place.options)
  const { masterKey } = await liveIn(database)
  await database.close()
  settings = settingsOf(place.options, masterKey)
})
afterAll(async () => {
  await place.remove()
  await rm(directory, { recursive: true, force: true })
})

// Each command is a process that opens a database: seconds, and much longer on a busy machine.
describe('the operator commands', { timeout: 120_000 }, () => {
  it('tell programs what they did, and people how far they are', async () => {
    const file = join(directory, 'json')
    const { code, out, err } = await runOperator(['backup', '--out', file, '--json'], settings)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual({
      file,
      tables: expect.any(Number),
      rows: expect.any(Number),
      bytes: expect.any(Number),
    })
    expect(err).toContain('backing up audit_events\n')
  })

  it('end with 5 when an audit log that was restored does not hold', async () => {
    const database = await openDatabase(place.options)
    await sql`delete from audit_events where seq = 3`.execute(database.db)
    await database.close()
    const file = join(directory, 'broken')
    await runOperator(['backup', '--out', file], settings)
    const target = await freshPlace()
    const own = { ...settings, ...settingsOf(target.options) }
    const { code, out, err } = await runOperator(['restore', '--in', file], own)
    expect({ code, out }).toEqual({ code: 5, out: expect.stringMatching(/^Restored \d+ tables/) })
    expect(err.match(/The audit log of account acc_\w+ does not hold from event 3 on/g)).toHaveLength(2)
    await target.remove()
  })

  it('end with 1 and one sentence when they refuse', async () => {
    const file = join(directory, 'garbage')
    await writeFile(file, 'garbage')
    const { code, out, err } = await runOperator(['restore', '--in', file, '--json'], settings)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    const said = JSON.parse(err.trim().split('\n').at(-1) ?? '')
    expect(said).toEqual({
      error: { code: 'invalid', message: expect.stringContaining('is not a backup of Jackfield') },
    })
    expect(await readdir(directory)).not.toContain('garbage.partial')
  })

  it.each([
    [[], 'Name one of backup, restore, rotate-key'],
    [['dump'], 'Name one of backup, restore, rotate-key'],
    [['restore', '--in', ''], '--in <file> is missing.'],
    [['backup', '--out', 'x', '--in', 'y'], 'backup does not take --in.'],
    [['backup', '--force'], "Unknown option '--force'"],
  ])('%j is wrong usage: exit code 2', async (args, message) => {
    const { code, err } = await runOperator(args, settings)
    expect(code).toBe(2)
    expect(err).toContain(message)
    expect(err).not.toMatch(/at .*\.ts/)
  })

  it('end with 78 when a setting is wrong, naming it', async () => {
    const { code, err } = await runOperator(['backup', '--out', 'x'], {
      ...settings,
      JACKFIELD_PREVIOUS_MASTER_KEYS: 'c2hvcnQ=',
    })
    expect(code).toBe(78)
    expect(err).toMatch(/^JACKFIELD_PREVIOUS_MASTER_KEYS is not usable\./)
    expect(err).not.toContain('c2hvcnQ=')
  })
})

describe.runIf(testedDialect() === 'embedded')(
  'on the embedded database, the operator commands',
  { timeout: 120_000 },
  () => {
    it('are refused while the hub runs, saying which process to stop', async () => {
      const running = await openDatabase(place.options)
      const { code, err } = await runOperator(['backup', '--out', join(directory, 'running')], settings)
      await running.close()
      expect(code).toBe(1)
      expect(err).toContain(`is in use by process ${process.pid}.`)
      expect(err).toContain('The embedded database allows this only while the hub is stopped.')
    })

    it('make no database where there is none', async () => {
      const empty = await mkdtemp(join(directory, 'empty-'))
      for (const args of [['backup', '--out', join(directory, 'none')], ['rotate-key']]) {
        const { code, err } = await runOperator(args, { JACKFIELD_DATA_DIR: empty })
        expect(code).toBe(1)
        expect(err).toContain(`There is no database in ${empty}.`)
      }
      expect(await readdir(empty)).toEqual([])
    })
  },
)
