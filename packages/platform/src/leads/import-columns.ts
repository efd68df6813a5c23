import { invalid } from '../area.ts'
import type { ImportRow } from './import-table.ts'
import type { clientInput } from './clients.ts'

type Field = keyof typeof clientInput

/** Names that files use, as `nameOf` writes them. */
const knownAs: Record<Field, readonly string[]> = {
  full_name: ['name', 'fullname', 'contact', 'contactname', 'client', 'clientname', 'lead', 'leadname'],
  email: ['mail', 'emailaddress'],
  phone_number: ['phone', 'tel', 'telephone', 'mobile', 'phonenumber', 'mobilephone'],
  company_name: ['company', 'companyname', 'organisation', 'organization'],
  type: [],
  source_channel: ['source', 'channel', 'sourcechannel'],
  manager_id: ['manager', 'owner', 'managerid'],
  opted_out: ['optout', 'optedout', 'unsubscribed'],
  pipeline_id: ['pipelineid'],
  funnel_status: ['status', 'stage', 'funnelstatus', 'funnelstage'],
  labels: ['label', 'tag', 'tags'],
  custom_lead_fields: ['customleadfields', 'customfields'],
}

/** Written by our own export, and not taken in again. */
const ignored = new Set(['id', 'pipeline', 'createdat', 'lastactiveat', 'version', 'clientcontext'])

/** Where each column goes: a field, `custom_lead_fields.<name>`, or nowhere. */
export type ColumnPlan = Map<string, { field: Field } | { custom: string } | 'ignored'>

/** @throws ToolRefusal `invalid` when no column says who a lead is */
export function planColumns(columns: readonly string[]): ColumnPlan {
  const plan: ColumnPlan = new Map(columns.map((column) => [column, planOf(column)]))
  const fields = [...plan.values()].flatMap((to) => (to !== 'ignored' && 'field' in to ? [to.field] : []))
  const identity = ['full_name', 'email', 'phone_number'] as const
  if (identity.some((field) => fields.includes(field))) return plan
  throw invalid(
    'content',
    `No column holds names, e-mail addresses or phone numbers; there are: ${columns.join(', ')}.`,
    {
      hint: 'The first line must name the columns.',
      valid_values: Object.keys(knownAs),
    },
  )
}

/** The plan in words, for the report. */
export function sayPlan(plan: ColumnPlan): Record<string, string> {
  const said = [...plan].map(([column, to]) => {
    if (to === 'ignored') return [column, 'ignored']
    return [column, 'field' in to ? to.field : `custom_lead_fields.${to.custom}`]
  })
  return Object.fromEntries(said)
}

/** A row as the input of a lead; empty cells are left out. */
export function inputOf({ cells }: ImportRow, plan: ColumnPlan): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  const custom: [string, unknown][] = []
  for (const [column, value] of Object.entries(cells)) {
    const to = plan.get(column)
    if (to === undefined || to === 'ignored' || value === '' || value === null) continue
    if ('custom' in to) custom.push([to.custom, value])
    // Of two columns for one field the first that says something has it; the other is kept under its name.
    else if (to.field in input) custom.push([column, value])
    else input[to.field] = valueOf(to.field, value)
  }
  if (custom.length === 0) return input
  const given = input['custom_lead_fields']
  return {
    ...input,
    custom_lead_fields: { ...(typeof given === 'object' ? given : {}), ...Object.fromEntries(custom) },
  }
}

function planOf(column: string): { field: Field } | { custom: string } | 'ignored' {
  const name = nameOf(column)
  if (ignored.has(name)) return 'ignored'
  const fields = Object.keys(knownAs) as Field[]
  const field = fields.find((candidate) => nameOf(candidate) === name || knownAs[candidate].includes(name))
  return field ? { field } : { custom: column }
}

function nameOf(column: string): string {
  return column.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** What a cell says, as the field wants it; what it cannot be read as stays, for the check to refuse. */
function valueOf(field: Field, value: unknown): unknown {
  if (field === 'labels') return typeof value === 'string' ? namesIn(value) : value
  if (field === 'opted_out') return typeof value === 'string' ? yesOrNo(value) : value
  if (field === 'custom_lead_fields') return typeof value === 'string' ? objectIn(value) : value
  const text = typeof value === 'number' ? String(value) : value
  // Spreadsheets get an apostrophe before what they would run as a formula.
  return typeof text === 'string' ? text.replace(/^'(?=[=+\-@])/, '') : text
}

function namesIn(cell: string): string[] {
  return cell
    .split(/[;|,]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

function yesOrNo(cell: string): unknown {
  if (/^(true|yes|y|1)$/i.test(cell)) return true
  return /^(false|no|n|0)$/i.test(cell) ? false : cell
}

function objectIn(cell: string): unknown {
  try {
    return JSON.parse(cell)
  } catch {
    return cell
  }
}
