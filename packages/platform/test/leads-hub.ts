import { randomUUID } from 'node:crypto'
import { PGlite } from '@electric-sql/pglite'
import {
  DummyDriver,
  Kysely,
  PGliteDialect,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely'
import { expect } from 'vitest'
import { z } from 'zod'
import { leads, platformMigrations, runAreaTool } from '../src/index.ts'
import type { Area, AreaContext, AreaTables } from '../src/index.ts'

/** What a tool answered: the fields that tests go on with, and all others to compare. */
export interface Data {
  id: string
  items: Data[]
  total: number
  has_more: boolean
  next_offset: number
  statuses: Data[]
  [field: string]: unknown
}

export interface ToolAnswer {
  isError: boolean
  data: Data
}

/** One account of a hub, and the agent that calls its tools. */
export interface Caller {
  accountId: string
  ctx: AreaContext
  /** Calls a tool. Whatever it answers is checked against what the tool declares. */
  call(name: string, args?: Record<string, unknown>): Promise<ToolAnswer>
  /** Calls a tool that must succeed. */
  ok(name: string, args?: Record<string, unknown>): Promise<Data>
  /** Calls a tool that must refuse. */
  refused(name: string, args?: Record<string, unknown>): Promise<Data>
}

export const NOW = new Date('2026-11-15T10:00:00Z')

/** GEN-10. */
const Refusal = z.strictObject({
  code: z.string(),
  message: z.string().min(10),
  field: z.string().optional(),
  hint: z.string().optional(),
  valid_values: z.array(z.string()).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
})

let database: Promise<Kysely<AreaTables>> | undefined

/** The database of all tests of this process, with every area's tables. */
export function areaDatabase(): Promise<Kysely<AreaTables>> {
  return (database ??= open())
}

/** A new, empty account. */
export async function newAccount(overrides: Partial<AreaContext> = {}): Promise<Caller> {
  const db = await areaDatabase()
  const accountId = `acc_${randomUUID()}`
  await sql`insert into accounts (id) values (${accountId})`.execute(db)
  return callerOf({ ...contextOf(accountId, db), ...overrides })
}

/** A caller for what must not ask a database: there is none, and asking is a failure. */
export function withoutDatabase(area?: Area): Caller {
  const db = new Kysely<AreaTables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new NoDriver(),
      createIntrospector: (of) => new PostgresIntrospector(of),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  return callerOf(contextOf('acc_1', db), area)
}

class NoDriver extends DummyDriver {
  override acquireConnection(): Promise<never> {
    return Promise.reject(new Error('there is no database here'))
  }
}

function contextOf(accountId: string, db: Kysely<AreaTables>): AreaContext {
  const actor = { type: 'agent_key' as const, id: 'ak_1', name: 'Sales agent' }
  return { accountId, db, actor, now: NOW, timeZone: 'Europe/Kyiv' }
}

/** The same account as another actor, at another time, or in another area. */
export function callerOf(ctx: AreaContext, area: Area = leads): Caller {
  const call: Caller['call'] = async (name, args = {}) => {
    const input: unknown = JSON.parse(JSON.stringify(args))
    const answer = await runAreaTool({ area, name, ctx, input })
    const body: unknown = JSON.parse(JSON.stringify(answer.ok ? answer.output : answer.refusal))
    const declared = area.tools.find((tool) => tool.name === name)?.output
    // Unknown fields would be dropped by the check, so it must give back what it got.
    expect((answer.ok && declared ? declared : Refusal).parse(body)).toEqual(body)
    return { isError: !answer.ok, data: body as Data }
  }
  const ok: Caller['ok'] = async (name, args) => {
    const { isError, data } = await call(name, args)
    expect(data, `${name} refused`).not.toHaveProperty('code')
    expect(isError).toBe(false)
    return data
  }
  const refused: Caller['refused'] = async (name, args) => {
    const { isError, data } = await call(name, args)
    expect(isError, `${name} did not refuse: ${JSON.stringify(data)}`).toBe(true)
    return data
  }
  return { accountId: ctx.accountId, ctx, call, ok, refused }
}

async function open(): Promise<Kysely<AreaTables>> {
  const pglite = await PGlite.create()
  const db = new Kysely<AreaTables>({ dialect: new PGliteDialect({ pglite }) })
  await sql`create table accounts (id text primary key)`.execute(db)
  for (const name of Object.keys(platformMigrations).toSorted()) await platformMigrations[name]?.up(db)
  return db
}
