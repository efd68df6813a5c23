import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { id, invalid, newId, notFound, tool, ToolRefusal } from '../area.ts'
import type { AreaContext } from '../area.ts'
import { lineAnswer, lineColumns } from './client-answer.ts'
import { filterInput, matching, resolveFilter } from './client-filter.ts'
import type { FilterInput, LeadFilter } from './client-filter.ts'
import { textParts } from './text-parts.ts'

const MOST_ROWS = 50_000
const ROWS_AT_ONCE = 2000
const CONTENT_KEPT_MS = 7 * 24 * 60 * 60 * 1000

const formats = { csv: 'text/csv', json: 'application/json' } as const

export const exportClients = tool('export_clients', {
  risk: 'customer_data_read',
  about:
    'Export leads to a file, as CSV or JSON, filtered like list_clients; who exported what is logged. The answer holds the beginning of the file; while part is less than parts, call again with file_id and the next part. Files can be read for 7 days.',
  input: {
    ...filterInput,
    format: z.enum(['csv', 'json']).default('csv').describe('The format of the file.'),
    file_id: id('file', 'An export made before, to read on in it. Give no filters then.').optional(),
    part: z.int().min(1).default(1).describe('Which part of the file to answer with.'),
  },
  output: {
    file_id: z.string(),
    name: z.string(),
    mime: z.string(),
    size: z.int().describe('Bytes of the whole file.'),
    row_count: z.int(),
    part: z.int(),
    parts: z.int(),
    content: z.string().describe('This part of the file. The parts in a row are the file.'),
  },
  run: async ({ ctx, input: { file_id, part, format, ...filters } }) => {
    if (file_id === undefined) return filePart(ctx, await writeFile(ctx, format, filters), part)
    const [filter] = Object.keys(filters)
    if (filter !== undefined)
      throw invalid(filter, 'Filters make a new export; file_id reads one that is made.')
    return filePart(ctx, file_id, part)
  },
})

/** Writes the export and its row in the log (A2-14). Answers its id. */
async function writeFile(
  ctx: AreaContext,
  format: keyof typeof formats,
  filters: FilterInput,
): Promise<string> {
  const rows = await readRows(ctx, await resolveFilter(ctx, filters))
  const content = format === 'csv' ? toCsv(rows) : toJson(rows)
  const fileId = newId('file')
  await ctx.db
    .insertInto('leads_files')
    .values({
      account_id: ctx.accountId,
      id: fileId,
      name: `leads-${ctx.now.toISOString().slice(0, 10)}.${format}`,
      mime: formats[format],
      size: Buffer.byteLength(content),
      row_count: rows.length,
      filters: JSON.stringify(filters),
      content,
      author: JSON.stringify(ctx.actor),
      created_at: ctx.now,
      content_until: new Date(ctx.now.getTime() + CONTENT_KEPT_MS),
    })
    .execute()
  await dropOldContents(ctx)
  return fileId
}

async function filePart(ctx: AreaContext, fileId: string, part: number) {
  const row = await ctx.db
    .selectFrom('leads_files')
    .select(['id', 'name', 'mime', 'size', 'row_count', 'content'])
    .where('account_id', '=', ctx.accountId)
    .where('id', '=', fileId)
    .where('content_until', '>', ctx.now)
    .executeTakeFirst()
  if (!row || row.content === null) throw notFound('file')
  const { id: file_id, content: whole, ...file } = row
  const parts = textParts(whole)
  const content = parts[part - 1]
  if (content === undefined)
    throw invalid('part', `The file has ${parts.length} parts.`, { hint: `Give 1 to ${parts.length}.` })
  return { file_id, ...file, part, parts: parts.length, content }
}

/** The rows stay, as the log of who exported what. */
async function dropOldContents({ db, accountId, now }: AreaContext): Promise<void> {
  await db
    .updateTable('leads_files')
    .set({ content: null })
    .where('account_id', '=', accountId)
    .where('content_until', '<=', now)
    .where('content', 'is not', null)
    .execute()
}

type ExportedRow = Awaited<ReturnType<typeof readChunk>>[number]

async function readRows(ctx: AreaContext, filter: LeadFilter): Promise<ExportedRow[]> {
  const rows: ExportedRow[] = []
  let chunk: ExportedRow[]
  do {
    chunk = await readChunk(ctx, filter, rows.at(-1)?.id)
    rows.push(...chunk)
    if (rows.length > MOST_ROWS)
      throw new ToolRefusal('too_large', `More than ${MOST_ROWS} leads match.`, {
        hint: 'Export them in pieces, for example by since_date and to_date.',
      })
  } while (chunk.length === ROWS_AT_ONCE)
  return rows
}

async function readChunk(ctx: AreaContext, filter: LeadFilter, after: string | undefined) {
  let query = matching(ctx, filter)
    .innerJoin('leads_pipelines as p', (join) =>
      join.onRef('p.account_id', '=', 'c.account_id').onRef('p.id', '=', 'c.pipeline_id'),
    )
    .select([...lineColumns, 'p.name as pipeline', 'c.custom_lead_fields'])
  if (after !== undefined) query = query.where('c.id', '>', after)
  const rows = await query.orderBy('c.id').limit(ROWS_AT_ONCE).execute()
  return rows.map(lineAnswer)
}

const columns = [
  'id',
  'full_name',
  'email',
  'phone_number',
  'company_name',
  'type',
  'source_channel',
  'pipeline',
  'funnel_status',
  'labels',
  'manager_id',
  'opted_out',
  'created_at',
  'last_active_at',
  'custom_lead_fields',
] as const satisfies (keyof ExportedRow)[]

/** A cell that a spreadsheet would run as a formula gets an apostrophe; an E.164 number is none, though it begins alike. */
function toCsv(rows: ExportedRow[]): string {
  return stringify(rows, {
    header: true,
    columns: [...columns],
    escape_formulas: true,
    cast: {
      string: (value, { column }) => (column === 'phone_number' ? { value, escape_formulas: false } : value),
      boolean: String,
      object: (value) => (Array.isArray(value) ? value.join('; ') : JSON.stringify(value)),
    },
  })
}

/** One lead a line, so that the file can be cut between leads. */
function toJson(rows: ExportedRow[]): string {
  const lines = rows.map((row) =>
    JSON.stringify(Object.fromEntries(columns.map((column) => [column, row[column]]))),
  )
  return `[\n${lines.join(',\n')}\n]\n`
}
