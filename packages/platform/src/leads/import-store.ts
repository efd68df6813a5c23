import type { AreaContext } from '../area.ts'
import { requireClient } from './client-answer.ts'
import { updateClient } from './clients.ts'
import type { Contact } from './contact.ts'
import { duplicateOf, findKnown } from './duplicates.ts'
import type { KnownContacts } from './duplicates.ts'
import type { Candidate } from './import-check.ts'
import type { RowProblem } from './import-table.ts'
import { insertClients } from './insert-clients.ts'
import type { Pipeline } from './pipeline-book.ts'

export type OnDuplicate = 'skip' | 'update' | 'create'

interface Stored {
  created: number
  updated: number
  /** Rows left alone, each with the lead or the line that has its contact already. */
  skips: RowProblem[]
}

/** Stores checked rows: new leads at once, known ones as the caller wants it (A2-7). */
export async function storeRows(
  ctx: AreaContext,
  input: { pipelines: Pipeline[]; candidates: Candidate[]; onDuplicate: OnDuplicate },
): Promise<Stored> {
  const { pipelines, candidates, onDuplicate } = input
  if (onDuplicate === 'create') {
    await insertClients(ctx, pipelines, clientsOf(candidates))
    return { created: candidates.length, updated: 0, skips: [] }
  }
  const { fresh, known, repeated } = await sort(ctx, candidates)
  await insertClients(ctx, pipelines, clientsOf(fresh))
  const skips = repeated.map(({ row, earlier }) => skipped(row, `Line ${earlier} has the same`))
  if (onDuplicate === 'skip')
    return {
      created: fresh.length,
      updated: 0,
      skips: [...skips, ...known.map(({ row, id }) => skipped(row, `The lead ${id} has the same`))],
    }
  for (const { row, id } of known) await updateClient(ctx, await requireClient(ctx, id), row.change)
  return { created: fresh.length, updated: known.length, skips }
}

/** New leads, leads that are there already, and rows that repeat an earlier one of the file. */
async function sort(ctx: AreaContext, candidates: Candidate[]) {
  const there = await findKnown(
    ctx,
    candidates.map(({ client }) => client.contact),
  )
  const seen: KnownContacts = { byEmail: new Map(), byPhone: new Map() }
  const fresh: Candidate[] = []
  const known: { row: Candidate; id: string }[] = []
  const repeated: { row: Candidate; earlier: string }[] = []
  for (const row of candidates) {
    const { contact } = row.client
    const found = duplicateOf(there, contact)
    const earlier = duplicateOf(seen, contact)
    if (earlier) repeated.push({ row, earlier: earlier.id })
    else if (found) known.push({ row, id: found.id })
    else fresh.push(row)
    if (!earlier) remember(seen, contact, String(row.line))
  }
  return { fresh, known, repeated }
}

function remember(seen: KnownContacts, { email, phone_number }: Contact, line: string): void {
  if (email !== null && !seen.byEmail.has(email)) seen.byEmail.set(email, line)
  if (phone_number !== null && !seen.byPhone.has(phone_number)) seen.byPhone.set(phone_number, line)
}

function skipped({ line }: Candidate, whoHas: string): RowProblem {
  return { line, code: 'duplicate', message: `${whoHas} e-mail address or phone number.` }
}

function clientsOf(candidates: Candidate[]) {
  return candidates.map(({ client }) => client)
}
