import { leads, runAreaTool, seedLeads } from '@jackfield/platform'
import type { AreaContext } from '@jackfield/platform'
import { CompiledQuery, PostgresQueryCompiler, sql } from 'kysely'
import type { QueryId, RootOperationNode } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/storage/database.ts'
import { freshDatabase } from '../../databases/fresh-database.ts'

const LEADS = 12_000
/** Leads that may be read to find those of a page, to count them and to put them in order. */
const MOST_VISITED = 2500

const NOW = new Date('2026-11-15T10:00:00Z')
const actor = { type: 'system', id: 'system', name: 'Test' }

let database: Database
let ctx: AreaContext
/** The place of each name among all, in the order of the database. */
let names: Map<string, number>

beforeAll(async () => {
  database = await freshDatabase()
  const account = { id: 'acc_many', name: 'Many', policy_preset: 'open' as const, default_on: false }
  await database.db
    .insertInto('accounts')
    .values({ ...account, data_key: new Uint8Array() })
    .execute()
  const db = database.db.withTables() as AreaContext['db']
  ctx = { accountId: account.id, actor, db, now: NOW, timeZone: 'Europe/Kyiv' }
  await seedLeads({ db, accountId: account.id, now: NOW, count: LEADS })
  const { rows } = await sql<{ full_name: string; place: number }>`
    select distinct full_name, dense_rank() over (order by lower(full_name)) as place from leads_clients`.execute(
    db,
  )
  names = new Map(rows.map(({ full_name, place }) => [full_name, place]))
}, 60_000)

afterAll(() => database.close())

const filters: Record<string, unknown>[] = [
  {},
  { funnel_status: 'Proposal' },
  { labels: ['VIP'] },
  { labels: ['VIP', 'Student'] },
  { labels: ['Newsletter', 'Price list sent'] },
  { labels: ['Newsletter', 'Price list sent', 'Returning'] },
  { has_email: false },
  { has_phone_number: true },
  { has_phone_number: false, has_email: false },
  { search: 'anna' },
  { search: 'olena nowak' },
  { search: 'example' },
  { search: '555 0101' },
  { search: 'zzqqxx' },
  { since_date: '2026-11-14' },
  { since_date: '2026-08-01' },
  { to_date: '2026-06-15' },
  { since_date: '2026-07-01', to_date: '2026-11-01' },
  { since_date: '2026-08-01T09:00:00Z', to_date: '2026-08-01T21:00:00Z' },
  { since_date: '2026-08-01T09:00:00+02:00', to_date: '2026-08-02T21:00:00Z' },
  { funnel_status: 'New', has_email: true },
  { labels: ['VIP'], funnel_status: 'Won' },
  { search: 'example', labels: ['Newsletter'] },
  { since_date: '2026-08-01', has_email: false },
]
const orders = [
  'created_at_desc',
  'created_at_asc',
  'last_active_at_desc',
  'last_active_at_asc',
  'full_name_asc',
]

describe(`list_clients among ${LEADS} leads`, () => {
  it.each(filters)('PLT-2: visits few of them, in every order: %j', async (filter) => {
    for (const order_by of orders) {
      const { visited, plans } = await costOf({ ...filter, order_by })
      expect(visited, `${order_by}\n${plans}`).toBeLessThan(MOST_VISITED)
      expect(plans, order_by).not.toContain('Seq Scan on leads_clients')
    }
  })

  it.each(filters)('GEN-1: answers as going through all of them does: %j', async (filter) => {
    const all = await scan(filter)
    for (const order_by of orders)
      for (const offset of [0, 37]) {
        const { items, total, has_more } = await page({ ...filter, order_by, limit: 30, offset })
        const expected = inOrder(all, order_by).slice(offset, offset + 30)
        expect(
          items.map(({ id }) => id),
          `${order_by} from ${offset}`,
        ).toEqual(expected.map(({ id }) => id))
        expect(has_more).toBe(all.length > offset + 30)
        expect(total).toBe(total === null && all.length > 1000 ? null : all.length)
      }
  })
})

interface Lead {
  id: string
  full_name: string
  created_at: string
  last_active_at: string
}

interface Page {
  items: Lead[]
  total: number | null
  has_more: boolean
  next_cursor: string | null
}

async function page(input: Record<string, unknown>, name = 'list_clients'): Promise<Page> {
  const answer = await runAreaTool({ area: leads, name, ctx, input })
  if (!answer.ok) throw new Error(answer.refusal.message)
  return answer.output as Page
}

async function scan(filter: Record<string, unknown>): Promise<Lead[]> {
  const found: Lead[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const { items, next_cursor } = await page(
      { ...filter, limit: 100, ...(cursor && { cursor }) },
      'scan_clients',
    )
    found.push(...items)
    cursor = next_cursor
  }
  return found
}

/** As the tool's orders say; `names` knows how the database compares names. */
function inOrder(all: Lead[], order: string): Lead[] {
  const column = order.replace(/_(asc|desc)$/, '') as 'created_at' | 'last_active_at' | 'full_name'
  const sign = order.endsWith('_desc') ? -1 : 1
  const place = (lead: Lead) =>
    column === 'full_name' ? (names.get(lead.full_name) ?? 0) : Date.parse(lead[column])
  return all.toSorted((a, b) => sign * (place(a) - place(b) || (a.id < b.id ? -1 : 1)))
}

/** A node of a plan, as EXPLAIN (ANALYZE, FORMAT JSON) writes it. */
interface PlanNode {
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: PlanNode[]
}

/** How many leads the statements of a call of `list_clients` look at, and by which plans. */
async function costOf(input: Record<string, unknown>): Promise<{ visited: number; plans: string }> {
  let visited = 0
  const plans: string[] = []
  for (const { sql: text, parameters } of await statementsOf(input)) {
    const explain = async (options: string) => {
      const statement = `explain (analyze, costs off, ${options}) ${text}`
      const { rows } = await ctx.db.executeQuery<{ 'QUERY PLAN': unknown }>(
        CompiledQuery.raw(statement, [...parameters]),
      )
      return rows.map((row) => row['QUERY PLAN'])
    }
    const [[{ Plan }]] = (await explain('format json')) as [[{ Plan: PlanNode }]]
    visited += leadsLookedAt(Plan)
    plans.push(text, ...(await explain('format text')).map(String))
  }
  return { visited, plans: plans.join('\n') }
}

function leadsLookedAt(node: PlanNode): number {
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
  const own =
    node['Relation Name'] === 'leads_clients' ? (node['Actual Rows'] + removed) * node['Actual Loops'] : 0
  return (node.Plans ?? []).reduce((sum, inner) => sum + leadsLookedAt(inner), own)
}

/** The statements that a call runs, without those that only ask for a plan. */
async function statementsOf(input: Record<string, unknown>): Promise<CompiledQuery[]> {
  const compiler = new PostgresQueryCompiler()
  const built = new Map<QueryId, RootOperationNode>()
  const run: CompiledQuery[] = []
  const db = ctx.db.withPlugin({
    transformQuery: ({ node, queryId }) => {
      built.set(queryId, node)
      return node
    },
    // Parts of statements are transformed too, but only statements have a result.
    transformResult: ({ result, queryId }) => {
      const node = built.get(queryId)
      if (node) run.push(compiler.compileQuery(node, queryId))
      return Promise.resolve(result)
    },
  })
  const answer = await runAreaTool({ area: leads, name: 'list_clients', ctx: { ...ctx, db }, input })
  expect(answer).toMatchObject({ ok: true })
  return run.filter(({ sql: text }) => !text.startsWith('explain'))
}
