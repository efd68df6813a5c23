import { constants, createReadStream } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Tx } from '../context.ts'
import { opensCheck } from '../credentials/key-check.ts'
import { MasterKeyRing } from '../credentials/master-key-ring.ts'
import { findMasterKeys, keyFilePath } from '../credentials/master-key.ts'
import type { MasterKeyConfig } from '../credentials/master-key.ts'
import { Refusal } from '../errors.ts'
import type { Database } from '../storage/database.ts'
import type { Header, Trailer } from './backup-format.ts'
import { prepareTarget, refuseUnknownSchema } from './empty-target.ts'
import { fillTables } from './fill-tables.ts'
import { migrateTo } from './migrate-to.ts'
import { readBackup } from './read-backup.ts'
import type { BackupPart } from './read-backup.ts'
import { useNeutralTexts } from './schema.ts'
import { verifyRows } from './verify-rows.ts'

export interface RestoreBackup {
  /** Opens the database to restore into, which is done only once the file has proved to be whole. */
  openTarget: () => Promise<Database>
  /** Where the master key is that the backup's secrets need. */
  config: MasterKeyConfig
  path: string
  /** Told what is being done. */
  onStep?: (text: string) => void
}

export interface RestoreSummary {
  tables: number
  rows: number
  created_at: string
  product_version: string
}

/**
 * Restores a backup into an empty database: all of it in one transaction, which is committed only once every row was
 * read again and compared. Before that the whole file is read, so that one which is cut off, altered or not ours
 * changes nothing. The caller closes what `openTarget` opened.
 *
 * @throws Refusal `invalid` when the file is no whole backup; `conflict` when it is from a newer version or the
 *   database is not empty; `unavailable` when the master key does not fit or something cannot be read.
 */
export async function restoreBackup({
  openTarget,
  config,
  path,
  onStep = () => undefined,
}: RestoreBackup): Promise<RestoreSummary> {
  await refuseUnreadable(path)
  const read = () => readBackup(createReadStream(path), (header) => openKeys(config, header))
  onStep('checking the file')
  const { header, trailer } = await check(read())
  const { db } = await openTarget()
  await db.transaction().execute((tx) => restore({ tx, header, trailer, parts: read(), onStep }))
  await sql`analyze`.execute(db)
  const rows = trailer.end.tables.reduce((sum, table) => sum + table.rows, 0)
  const { created_at, product_version } = header
  return { tables: header.tables.length, rows, created_at, product_version }
}

interface Restore {
  tx: Tx
  header: Header
  trailer: Trailer
  parts: AsyncIterable<BackupPart>
  onStep: (text: string) => void
}

async function restore({ tx, header, trailer, parts, onStep }: Restore): Promise<void> {
  await useNeutralTexts(tx)
  const tables = await prepareTarget(tx, header)
  await fillTables({ tx, tables, parts, onTable: (name) => onStep(`restoring ${name}`) })
  for (const { name, last } of header.sequences)
    await sql`select setval(${sql.lit(`"${name.replaceAll('"', '""')}"`)}::regclass, ${last}::bigint)`.execute(
      tx,
    )
  onStep('reading everything again')
  await verifyRows(tx, tables, trailer)
  await migrateTo(tx)
}

async function refuseUnreadable(path: string): Promise<void> {
  try {
    await access(path, constants.R_OK)
    if ((await stat(path)).isFile()) return
  } catch (error) {
    throw new Refusal(
      'unavailable',
      `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    )
  }
  throw new Refusal('invalid', `${path} is not a file. A backup is read twice, so it must be one.`)
}

async function check(parts: AsyncIterable<BackupPart>): Promise<{ header: Header; trailer: Trailer }> {
  let header: Header | undefined
  let trailer: Trailer | undefined
  for await (const part of parts) {
    if (part.kind === 'header') header = part.header
    if (part.kind === 'end') trailer = part.trailer
  }
  if (!header || !trailer) throw new Error('a backup ended without its end')
  refuseUnknownSchema(header)
  return { header, trailer }
}

async function openKeys(config: MasterKeyConfig, header: Header): Promise<MasterKeyRing> {
  const keys = await findMasterKeys(config)
  if (!keys)
    throw new Refusal(
      'unavailable',
      `There is no master key here, and the secrets in this backup need theirs. Set JACKFIELD_MASTER_KEY to it, or ` +
        `put it back as ${keyFilePath(config)}.`,
    )
  const ring = new MasterKeyRing(keys, () => findMasterKeys(config))
  if (await opensCheck(ring, Buffer.from(header.key_check, 'base64'))) return ring
  throw new Refusal(
    'unavailable',
    `The master key from ${keys.source} is not the one that sealed the secrets in this backup of ` +
      `${header.created_at}. Set JACKFIELD_MASTER_KEY to the key that the hub had at that time, or put its key file ` +
      `back as ${keyFilePath(config)}.`,
  )
}
