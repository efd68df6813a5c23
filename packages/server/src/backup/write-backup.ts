import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import type { Hash } from 'node:crypto'
import { open, rename, rm, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { sql } from 'kysely'
import type { Tx } from '../context.ts'
import { proveMasterKey, readCheck } from '../credentials/key-check.ts'
import type { MasterKeyRing } from '../credentials/master-key-ring.ts'
import type { MasterKeyConfig } from '../credentials/master-key.ts'
import { seal } from '../credentials/seal.ts'
import type { SealingKey } from '../credentials/seal.ts'
import { Refusal } from '../errors.ts'
import type { Database } from '../storage/database.ts'
import { version } from '../version.ts'
import { LINE_LIMIT, TableSummer, formatVersion, proofBinding } from './backup-format.ts'
import type { Header, TableSum, Trailer } from './backup-format.ts'
import { readBackup } from './read-backup.ts'
import { loadOrder } from './load-order.ts'
import { readMigrations, readSequences, readTables, useNeutralTexts } from './schema.ts'
import type { Table } from './schema.ts'
import { readRows } from './table-rows.ts'

/** Rows reach the compressor in pieces of about this many characters. */
const PIECE = 64 * 1024

export interface WriteBackup {
  database: Database
  /** Where the master key is; it proves to be the right one, and seals the proof. It is not in the backup. */
  config: MasterKeyConfig
  /** The file to write; there must be none. */
  path: string
  /** Told when a table is begun. */
  onTable?: (name: string) => void
}

export interface BackupSummary {
  tables: number
  rows: number
  /** Of the file. */
  bytes: number
}

/**
 * Writes everything that the database holds at one moment into a file, for its owner only, which appears when it is
 * whole and was read again. What is sealed stays sealed.
 *
 * @throws Refusal `conflict` when the file is there or the database was never set up; `unavailable` when the master
 *   key is wrong or the file cannot be written.
 */
export async function writeBackup({ database, config, path, onTable }: WriteBackup): Promise<BackupSummary> {
  await refuseExisting(path)
  const unfinished = `${path}.${randomUUID()}.partial`
  try {
    const ring = await database.db.transaction().execute(async (tx) => {
      await sql`set transaction isolation level repeatable read read only`.execute(tx)
      await useNeutralTexts(tx)
      return write(tx, config, unfinished, onTable)
    })
    return await finish(unfinished, path, ring)
  } catch (error) {
    throw unwritable(path, error)
  } finally {
    await rm(unfinished, { force: true })
  }
}

async function write(
  tx: Tx,
  config: MasterKeyConfig,
  path: string,
  onTable: WriteBackup['onTable'],
): Promise<MasterKeyRing> {
  const check = (await readMigrations(tx)) && (await readCheck(tx))
  if (!check)
    throw new Refusal('conflict', 'There is nothing to back up: no hub was started on this database yet.')
  const ring = await proveMasterKey(config, check)
  const tables = loadOrder(await readTables(tx))
  const header = await headerOf(tx, check, tables)
  // The key that opens the check opens the proof: while a rotation is under way there are two.
  const key = (await ring.keyOf(check)) ?? ring.current
  const lines = backupLines({ tx, header, tables, key, onTable })
  await pipeline(
    pieces(lines),
    createGzip(),
    createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }),
  )
  return ring
}

async function headerOf(tx: Tx, check: Uint8Array, tables: Table[]): Promise<Header> {
  return {
    format: 'jackfield-backup',
    format_version: formatVersion,
    product_version: version,
    created_at: new Date().toISOString(),
    migrations: (await readMigrations(tx)) ?? [],
    key_check: Buffer.from(check).toString('base64'),
    tables: tables.map(({ name, columns }) => ({ name, columns })),
    sequences: await readSequences(tx),
  }
}

interface Content {
  tx: Tx
  header: Header
  tables: Table[]
  key: SealingKey
  onTable: WriteBackup['onTable']
}

async function* backupLines({ tx, header, tables, key, onTable }: Content): AsyncGenerator<string> {
  const hash = createHash('sha256')
  yield hashed(hash, JSON.stringify(header))
  const sums: TableSum[] = []
  for (const table of tables) {
    onTable?.(table.name)
    yield hashed(hash, JSON.stringify({ table: table.name }))
    const summer = new TableSummer(table.name)
    for await (const row of readRows(tx, table)) {
      summer.add(row)
      yield hashed(hash, row)
    }
    sums.push(summer.sum())
  }
  const digest = hash.digest()
  const proof = Buffer.from(seal(key, proofBinding, digest)).toString('base64')
  const trailer: Trailer = { end: { tables: sums, sha256: digest.toString('hex'), proof } }
  yield `${JSON.stringify(trailer)}\n`
}

function hashed(hash: Hash, text: string): string {
  const line = `${text}\n`
  if (line.length > LINE_LIMIT / 4 && Buffer.byteLength(line) > LINE_LIMIT)
    throw new Refusal('too_large', `A row has more than ${LINE_LIMIT} bytes, which no backup can hold.`)
  hash.update(line)
  return line
}

async function* pieces(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = ''
  for await (const line of lines) {
    piece += line
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield piece
}

/** Reads the file as a restore would, before it gets its name. */
async function finish(unfinished: string, path: string, ring: MasterKeyRing): Promise<BackupSummary> {
  let trailer: Trailer | undefined
  for await (const part of readBackup(createReadStream(unfinished), async () => ring))
    if (part.kind === 'end') trailer = part.trailer
  const { size } = await stat(unfinished)
  await refuseExisting(path)
  await rename(unfinished, path)
  const sums = trailer?.end.tables ?? []
  return { tables: sums.length, rows: sums.reduce((rows, sum) => rows + sum.rows, 0), bytes: size }
}

async function refuseExisting(path: string): Promise<void> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw unwritable(path, error)
  })
  if (!file) return
  await file.close()
  throw new Refusal(
    'conflict',
    `${path} is there already, and a backup overwrites nothing. Choose another name.`,
  )
}

/** What the file system says, for the person who chose the file; everything else as it is. */
function unwritable(path: string, error: unknown): unknown {
  const system = error instanceof Error && 'syscall' in error && 'path' in error
  if (!system && !(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) return error
  return new Refusal('unavailable', `${path} cannot be written: ${error.message}.`, { cause: error })
}
