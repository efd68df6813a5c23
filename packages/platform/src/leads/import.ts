import { sql } from 'kysely'
import { z } from 'zod'
import { id, invalid, tool, ToolRefusal } from '../area.ts'
import type { AreaContext } from '../area.ts'
import { text } from '../fields.ts'
import { createMissingLabels } from './clients.ts'
import { phoneCountry } from './contact.ts'
import { checkRows } from './import-check.ts'
import type { ImportDefaults } from './import-check.ts'
import { planColumns, sayPlan } from './import-columns.ts'
import { storeRows } from './import-store.ts'
import type { OnDuplicate } from './import-store.ts'
import { readTable } from './import-table.ts'
import { decodeFile, encodings } from './import-text.ts'
import { loadPipelines } from './pipeline-book.ts'
import { stageFor } from './place.ts'

const MOST_ROWS = 5000
/** Fits, with its escapes, into the 4 MiB that one message to the hub may have. */
const MOST_CHARACTERS = 3_000_000
const MOST_PROBLEMS_SHOWN = 100

const Problem = z.object({
  line: z.int().describe('The line of the CSV file, or the place in the JSON list; both from 1.'),
  code: z.string(),
  field: z.string().optional(),
  message: z.string(),
})

export const clientImport = tool('client_import', {
  risk: 'customer_data_write',
  about:
    'Import leads from CSV or JSON, up to 5,000 at once. Delimiter, encoding and columns are found; columns that are no field of a lead become custom fields. Rows that are wrong are reported by line and left out, the others are imported. Try it with dry_run first.',
  input: {
    content: z
      .string()
      .min(1)
      .max(MOST_CHARACTERS)
      .optional()
      .describe('The file as text: CSV with a header line, or a JSON list of objects.'),
    content_base64: z
      .base64()
      .max(MOST_CHARACTERS)
      .optional()
      .describe('The file as it is, in base64, in place of content.'),
    encoding: z.enum(encodings).optional().describe('Of content_base64, when it is not found rightly.'),
    pipeline_id: id('pipeline', 'The pipeline of leads that name none.').optional(),
    funnel_status: text('The stage of leads that name none.', 60).optional(),
    phone_country: phoneCountry,
    on_duplicate: z
      .enum(['skip', 'update', 'create'])
      .default('skip')
      .describe('What to do with a row whose e-mail or phone a lead has already.'),
    create_missing_labels: createMissingLabels,
    dry_run: z.boolean().default(false).describe('Only report what would happen.'),
  },
  output: {
    dry_run: z.boolean(),
    rows: z.int(),
    created: z.int(),
    updated: z.int(),
    skipped: z.int().describe('Duplicates left alone.'),
    failed: z.int(),
    columns: z.record(z.string(), z.string()).describe('Which field each column went to.'),
    problems: z.array(Problem).describe('The first 100, by line.'),
  },
  run: async ({ ctx, input }) => {
    // A dry run is the real one, taken back: it cannot report anything else.
    if (input.dry_run) await sql`savepoint before_import`.execute(ctx.db)
    const report = await importFile(ctx, input)
    if (input.dry_run) await sql`rollback to savepoint before_import`.execute(ctx.db)
    return { dry_run: input.dry_run, ...report }
  },
})

interface ImportInput extends ImportDefaults {
  content?: string | undefined
  content_base64?: string | undefined
  encoding?: (typeof encodings)[number] | undefined
  on_duplicate: OnDuplicate
}

async function importFile(ctx: AreaContext, input: ImportInput) {
  const pipelines = await loadPipelines(ctx)
  // What is wrong with the defaults is wrong with the call, not with every row.
  stageFor(pipelines, input)
  const table = readTable(textOf(input), MOST_ROWS)
  const rows = table.rows.length + table.problems.length
  if (rows > MOST_ROWS)
    throw new ToolRefusal('too_large', `The file has more than ${MOST_ROWS} rows.`, {
      field: 'content',
      hint: 'Import it in pieces.',
    })
  const plan = planColumns(table.columns)
  const { candidates, problems } = await checkRows(ctx, {
    rows: table.rows,
    plan,
    pipelines,
    defaults: input,
  })
  const { created, updated, skips } = await storeRows(ctx, {
    pipelines,
    candidates,
    onDuplicate: input.on_duplicate,
  })
  const failures = [...table.problems, ...problems]
  return {
    rows,
    created,
    updated,
    skipped: skips.length,
    failed: failures.length,
    columns: sayPlan(plan),
    problems: [...failures, ...skips].toSorted((a, b) => a.line - b.line).slice(0, MOST_PROBLEMS_SHOWN),
  }
}

function textOf({ content, content_base64, encoding }: ImportInput): string {
  if (content !== undefined && content_base64 === undefined) return content
  if (content_base64 !== undefined && content === undefined) return decodeFile(content_base64, encoding)
  throw invalid('content', 'Give the file either as content or as content_base64.')
}
