import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Closers } from '../packages/server/src/closers.ts'
import { runOnServer, withDatabaseName } from '../packages/server/test/databases/postgres-server.ts'
import { startRealPostgres } from '../packages/server/test/databases/real-postgres.ts'

export type DatabaseKind = 'embedded' | 'postgres'

/** Where one hub, or several nodes of one, keep what they know. */
export interface HubPlace {
  dataDirectory: string
  /** Absent: the embedded database in the data directory. */
  databaseUrl?: string
  /** 32 bytes, hex. */
  masterKey: string
}

/** Makes room for new hubs. */
export type PlaceMaker = () => Promise<HubPlace>

/**
 * Makes empty places, all on one database of a kind: the embedded one, or a PostgreSQL server that is started for
 * the first of them. Everything is removed with the closers.
 */
export function placeMaker(closers: Closers, kind: DatabaseKind): PlaceMaker {
  let server: Promise<string> | undefined
  return async () => {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'jackfield-bench-'))
    closers.add(() => rm(dataDirectory, { recursive: true, force: true }))
    const masterKey = randomBytes(32).toString('hex')
    if (kind === 'embedded') return { dataDirectory, masterKey }
    server ??= startServer(closers)
    const name = `bench_${randomBytes(6).toString('hex')}`
    await runOnServer(await server, `create database ${name}`)
    return { dataDirectory, masterKey, databaseUrl: withDatabaseName(await server, name) }
  }
}

async function startServer(closers: Closers): Promise<string> {
  const server = await startRealPostgres()
  closers.add(() => server.stop())
  return server.url
}
