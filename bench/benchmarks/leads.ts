import { leads, runAreaTool, seedLeads } from '@jackfield/platform'
import type { AreaContext } from '@jackfield/platform'
import { openDatabase } from '../../packages/server/src/storage/database.ts'
import { migrate } from '../../packages/server/src/storage/migrate.ts'
import type { Bench, Benchmark, Report, Row } from '../benchmark.ts'
import { amountRow, atMost, ratioRow } from '../rows.ts'

const sizes = [1000, 100_000] as const
const accountId = 'acc_bench'

const twoWeeksAgo = new Date(Date.now() - 14 * 86_400_000).toISOString().slice(0, 10)

type Inputs = Record<string, Record<string, unknown>>

/** Each filter of `list_clients`, and each order. */
const filters: Inputs = {
  none: {},
  funnel_status: { funnel_status: 'Qualified' },
  labels: { labels: ['VIP'] },
  'labels, two': { labels: ['VIP', 'Student'] },
  'labels, two frequent ones': { labels: ['Newsletter', 'Price list sent'] },
  'search, a name': { search: 'anna' },
  'search, two words': { search: 'olena nowak' },
  'search, nearly all': { search: 'example' },
  'search, nobody': { search: 'zzqqxx' },
  has_email: { has_email: false },
  has_phone_number: { has_phone_number: true },
  since_date: { since_date: twoWeeksAgo },
  to_date: { to_date: twoWeeksAgo },
  'order_by full_name': { order_by: 'full_name_asc' },
  'order_by last_active': { order_by: 'last_active_at_desc' },
}

/** Some together. */
const combinations: Inputs = {
  'status and e-mail, by activity': {
    funnel_status: 'New',
    has_email: true,
    order_by: 'last_active_at_desc',
  },
  'status and label': { funnel_status: 'Won', labels: ['VIP'] },
  'since_date, by activity': { since_date: twoWeeksAgo, order_by: 'last_active_at_asc' },
  'search, a name, by name': { search: 'anna', order_by: 'full_name_desc' },
  'search and label': { search: 'anna', labels: ['VIP'] },
}

/** What a filter of `list_clients` costs among many leads, against few. */
export const leadLists: Benchmark = {
  name: 'leads',
  about: 'list_clients with each filter among 100,000 leads, against 1,000',
  run: measureLeads,
}

async function measureLeads({ closers, freshPlace, options, say }: Bench): Promise<Report> {
  const { rounds = 5 } = options
  const [few, many] = await Promise.all(
    sizes.map(async (size) => {
      const { databaseUrl, dataDirectory } = await freshPlace()
      const database = await openDatabase(
        databaseUrl === undefined ? { dataDirectory } : { url: databaseUrl },
      )
      closers.add(() => database.close())
      await migrate(database)
      const account = { id: accountId, name: 'Bench', policy_preset: 'open' as const, default_on: false }
      await database.db
        .insertInto('accounts')
        .values({ ...account, data_key: new Uint8Array() })
        .execute()
      say(`leads: making ${size} leads`)
      const db = database.db.withTables() as AreaContext['db']
      await seedLeads({ db, accountId, now: new Date(), count: size })
      return { db, ms: new Map<string, number[]>() }
    }),
  )
  if (!few || !many) throw new Error('Two sizes are compared.')
  for (let round = 0; round <= rounds; round++) {
    for (const [name, input] of Object.entries({ ...filters, ...combinations })) {
      for (const side of [few, many]) {
        const ms = await timeOf(side.db, input)
        // The first round warms both sides up.
        if (round > 0) side.ms.set(name, [...(side.ms.get(name) ?? []), ms])
      }
    }
  }
  const rows = Object.keys({ ...filters, ...combinations }).flatMap((name): Row[] => {
    const [a, b] = [few.ms.get(name) ?? [], many.ms.get(name) ?? []]
    return [
      ratioRow(`${name}: among 100,000 against 1,000`, b, a, name in filters ? atMost(2) : undefined),
      amountRow(`${name}: among 100,000`, 'ms', b),
    ]
  })
  return {
    on: ['strict checks of the input, paging, the total'],
    rows,
    notes: ['Through the area itself, in this process: the gate costs the same for both sides.'],
  }
}

/** The mean of ten calls: one alone is shorter than the clock is steady. */
async function timeOf(db: AreaContext['db'], input: Record<string, unknown>): Promise<number> {
  const actor = { type: 'system', id: 'system', name: 'Bench' }
  const ctx = { accountId, actor, db, now: new Date(), timeZone: 'UTC' }
  const started = performance.now()
  for (let turn = 0; turn < 10; turn++) {
    const answer = await runAreaTool({ area: leads, name: 'list_clients', ctx, input })
    if (!answer.ok)
      throw new Error(`list_clients refused ${JSON.stringify(input)}: ${answer.refusal.message}`)
  }
  return (performance.now() - started) / 10
}
