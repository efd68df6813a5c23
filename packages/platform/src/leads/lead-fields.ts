import type { Updateable } from 'kysely'
import { z } from 'zod'
import { ToolRefusal } from '../area.ts'
import { text } from '../fields.ts'
import { deepMerge } from './deep-merge.ts'
import type { ClientsTable } from './tables.ts'

/** Bytes of JSON that one lead's fields may take. */
const MOST_BYTES = 64 * 1024
/** Deeper than any form or conversation goes; merging walks it level by level. */
const DEEPEST = 20

/** Inputs of what a lead is beside its contact. */
export const leadInput = {
  type: text('The kind of client, in your own words.', 50)
    .meta({ examples: ['lead', 'customer', 'partner'] })
    .optional(),
  source_channel: text('Where the lead comes from.', 50)
    .meta({ examples: ['website', 'instagram'] })
    .nullable()
    .optional(),
  manager_id: text('Who looks after the lead.', 100).nullable().optional(),
  opted_out: z.boolean().optional().describe('True when the lead must not be contacted.'),
}

type LeadFields = { [Field in keyof typeof leadInput]?: ClientsTable[Field] | undefined }

/** The columns of those that are given. */
export function leadColumns(given: LeadFields): Updateable<ClientsTable> {
  const { type, source_channel, manager_id, opted_out } = given
  return {
    ...(type !== undefined && { type }),
    ...(source_channel !== undefined && { source_channel }),
    ...(manager_id !== undefined && { manager_id }),
    ...(opted_out !== undefined && { opted_out }),
  }
}

export const fieldsInput = (about: string) =>
  z.record(z.string().min(1).max(100), z.unknown()).describe(about)

export const customFields = fieldsInput(
  'Fields of your own, by name. Given fields replace those of the same name, null removes one, others stay.',
).meta({ examples: [{ budget: '10k', city: 'Kyiv' }] })

/** Custom fields after a change. @throws ToolRefusal `too_large` */
export function customFieldsAfter(
  present: Record<string, unknown>,
  given: Record<string, unknown> | undefined,
): Record<string, unknown> {
  const kept = Object.entries(
    Object.fromEntries([...Object.entries(present), ...Object.entries(given ?? {})]),
  )
  return limited('custom_lead_fields', Object.fromEntries(kept.filter(([, value]) => value !== null)))
}

/** What the AI knows, and what it has learnt now (A2-10). @throws ToolRefusal `too_large` */
export function contextAfter(
  present: Record<string, unknown>,
  learnt: Record<string, unknown>,
): Record<string, unknown> {
  // Before the merge, which goes as deep as what it is given.
  limited('client_context', learnt)
  return limited('client_context', deepMerge(present, learnt))
}

function limited(field: string, fields: Record<string, unknown>): Record<string, unknown> {
  if (deeperThan(fields, DEEPEST))
    throw new ToolRefusal('too_large', `${field} goes more than ${DEEPEST} levels deep.`, { field })
  if (Buffer.byteLength(JSON.stringify(fields)) <= MOST_BYTES) return fields
  throw new ToolRefusal('too_large', `${field} would be larger than ${MOST_BYTES / 1024} kB.`, {
    field,
    hint: 'Keep facts, not transcripts; a note holds longer texts.',
  })
}

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((inner) => deeperThan(inner, levels - 1))
}
