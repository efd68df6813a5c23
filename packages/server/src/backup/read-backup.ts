import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { z } from 'zod'
import type { MasterKeyRing } from '../credentials/master-key-ring.ts'
import { SealError } from '../credentials/seal.ts'
import { Refusal } from '../errors.ts'
import {
  AnyHeader,
  FRAME_LIMIT,
  Header,
  LINE_LIMIT,
  TableLine,
  TableSummer,
  Trailer,
  formatVersion,
  proofBinding,
} from './backup-format.ts'
import type { TableSum } from './backup-format.ts'
import { readLines } from './read-lines.ts'

const ROW_BEGINS = '['.charCodeAt(0)

/** What stands in a backup, in the order of the file. */
export type BackupPart =
  | { kind: 'header'; header: Header }
  | { kind: 'table'; name: string }
  | { kind: 'row'; line: string }
  | { kind: 'end'; trailer: Trailer }

/**
 * Reads a backup piece by piece. The last part, `end`, comes only when everything before it is what was written:
 * until then nothing that was read may be relied on.
 *
 * @param openKeys gives the master keys once the header is known, and refuses when none of them fits
 * @throws Refusal `invalid` when the file is no backup, cut off, or altered in any way; `conflict` when a newer
 *   version wrote it; and what `openKeys` throws.
 */
export async function* readBackup(
  file: Readable,
  openKeys: (header: Header) => Promise<MasterKeyRing>,
): AsyncGenerator<BackupPart> {
  const reading = new Reading()
  const text = file.pipe(createGunzip())
  // `pipe` passes no errors on.
  file.once('error', (error) => text.destroy(error))
  let ring: MasterKeyRing | undefined
  try {
    for await (const line of readLines(text, LINE_LIMIT)) {
      const part = reading.take(line)
      if (part.kind === 'header') ring = await openKeys(part.header)
      if (part.kind === 'end') await reading.prove(part.trailer, ring)
      else yield part
    }
    yield { kind: 'end', trailer: reading.finished() }
  } catch (error) {
    throw readable(error)
  } finally {
    file.destroy()
  }
}

/** How far a backup was read, and what it came to. */
class Reading {
  readonly #hash = createHash('sha256')
  readonly #sums: TableSum[] = []
  #header: Header | undefined
  #table: TableSummer | undefined
  #trailer: Trailer | undefined

  take(line: Buffer): BackupPart {
    if (this.#trailer) throw damaged('something follows its end')
    if (line.length > FRAME_LIMIT && line[0] !== ROW_BEGINS)
      throw damaged('a line has a form that is not known')
    const text = line.toString()
    if (!this.#header) return this.#takeHeader(line, text)
    if (text.startsWith('{"end":')) return this.#takeTrailer(text)
    this.#hash.update(line).update('\n')
    if (text.startsWith('[')) return this.#takeRow(text)
    return this.#takeTable(parse(TableLine, text).table)
  }

  /** @throws Refusal `invalid` when the sums do not come to what the trailer says, or were not made by us. */
  async prove({ end }: Trailer, ring: MasterKeyRing | undefined): Promise<void> {
    const digest = this.#hash.digest()
    if (end.sha256 !== digest.toString('hex')) throw damaged('its sum is another one')
    if (JSON.stringify(end.tables) !== JSON.stringify(this.#sums)) throw damaged('a table has another sum')
    const proved = await ring?.open(proofBinding, Buffer.from(end.proof, 'base64'))
    if (!proved?.equals(digest)) throw damaged('its proof is for another backup')
  }

  finished(): Trailer {
    if (this.#trailer) return this.#trailer
    throw damaged('its end is missing')
  }

  #takeHeader(line: Buffer, text: string): BackupPart {
    this.#header = parseHeader(text)
    this.#hash.update(line).update('\n')
    return { kind: 'header', header: this.#header }
  }

  #takeTable(name: string): BackupPart {
    this.#endTable()
    if (this.#header?.tables[this.#sums.length]?.name !== name)
      throw damaged(`the table ${name} is misplaced`)
    this.#table = new TableSummer(name)
    return { kind: 'table', name }
  }

  #takeRow(line: string): BackupPart {
    if (!this.#table) throw damaged('a row stands outside of a table')
    this.#table.add(line)
    return { kind: 'row', line }
  }

  #takeTrailer(text: string): BackupPart {
    this.#endTable()
    if (this.#sums.length !== this.#header?.tables.length) throw damaged('a table is missing')
    this.#trailer = parse(Trailer, text)
    return { kind: 'end', trailer: this.#trailer }
  }

  #endTable(): void {
    if (this.#table) this.#sums.push(this.#table.sum())
    this.#table = undefined
  }
}

function parseHeader(text: string): Header {
  const any = AnyHeader.safeParse(parseJson(text))
  if (!any.success) throw notOurs()
  const { format_version, product_version } = any.data
  if (format_version > formatVersion)
    throw new Refusal(
      'conflict',
      `Jackfield ${product_version} wrote this backup, in a newer format (${format_version}) than this version ` +
        `reads (${formatVersion}). Restore it with Jackfield ${product_version} or newer.`,
    )
  return parse(Header, text)
}

function parse<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> {
  const parsed = schema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  throw damaged('a line has a form that is not known')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Says what a failure means for the file; what is no failure of the file passes. */
function readable(error: unknown): unknown {
  if (error instanceof SealError) return damaged('its proof does not open')
  if (!(error instanceof Error) || !('code' in error) || error instanceof Refusal) return error
  const code = String(error.code)
  if (code === 'Z_BUF_ERROR') return damaged('it was cut off')
  if (code === 'Z_DATA_ERROR' && error.message === 'incorrect header check') return notOurs()
  if (code.startsWith('Z_')) return damaged('its compressed data does not add up')
  return error
}

function damaged(how: string): Refusal {
  return new Refusal(
    'invalid',
    `The file is not a whole, unaltered backup: ${how}. Take another copy of it, or an earlier backup.`,
  )
}

function notOurs(): Refusal {
  return new Refusal(
    'invalid',
    'The file is not a backup of Jackfield. Name one that "jackfield backup" wrote.',
  )
}
