import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createGzip, gunzipSync, gzipSync } from 'node:zlib'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FRAME_LIMIT, LINE_LIMIT } from '../../src/backup/backup-format.ts'
import { restoreBackup } from '../../src/backup/restore-backup.ts'
import { writeBackup } from '../../src/backup/write-backup.ts'
import { readConfig } from '../../src/config.ts'
import { Refusal } from '../../src/errors.ts'
import type { Database } from '../../src/storage/database.ts'
import { freshDatabase, testedDialect } from '../databases/fresh-database.ts'
import { liveIn } from './lived-in-hub.ts'
import { backupLines, writeLines } from './rewrite-backup.ts'

let directory: string
let path: string
let whole: Buffer
let masterKey: Buffer

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'jackfield-hostile-'))
  const source = await freshDatabase()
  masterKey = (await liveIn(source)).masterKey
  path = join(directory, 'whole')
  await writeBackup({ database: source, config: { ...readConfig({}), masterKey }, path })
  whole = await readFile(path)
  await source.close()
})
afterAll(() => rm(directory, { recursive: true, force: true }))

/** The file proved to be whole, and the target would be opened now. */
class Accepted extends Error {}

const openTarget = async (): Promise<Database> => {
  throw new Accepted('the target was opened')
}

/** What the restore of a file is refused with, before the target is as much as opened. */
async function refusalOf(file: string, key = masterKey): Promise<Refusal> {
  const config = { ...readConfig({}), dataDirectory: directory, masterKey: key }
  const error: unknown = await restoreBackup({ openTarget, config, path: file }).then(
    () => new Error('it was restored'),
    (reason: unknown) => reason,
  )
  if (error instanceof Refusal) return error
  throw error
}

async function refusalOfBytes(bytes: Uint8Array): Promise<Refusal> {
  const file = join(directory, 'altered')
  await writeFile(file, bytes)
  return refusalOf(file)
}

/** Restoring reads the file the same on both databases, so one of them will do. */
describe.runIf(testedDialect() === 'embedded')('a file that is no whole backup', () => {
  it('is told from a whole one', async () => {
    await expect(refusalOf(path)).rejects.toThrow(Accepted)
  })

  it('is refused when it is cut off at any byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: whole.length - 1 }), async (length) => {
        expect(await refusalOfBytes(whole.subarray(0, length))).toMatchObject({ code: 'invalid' })
      }),
      {
        numRuns: 150,
        examples: [[0], [1], [10], [whole.length - 1], [whole.length - 8], [whole.length - 9]],
      },
    )
  })

  it('is refused when a byte is changed, unless nothing that it holds changes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: whole.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (place, bits) => {
          const altered = Buffer.from(whole)
          altered[place] = (altered[place] ?? 0) ^ bits
          // gzip keeps a time and the like in its head, and pads its end: those bits say nothing of the content.
          const same = contentOf(altered)?.equals(gunzipSync(whole)) ?? false
          if (same) await expect(refusalOfBytes(altered)).rejects.toThrow(Accepted)
          // A changed key check looks like that of another master key, before the sums are seen.
          else expect(['invalid', 'unavailable']).toContain((await refusalOfBytes(altered)).code)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('is refused when a value in it is changed and its sums are made anew, without the master key', async () => {
    const lines = await backupLines(path)
    const forged = lines.map((line) => line.replace('"open"', '"read-only"'))
    expect(forged).not.toEqual(lines)
    const file = join(directory, 'forged')
    await writeLines(file, forged, Buffer.alloc(32, 9))
    expect((await refusalOf(file)).message).toContain('its proof does not open')
  })

  it.each([
    ['nothing', Buffer.alloc(0), 'it was cut off'],
    ['text', Buffer.from('-- PostgreSQL database dump\n'), 'is not a backup of Jackfield'],
    ['gzip of text', gzipSync('-- PostgreSQL database dump\n'), 'is not a backup of Jackfield'],
    [
      'gzip of JSON',
      gzipSync('{"format":"other-backup","format_version":1,"product_version":"1"}\n'),
      'is not a backup',
    ],
    ['gzip of nothing', gzipSync(''), 'its end is missing'],
    ['gzip of NUL', gzipSync(Buffer.alloc(1000)), 'its last line is not finished'],
    ['gzip of deep JSON', gzipSync(`${'['.repeat(100_000)}\n`), 'is not a backup of Jackfield'],
  ])('%s is refused', async (_name, bytes, message) => {
    const refusal = await refusalOfBytes(bytes)
    expect(refusal).toMatchObject({ code: 'invalid', message: expect.stringContaining(message) })
  })

  it('is refused when it goes on after its end', async () => {
    for (const more of [gzipSync('{"table":"accounts"}\n'), whole])
      expect((await refusalOfBytes(Buffer.concat([whole, more]))).message).toContain(
        'something follows its end',
      )
  })

  it('is refused when tables or rows are moved, doubled or left out, though the sums fit', async () => {
    const lines = await backupLines(path)
    const place = lines.indexOf('{"table":"audit_events"}')
    const [header, ...rest] = lines
    const wrong = [
      lines.toSpliced(place, 1),
      [...lines, '{"table":"audit_events"}'],
      [header ?? '', '["stray"]', ...rest],
      [...rest],
      lines.slice(0, -1),
      lines.with(place, '{"table":"audit_events","more":1}'),
      lines.with(place, '"table"'),
    ]
    for (const [index, changed] of wrong.entries()) {
      const file = join(directory, `wrong-${index}`)
      await writeLines(file, changed.filter(isLine), masterKey).catch(() =>
        writeFile(file, gzipSync(changed.join('\n'))),
      )
      expect(await refusalOf(file), `change ${index}`).toMatchObject({ code: 'invalid' })
    }
  })

  it('never holds a line in memory that no backup has', { timeout: 120_000 }, async () => {
    for (const [name, begin, bytes] of [
      ['header', '', LINE_LIMIT * 4],
      ['frame', `${(await backupLines(path))[0]}\n{"table":"`, FRAME_LIMIT * 4],
    ] as const) {
      const file = join(directory, `bomb-${name}`)
      await pipeline(Readable.from(bomb(begin, bytes)), createGzip(), createWriteStream(file))
      const before = process.memoryUsage().rss
      expect(await refusalOf(file)).toMatchObject({ code: 'invalid' })
      expect(process.memoryUsage().rss - before).toBeLessThan(LINE_LIMIT * 4)
    }
  })
})

const isLine = (line: string) => line !== ''

function contentOf(bytes: Buffer): Buffer | undefined {
  try {
    return gunzipSync(bytes)
  } catch {
    return undefined
  }
}

function* bomb(begin: string, bytes: number): Generator<string> {
  yield begin
  const piece = 'a'.repeat(1024 * 1024)
  for (let written = 0; written < bytes; written += piece.length) yield piece
  yield '\n'
}

describe.runIf(testedDialect() === 'embedded')('a backup that is not for this hub', () => {
  const changeHeader = async (change: Record<string, unknown>) => {
    const [header = '', ...rest] = await backupLines(path)
    const file = join(directory, 'other')
    await writeLines(file, [JSON.stringify({ ...JSON.parse(header), ...change }), ...rest], masterKey)
    return file
  }

  it('SEC-2: is refused with another master key, saying whose is needed', async () => {
    const refusal = await refusalOf(path, Buffer.alloc(32, 3))
    expect(refusal.code).toBe('unavailable')
    expect(refusal.message).toMatch(
      /^The master key from JACKFIELD_MASTER_KEY is not the one that sealed the secrets in this backup of 2/,
    )
  })

  it('is refused without a master key, and none is made', async () => {
    const dataDirectory = join(directory, 'without-key')
    await mkdir(dataDirectory)
    const restoring = restoreBackup({ openTarget, config: { ...readConfig({}), dataDirectory }, path })
    await expect(restoring).rejects.toThrow('There is no master key here')
    await expect(readFile(join(dataDirectory, 'master.key'))).rejects.toThrow('ENOENT')
  })

  it('is refused when a newer format or schema wrote it, naming the version to take', async () => {
    const format = await refusalOf(
      await changeHeader({ format_version: 2, product_version: '9.9.9', more: [] }),
    )
    expect(format).toMatchObject({ code: 'conflict' })
    expect(format.message).toContain('Restore it with Jackfield 9.9.9 or newer.')
    const { migrations } = JSON.parse((await backupLines(path))[0] ?? '')
    const schema = await refusalOf(
      await changeHeader({ migrations: [...migrations, '9000-later'], product_version: '9.9.9' }),
    )
    expect(schema).toMatchObject({ code: 'conflict' })
    expect(schema.message).toContain(
      'with 9000-later, which this version does not know. Restore it with Jackfield 9.9.9',
    )
    const gap = await refusalOf(await changeHeader({ migrations: migrations.toSpliced(1, 1) }))
    expect(gap).toMatchObject({ code: 'invalid' })
  })

  it('is refused when the file is not there, or is none', async () => {
    expect((await refusalOf(join(directory, 'missing'))).message).toContain('missing cannot be read: ENOENT')
    expect((await refusalOf(directory)).message).toContain('is not a file')
  })
})
