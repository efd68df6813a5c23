import { createHash } from 'node:crypto'
import { z } from 'zod'

/**
 * A backup is gzip'd text, one JSON value a line: the header, then for each table a line that names it and its rows
 * in the order of the primary key, then the trailer. A row is an array of its columns as PostgreSQL writes them as
 * text (null for NULL; bytes in base64), which loses nothing: no number, time or JSON document goes through
 * JavaScript's types on its way.
 */
export const formatVersion = 1

/** A line never holds more, so that a hostile file cannot fill the memory. */
export const LINE_LIMIT = 64 * 1024 * 1024

/** The same for lines that are read as JSON here: everything but rows. */
export const FRAME_LIMIT = 4 * 1024 * 1024

const Count = z.int().min(0)
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

const Column = z.strictObject({ name: z.string().min(1), type: z.string().min(1) })
export const BackupTable = z.strictObject({ name: z.string().min(1), columns: z.array(Column).min(1) })
export type BackupTable = z.output<typeof BackupTable>

export const Header = z.strictObject({
  format: z.literal('jackfield-backup'),
  format_version: z.literal(formatVersion),
  product_version: z.string(),
  created_at: z.iso.datetime(),
  /** The names of the migrations that had run, in order. */
  migrations: z.array(z.string()).min(1),
  /** The database's check value for the master key, in base64. Opens with that key only, and holds no secret. */
  key_check: z.base64(),
  tables: z.array(BackupTable).min(1),
  /** Sequences that had given a number, and the last one. */
  sequences: z.array(z.strictObject({ name: z.string().min(1), last: z.string().regex(/^-?\d+$/) })),
})
export type Header = z.output<typeof Header>

/** What a header says before anything else is known of it: a later format may hold anything else. */
export const AnyHeader = z.object({
  format: z.literal('jackfield-backup'),
  format_version: z.int().min(1),
  product_version: z.string().max(100),
})

/** How many rows a table has, and the SHA-256 of its lines. */
export const TableSum = z.strictObject({ name: z.string(), rows: Count, sha256: Sha256 })
export type TableSum = z.output<typeof TableSum>

export const TableLine = z.strictObject({ table: z.string() })

export const Trailer = z.strictObject({
  end: z.strictObject({
    tables: z.array(TableSum),
    /** Of all bytes before the trailer. */
    sha256: Sha256,
    /** That sum, sealed with the master key: nobody else can make a backup that is accepted. In base64. */
    proof: z.base64(),
  }),
})
export type Trailer = z.output<typeof Trailer>

/** What the proof is bound to. */
export const proofBinding = { accountId: '', row: 'backup.sha256' }

/** Counts and sums up the lines of one table. */
export class TableSummer {
  readonly #hash = createHash('sha256')
  readonly #name: string
  #rows = 0

  constructor(name: string) {
    this.#name = name
  }

  add(row: string): void {
    this.#hash.update(row).update('\n')
    this.#rows++
  }

  sum(): TableSum {
    return { name: this.#name, rows: this.#rows, sha256: this.#hash.digest('hex') }
  }
}
