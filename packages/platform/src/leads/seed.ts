import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { AreaContext } from '../area.ts'
import type { AreaTables } from '../tables.ts'
import { takeTurn } from '../take-turns.ts'
import { keyOf } from './name-key.ts'
import { insertStages, loadPipelines } from './pipeline-book.ts'
import type { Pipeline } from './pipeline-book.ts'
import { sampleClient } from './seed-client.ts'
import { SeededChance } from './seed-random.ts'
import { labels, partnerStages } from './seed-words.ts'

const CLIENTS_AT_ONCE = 2000
const DAYS_BACK = 180

type Rows = Record<string, unknown>[]

/** Parents before what belongs to them. */
const tables = [
  'leads_clients',
  'leads_stage_changes',
  'leads_notes',
  'leads_tasks',
  'leads_attachments',
] as const

/**
 * Fills an account with sample leads over half a year: two pipelines, labels, notes, tasks, attachments, stage
 * histories. The same seed gives the same people. Does nothing in an account that has leads.
 * @returns how many leads were made
 */
export async function seedLeads(input: {
  db: Kysely<AreaTables>
  accountId: string
  now: Date
  count?: number
  seed?: number
}): Promise<number> {
  const { accountId, now, count = 3000, seed = 1 } = input
  const actor = { type: 'system', id: 'system', name: 'Sample data' }
  const made = await input.db.transaction().execute(async (db) => {
    const ctx: AreaContext = { accountId, actor, db, now, timeZone: 'UTC' }
    await takeTurn(db, 'leads', accountId)
    if (await hasLeads(ctx)) return 0
    await addClients(ctx, count, new SeededChance(seed))
    return count
  })
  // Not when the next upkeep comes: without statistics the planner reads tables from end to end, and what is not
  // vacuumed it reads twice, in the index and in the table.
  for (const table of [...tables, 'leads_counts', 'leads_counts_by_day'])
    await sql`vacuum (analyze) ${sql.table(table)}`.execute(input.db)
  return made
}

async function hasLeads({ db, accountId }: AreaContext): Promise<boolean> {
  const row = await db
    .selectFrom('leads_clients')
    .select('id')
    .where('account_id', '=', accountId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

async function addClients(ctx: AreaContext, count: number, chance: SeededChance): Promise<void> {
  const pipelines = [await salesPipeline(ctx), await partnersPipeline(ctx, chance)] as const
  const labelIds = await addLabels(ctx, chance)
  const frame = { accountId: ctx.accountId, now: ctx.now, chance, pipelines, labelIds }
  const begin = chance.daysAfter(ctx.now, -DAYS_BACK)
  for (let from = 0; from < count; from += CLIENTS_AT_ONCE) {
    const length = Math.min(CLIENTS_AT_ONCE, count - from)
    const samples = Array.from({ length }, (_, offset) =>
      sampleClient(frame, from + offset, chance.daysAfter(begin, (DAYS_BACK * (from + offset)) / count)),
    )
    for (const table of tables)
      await insertRows(
        ctx,
        table,
        samples.flatMap((sample): Rows => sample[table]),
      )
  }
}

async function salesPipeline(ctx: AreaContext): Promise<Pipeline> {
  const pipeline = (await loadPipelines(ctx)).find(({ is_default }) => is_default)
  if (!pipeline) throw new Error('the account has no default pipeline')
  return pipeline
}

async function partnersPipeline(ctx: AreaContext, chance: SeededChance): Promise<Pipeline> {
  const find = async () => (await loadPipelines(ctx)).find(({ name }) => keyOf(name) === 'partners')
  const present = await find()
  if (present) return present
  const id = chance.id('pipeline', ctx.now)
  await ctx.db
    .insertInto('leads_pipelines')
    .values({
      account_id: ctx.accountId,
      id,
      name: 'Partners',
      name_key: keyOf('Partners'),
      description: 'Shops and agencies that sell for us.',
      is_default: false,
      created_at: ctx.now,
    })
    .execute()
  await insertStages(
    ctx,
    id,
    partnerStages.map((stage, color_index) => ({ ...stage, color_index })),
  )
  const pipeline = await find()
  if (!pipeline) throw new Error('the pipeline that was just made is not there')
  return pipeline
}

/** Answers the ids by name; a label that is there already is used. */
async function addLabels(
  { db, accountId, now }: AreaContext,
  chance: SeededChance,
): Promise<Map<string, string>> {
  const rows = labels.map(({ name, color }) => ({
    account_id: accountId,
    id: chance.id('label', now),
    name,
    name_key: keyOf(name),
    color,
    created_at: now,
  }))
  await db
    .insertInto('leads_labels')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['account_id', 'name_key']).doNothing())
    .execute()
  const present = await db
    .selectFrom('leads_labels')
    .select(['id', 'name'])
    .where('account_id', '=', accountId)
    .execute()
  return new Map(present.map(({ name, id }) => [name, id]))
}

/** One statement and one parameter, however many rows. */
async function insertRows({ db }: AreaContext, table: (typeof tables)[number], rows: Rows): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)))
  await sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)})`.execute(
    db,
  )
}
