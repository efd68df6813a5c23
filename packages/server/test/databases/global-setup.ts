import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { TestProject } from 'vitest/node'
import { newQueue } from '../../src/jobs/queue.ts'
import { openDatabase } from '../../src/storage/database.ts'
import type { Database } from '../../src/storage/database.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { dropDatabase, runOnServer, withDatabaseName } from './postgres-server.ts'
import { startRealPostgres } from './real-postgres.ts'

/** Where tests get their databases from: made once per run, migrated, copied for each use. */
export type DatabaseTemplate =
  | { dialect: 'embedded'; /** Holds the directory `template` and the copies. */ directory: string }
  | {
      dialect: 'postgres'
      /** URL of the template database, on a server where we may create others. */ url: string
    }

declare module 'vitest' {
  interface ProvidedContext {
    databaseTemplate: DatabaseTemplate
  }
}

/** The templates of this run: projects on the same database share one. */
const shared = new Map<Dialect, { made: Promise<Made>; users: number }>()

type Dialect = DatabaseTemplate['dialect']

/** Makes the template of the project's database, and answers what removes it, with all copies left over. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  // Projects are set up one after the other, and their templates meanwhile made side by side.
  for (const { config } of project.vitest.projects)
    if (config.globalSetup.includes(import.meta.filename)) begin(dialectOf(config.env))
  const template = begin(dialectOf(project.config.env))
  template.users++
  project.provide('databaseTemplate', (await template.made).template)
  return async () => {
    if (--template.users === 0) await (await template.made).remove()
  }
}

/** Embedded where a project does not say. */
function dialectOf(env: Record<string, string | undefined> | undefined): Dialect {
  return env?.['JACKFIELD_TEST_DATABASE'] === 'postgres' ? 'postgres' : 'embedded'
}

function begin(dialect: Dialect) {
  const present = shared.get(dialect)
  if (present) return present
  const made = dialect === 'postgres' ? postgresTemplate() : embeddedTemplate()
  // Whoever needs it meets the failure.
  made.catch(() => undefined)
  const template = { made, users: 0 }
  shared.set(dialect, template)
  return template
}

interface Made {
  template: DatabaseTemplate
  remove(): Promise<void>
}

async function embeddedTemplate(): Promise<Made> {
  const directory = await mkdtemp(join(tmpdir(), 'jackfield-test-embedded-'))
  const database = await openDatabase({ dataDirectory: join(directory, 'template') })
  await migrate(database)
  await makeQueue(database)
  await dropUnusedDatabases(database)
  await database.close()
  return {
    template: { dialect: 'embedded', directory },
    remove: () => rm(directory, { recursive: true, force: true }),
  }
}

/** Every hub would make it at its first start, which takes a while. */
async function makeQueue(database: Database): Promise<void> {
  const queue = newQueue(database)
  await queue.start()
  await queue.stop({ graceful: false, close: false })
}

/** PostgreSQL's own templates are two thirds of the files, and the directory is copied for every use. */
async function dropUnusedDatabases({ db }: Database): Promise<void> {
  await sql`update pg_database set datistemplate = false`.execute(db)
  await sql`drop database template0`.execute(db)
  await sql`drop database template1`.execute(db)
}

async function postgresTemplate(): Promise<Made> {
  const given = process.env['TEST_DATABASE_URL']
  const server = given ? { url: given, stop: async () => undefined } : await startRealPostgres()
  const name = `jackfield_template_${randomBytes(4).toString('hex')}`
  await runOnServer(server.url, `create database ${name}`)
  const url = withDatabaseName(server.url, name)
  const database = await openDatabase({ url })
  await migrate(database)
  await makeQueue(database)
  await database.close()
  return {
    template: { dialect: 'postgres', url },
    async remove() {
      await dropDatabase(url)
      await server.stop()
    },
  }
}
