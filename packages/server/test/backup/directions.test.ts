import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/storage/database.ts'
import type { Database, DatabaseOptions } from '../../src/storage/database.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { freshPlace, testedDialect } from '../databases/fresh-database.ts'
import type { FreshPlace } from '../databases/fresh-database.ts'
import { liveIn, openSecrets } from './lived-in-hub.ts'
import type { LivedIn } from './lived-in-hub.ts'
import { runOperator, settingsOf } from './run-operator.ts'

const places: FreshPlace[] = []
let directory: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'jackfield-directions-'))
})
afterAll(async () => {
  for (const place of places) await place.remove()
  await rm(directory, { recursive: true, force: true })
})

/** Room for an embedded database, or for a PostgreSQL one, that holds nothing. */
async function emptyPlace(dialect: Database['dialect']): Promise<DatabaseOptions> {
  if (dialect === 'embedded') return { dataDirectory: await mkdtemp(join(directory, 'data-')) }
  const place = await freshPlace()
  places.push(place)
  return place.options
}

const kinds = ['embedded', 'postgres'] as const

// Making an embedded database from nothing takes seconds, and much longer on a busy machine.
describe.runIf(testedDialect() === 'postgres').each(kinds)(
  'moving a hub from %s',
  { timeout: 180_000 },
  (from) => {
    const file = () => join(directory, from)
    let hub: LivedIn

    it('makes a backup', async () => {
      const source = await emptyPlace(from)
      const database = await openDatabase(source)
      await migrate(database)
      hub = await liveIn(database)
      await database.close()

      const backup = await runOperator(['backup', '--out', file()], settingsOf(source, hub.masterKey))
      expect(backup).toMatchObject({
        code: 0,
        out: expect.stringMatching(/^.*: \d+ tables, \d+ rows, [\d,]+ bytes\n$/),
      })
      expect(backup.err).toContain(
        'The master key is not in the backup. Keep it apart; without it the secrets',
      )
    })

    it.each(kinds)('to %s', async (to) => {
      const target = await emptyPlace(to)
      const restore = await runOperator(['restore', '--in', file()], settingsOf(target, hub.masterKey))
      expect(restore).toMatchObject({
        code: 0,
        out: expect.stringMatching(/^Restored \d+ tables and \d+ rows from/),
      })
      const restored = await openDatabase(target)
      await openSecrets(restored, hub)
      await restored.close()
    })
  },
)
