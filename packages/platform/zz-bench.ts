import { PGlite } from '@electric-sql/pglite'

import { Kysely, PGliteDialect, sql, CompiledQuery, PostgresQueryCompiler } from 'kysely'
import { leads, platformMigrations, runAreaTool, seedLeads } from './src/index.ts'
const now = new Date('2026-11-15T10:00:00Z')
async function open(count: number) {
  const pglite = await PGlite.create()
  const db = new Kysely<any>({ dialect: new PGliteDialect({ pglite }) })
  await sql`create table accounts (id text primary key)`.execute(db)
  for (const name of Object.keys(platformMigrations).toSorted()) await platformMigrations[name]!.up(db)
  await sql`insert into accounts values ('a')`.execute(db)
  const t = performance.now()
  await seedLeads({ db, accountId: 'a', now, count })
  console.log('seed', count, Math.round(performance.now() - t), 'ms')
  return db
}
const ctxOf = (db: any) => ({
  accountId: 'a',
  actor: { type: 't', id: 'x', name: 'x' },
  db,
  now,
  timeZone: 'UTC',
})
async function p50(db: any, args: any) {
  const times: number[] = []
  let total: any
  for (let i = 0; i < 25; i++) {
    const t = performance.now()
    const a: any = await runAreaTool({ area: leads, name: 'list_clients', ctx: ctxOf(db), input: args })
    times.push(performance.now() - t)
    if (!a.ok) throw new Error(JSON.stringify(a))
    total = a.output.total
  }
  times.sort((a, b) => a - b)
  return [times[12]!, total] as const
}
async function slow(db: any, args: any) {
  const st: any[] = []
  const c = new PostgresQueryCompiler()
  const d2 = db.withPlugin({
    transformQuery: ({ node, queryId }: any) => {
      st.push(c.compileQuery(node, queryId))
      return node
    },
    transformResult: async ({ result }: any) => result,
  })
  await runAreaTool({ area: leads, name: 'list_clients', ctx: ctxOf(d2), input: args })
  for (const s of st) {
    const r: any = await db.executeQuery(CompiledQuery.raw('explain (analyze) ' + s.sql, [...s.parameters]))
    console.log(r.rows.map((x: any) => x['QUERY PLAN']).join('\n'))
  }
}
const small = await open(1000),
  big = await open(100000)
const id = async (db: any) =>
  (await sql<any>`select id from leads_pipelines where name='Partners'`.execute(db)).rows[0].id
const cases: any[] = [
  {},
  { pipeline_id: 'P' },
  { funnel_status: 'Declined' },
  { labels: ['Wholesale'] },
  { labels: ['VIP', 'Hot'] },
  { has_email: false },
  { search: 'olena nowak' },
  { search: 'olena' },
  { search: 'olena.nowak12' },
  { search: 'harbour' },
  { search: 'an' },
  { since_date: '2026-11-14' },
  { since_date: '2026-09-01' },
]
for (const c of cases)
  for (const order_by of ['created_at_desc', 'last_active_at_desc', 'full_name_asc']) {
    const mk = async (db: any) => ({ ...c, ...(c.pipeline_id && { pipeline_id: await id(db) }), order_by })
    const [a, ta] = await p50(small, await mk(small)),
      [b, tb] = await p50(big, await mk(big))
    const bad = b / a > 2
    console.log(
      bad ? '!!' : '  ',
      (b / a).toFixed(2),
      a.toFixed(2),
      b.toFixed(2),
      JSON.stringify(c),
      order_by,
      ta,
      tb,
    )
    if (bad && process.argv[2]) await slow(big, await mk(big))
  }
process.exit(0)
