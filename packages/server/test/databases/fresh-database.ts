import { randomBytes } from 'node:crypto'
import { cpSync, mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { openDatabase } from '../../src/storage/database.ts'
import type { Database, DatabaseOptions } from '../../src/storage/database.ts'
import { databaseName, dropDatabase, runOnServer, withDatabaseName } from './postgres-server.ts'

/** Room for a database of one test or one test file. What is not removed is removed at the end of the run. */
export interface FreshPlace {
  /** For `openDatabase`, or for the settings of a server under test. */
  options: DatabaseOptions
  /** Removes the data. Close what is open first. */
  remove(): Promise<void>
}

/** Which database this run of the tests is about. */
export function testedDialect(): Database['dialect'] {
  return inject('databaseTemplate').dialect
}

/** A migrated, empty database that nobody has opened yet. */
export async function freshPlace(): Promise<FreshPlace> {
  const template = inject('databaseTemplate')
  const name = `jackfield_${randomBytes(6).toString('hex')}`
  if (template.dialect === 'postgres') {
    const url = withDatabaseName(template.url, name)
    const server = withDatabaseName(template.url, 'postgres')
    await runOnServer(server, `create database ${name} template ${databaseName(template.url)}`)
    return { options: { url }, remove: () => dropDatabase(url) }
  }
  const dataDirectory = join(template.directory, name)
  mkdirSync(dataDirectory, { mode: 0o700 })
  // Measured: a fifth of the time of the asynchronous copy.
  cpSync(join(template.directory, 'template', 'postgres'), join(dataDirectory, 'postgres'), {
    recursive: true,
  })
  return { options: { dataDirectory }, remove: () => rm(dataDirectory, { recursive: true, force: true }) }
}

/** A migrated, empty database, open; its `close` also removes it. */
export async function freshDatabase(): Promise<Database> {
  const { options, remove } = await freshPlace()
  const database = await openDatabase(options)
  return { ...database, close: () => database.close().then(remove) }
}
