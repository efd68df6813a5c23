import { sql } from 'kysely'
import { z } from 'zod'
import { invalid, newId, paged, tool, ToolRefusal } from '../area.ts'
import type { AreaContext } from '../area.ts'
import { countUpTo } from '../count-up-to.ts'
import { text } from '../fields.ts'
import { didYouMean } from '../nearest-name.ts'
import { countLeads } from './counts.ts'
import { keyOf } from './name-key.ts'

const MOST_SHOWN = 50

const labelName = text('The name of the label, unique in the account.', 60).meta({ examples: ['VIP'] })
const color = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, 'Give a colour as #rrggbb.')
  .default('#8a8f98')
  .describe('The colour as #rrggbb.')

/** Labels as an input: by name. */
export const labelNames = z.array(labelName).max(50).describe('Names of labels; see list_labels.')

interface LabelRow {
  id: string
  name: string
}

export const listLabels = tool('list_labels', {
  risk: 'read',
  about: 'List the labels by name, with colour and how many leads carry each.',
  input: {},
  output: paged(z.object({ name: z.string(), color: z.string(), client_count: z.int() })),
  run: async ({ ctx, input }) => {
    const labels = ctx.db.selectFrom('leads_labels as l').where('l.account_id', '=', ctx.accountId)
    const rows = await labels
      .select(({ selectFrom }) => [
        'l.name',
        'l.color',
        selectFrom('leads_counts as c')
          .select(({ fn }) => fn.sum<number>('c.leads').as('leads'))
          .whereRef('c.account_id', '=', 'l.account_id')
          .whereRef('c.label_id', '=', 'l.id')
          .as('client_count'),
      ])
      .orderBy('l.name_key')
      .limit(input.limit + 1)
      .offset(input.offset)
      .execute()
    const items = rows.map((row) => ({ ...row, client_count: row.client_count ?? 0 }))
    return { items, total: () => countUpTo(ctx.db, 1000, labels.select('l.id')) }
  },
})

export const labelCreate = tool('label_create', {
  risk: 'configuration',
  about: 'Create a label that leads can carry. Names are unique; case makes no difference.',
  input: { name: labelName, color },
  output: { name: z.string(), color: z.string() },
  run: async ({ ctx, input }) => {
    const present = (await loadLabels(ctx)).get(keyOf(input.name))
    if (present)
      throw new ToolRefusal('name_taken', `There is a label "${present.name}" already.`, { field: 'name' })
    await insertLabels(ctx, [input.name], input.color)
    return input
  },
})

export const labelDelete = tool('label_delete', {
  risk: 'destructive',
  about: 'Delete a label. It goes from every lead that carries it; the leads stay.',
  input: { name: labelName },
  output: { deleted: z.string(), removed_from_clients: z.int() },
  preview: async ({ ctx, input }) => {
    const label = await requireLabel(ctx, input.name)
    return { label: label.name, removed_from_clients: await countLeads(ctx, { labelId: label.id }) }
  },
  run: async ({ ctx, input }) => {
    const label = await requireLabel(ctx, input.name)
    const cleared = await ctx.db
      .updateTable('leads_clients')
      .set((row) => ({
        label_ids: sql<string[]>`array_remove(label_ids, ${label.id})`,
        version: row('version', '+', 1),
      }))
      .where('account_id', '=', ctx.accountId)
      .where(sql<boolean>`label_ids @> array[${label.id}]`)
      .executeTakeFirst()
    const { db, accountId } = ctx
    await db
      .deleteFrom('leads_counts')
      .where('account_id', '=', accountId)
      .where('label_id', '=', label.id)
      .execute()
    await db
      .deleteFrom('leads_labels')
      .where('account_id', '=', accountId)
      .where('id', '=', label.id)
      .execute()
    return { deleted: label.name, removed_from_clients: Number(cleared.numUpdatedRows) }
  },
})

/** The account's labels by the key of their name. */
export type Labels = Map<string, LabelRow>

/**
 * The ids of labels by their names (A2-9). Unknown ones are refused, or made when the caller says so.
 * @throws ToolRefusal `invalid` with the nearest name
 */
export async function labelIdsOf(
  ctx: AreaContext,
  names: readonly string[],
  { create = false, field = 'labels' } = {},
): Promise<string[]> {
  if (names.length === 0) return []
  const labels = create ? await addMissingLabels(ctx, names) : await loadLabels(ctx)
  return labelIdsIn(labels, names, field)
}

/** @throws ToolRefusal `invalid` with the nearest name */
export function labelIdsIn(labels: Labels, names: readonly string[], field = 'labels'): string[] {
  const ids = names.map((name) => {
    const label = labels.get(keyOf(name))
    if (!label) throw unknownLabel(labels, name, field)
    return label.id
  })
  return [...new Set(ids)]
}

/** Makes the labels that are not there yet, and answers all of the account's. */
export async function addMissingLabels(ctx: AreaContext, names: readonly string[]): Promise<Labels> {
  const labels = await loadLabels(ctx)
  const missing = names.filter((name) => !labels.has(keyOf(name)))
  return new Map([...labels, ...(await insertLabels(ctx, missing))])
}

export async function loadLabels({ db, accountId }: AreaContext): Promise<Labels> {
  const rows = await db
    .selectFrom('leads_labels')
    .select(['id', 'name', 'name_key'])
    .where('account_id', '=', accountId)
    .orderBy('name_key')
    .execute()
  return new Map(rows.map((row) => [row.name_key, { id: row.id, name: row.name }]))
}

async function insertLabels(ctx: AreaContext, names: readonly string[], colour = '#8a8f98'): Promise<Labels> {
  const made = new Map(names.map((name) => [keyOf(name), { id: newId('label'), name }]))
  const rows = [...made].map(([name_key, label]) => ({
    account_id: ctx.accountId,
    name_key,
    color: colour,
    created_at: ctx.now,
    ...label,
  }))
  if (rows.length > 0) await ctx.db.insertInto('leads_labels').values(rows).execute()
  return made
}

async function requireLabel(ctx: AreaContext, name: string): Promise<LabelRow> {
  const labels = await loadLabels(ctx)
  const label = labels.get(keyOf(name))
  if (label) return label
  const names = [...labels.values()].map((other) => other.name)
  throw new ToolRefusal('not_found', 'There is no such label.', { field: 'name', ...didYouMean(name, names) })
}

function unknownLabel(labels: Labels, name: string, field: string): ToolRefusal {
  const names = [...labels.values()].map((label) => label.name)
  return invalid(field, `There is no label "${name}".`, {
    ...didYouMean(name, names),
    valid_values: names.slice(0, MOST_SHOWN),
  })
}
