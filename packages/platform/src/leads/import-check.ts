import { z } from 'zod'
import { ToolRefusal } from '../area.ts'
import type { AreaContext } from '../area.ts'
import { checkFields } from '../check-input.ts'
import { clientInput } from './clients.ts'
import type { ClientChange } from './clients.ts'
import { contactAfter } from './contact.ts'
import { inputOf } from './import-columns.ts'
import type { ColumnPlan } from './import-columns.ts'
import type { ImportRow, RowProblem } from './import-table.ts'
import type { NewClient } from './insert-clients.ts'
import { addMissingLabels, labelIdsIn, loadLabels } from './labels.ts'
import { customFieldsAfter } from './lead-fields.ts'
import type { Pipeline } from './pipeline-book.ts'
import { stageFor } from './place.ts'

/** What holds for rows that do not say otherwise. */
export interface ImportDefaults {
  pipeline_id?: string | undefined
  funnel_status?: string | undefined
  phone_country?: string | undefined
  create_missing_labels: boolean
}

/** A row that keeps every rule of a lead; whether the lead is there already is another question. */
export interface Candidate {
  line: number
  change: ClientChange
  client: NewClient
}

interface Rows {
  rows: ImportRow[]
  plan: ColumnPlan
  pipelines: Pipeline[]
  defaults: ImportDefaults
}

/** Checks rows by the rules of `client_create`: one by one, so that a bad one stops no other. */
export async function checkRows(
  ctx: AreaContext,
  { rows, plan, pipelines, defaults }: Rows,
): Promise<{ candidates: Candidate[]; problems: RowProblem[] }> {
  const read = eachRow(rows, (row) => ({ line: row.line, change: changeOf(inputOf(row, plan), defaults) }))
  const named = read.kept.flatMap(({ change }) => change.labels ?? [])
  const labels = defaults.create_missing_labels ? await addMissingLabels(ctx, named) : await loadLabels(ctx)
  const checked = eachRow(read.kept, ({ line, change }) => ({
    line,
    change,
    client: {
      ...change,
      contact: contactAfter(change),
      stage: stageFor(pipelines, change),
      labelIds: labelIdsIn(labels, change.labels ?? []),
      custom_lead_fields: customFieldsAfter({}, change.custom_lead_fields),
    },
  }))
  return { candidates: checked.kept, problems: [...read.problems, ...checked.problems] }
}

/** What a rule refuses becomes the problem of its line. */
function eachRow<Row extends { line: number }, Value>(rows: Row[], work: (row: Row) => Value) {
  const kept: Value[] = []
  const problems: RowProblem[] = []
  for (const row of rows)
    try {
      kept.push(work(row))
    } catch (error) {
      if (!(error instanceof ToolRefusal)) throw error
      const { code, message, field } = error.body
      problems.push({ line: row.line, code, message, ...(field !== undefined && { field }) })
    }
  return { kept, problems }
}

const RowInput = z.strictObject(clientInput)

function changeOf(given: Record<string, unknown>, defaults: ImportDefaults): ClientChange {
  const row = checkFields('A row', RowInput, given)
  const place =
    row.pipeline_id === undefined
      ? { pipeline_id: defaults.pipeline_id, funnel_status: row.funnel_status ?? defaults.funnel_status }
      : {}
  return { ...row, ...place, phone_country: defaults.phone_country }
}
