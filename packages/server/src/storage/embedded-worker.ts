import { existsSync, renameSync, rmSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { columnParsers, columnSerializers } from './column-values.ts'
import type {
  QueryFailure,
  QueryResult,
  WorkerMessage,
  WorkerRequest,
  WorkerStart,
} from './embedded-protocol.ts'

// The thread that runs the embedded database. It has a thread of its own because every statement keeps its
// thread busy from start to end.

/** Keeps the log of changes short: PGlite's own limit lets it grow by a gigabyte between checkpoints. */
const startParams = [...PGlite.defaultStartParams, '-c', 'max_wal_size=64MB', '-c', 'min_wal_size=32MB']

/** The database is beyond repair in this thread; its files are not. */
class DatabaseCrash extends Error {}

if (!parentPort) throw new Error('embedded-worker.ts runs as a worker thread only.')
const port = parentPort
const say = (message: WorkerMessage) => port.postMessage(message)

const { directory: home, modules }: WorkerStart = workerData
const database = await open(home)
database.onNotification((channel, payload) => say({ kind: 'notification', channel, payload }))
port.on('message', (request: WorkerRequest) => void answer(request))
say({ kind: 'ready' })

async function open(directory: string): Promise<PGlite> {
  if (!existsSync(directory)) await initialise(directory)
  // relaxedDurability stays off: an answered COMMIT has been handed to the operating system.
  return start(directory)
}

/** A start that is interrupted leaves half a database, so it gets its name only when it is whole. */
async function initialise(directory: string): Promise<void> {
  const unfinished = `${directory}.new`
  rmSync(unfinished, { recursive: true, force: true })
  const fresh = await start(unfinished)
  await fresh.exec('checkpoint')
  await fresh.close()
  renameSync(unfinished, directory)
}

async function start(dataDir: string): Promise<PGlite> {
  // When PostgreSQL does not start, PGlite says only that, and PostgreSQL itself says why.
  let lastWords = ''
  const onStderr = (text: string) => {
    lastWords = text.trim() || lastWords
    return false
  }
  const options = {
    ...modules,
    dataDir,
    startParams,
    onStderr,
    parsers: columnParsers,
    serializers: columnSerializers,
  }
  return PGlite.create(options).catch((error: unknown) => {
    throw new Error([failureOf(error).message, lastWords].filter(Boolean).join(': '), { cause: error })
  })
}

async function answer(request: WorkerRequest): Promise<void> {
  if (request.kind === 'close') return close()
  const { id } = request
  try {
    const result =
      request.kind === 'script' ? await script(request.sql) : await query(request.sql, request.parameters)
    say({ kind: 'result', id, result })
  } catch (error) {
    if (isFatal(error)) throw error // ends the thread, and so every request with it
    say({ kind: 'error', id, error: failureOf(error) })
  }
}

async function query(sql: string, parameters: readonly unknown[]): Promise<QueryResult> {
  const results = await database.query<Record<string, unknown>>(sql, [...parameters])
  // PGlite swallows what is neither an answer nor an error of PostgreSQL, a crash for example.
  if (results?.command === undefined) throw new DatabaseCrash('a statement ended without an answer')
  const { command, rows, fields, affectedRows = 0 } = results
  return { command, rows, fields, affectedRows }
}

/** Several statements, answered as one. */
async function script(sql: string): Promise<QueryResult> {
  const results = await database.exec(sql)
  const rows = results.flatMap((result) => result.rows)
  return { command: 'SCRIPT', rows, fields: [], affectedRows: 0 }
}

async function close(): Promise<void> {
  // PGlite closes without a checkpoint, and the next start would replay the log of changes.
  await database.exec('checkpoint')
  await database.close()
  port.close()
}

/** PostgreSQL would end such a session; PGlite carries on with a broken one. */
function isFatal(error: unknown): boolean {
  if (error instanceof DatabaseCrash) return true
  const { severity, message } = failureOf(error)
  return severity === 'FATAL' || severity === 'PANIC' || /^\w+: unexpected state /.test(message)
}

function failureOf(error: unknown): QueryFailure {
  if (!(error instanceof Error)) return { message: String(error) }
  const fields: Partial<QueryFailure> = error
  const { code, severity, detail, hint, position, where, schema, table, column, dataType, constraint } =
    fields
  const { message } = error
  return {
    message,
    code,
    severity,
    detail,
    hint,
    position,
    where,
    schema,
    table,
    column,
    dataType,
    constraint,
  }
}
