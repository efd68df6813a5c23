import { toolChanges } from '@jackfield/catalog/run'
import type { CatalogEntry, ToolChanges } from '@jackfield/catalog/run'
import type { CatalogEntryPatch, CatalogEntrySaved } from '@jackfield/sdk/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context, Tx } from '../context.ts'
import { Refusal } from '../errors.ts'
import { json } from '../storage/json.ts'
import { checkEntry } from './check-entry.ts'
import { changedReach, refuseWhileConnected } from './changed-reach.ts'
import type { Source } from './document-job.ts'
import { toEntryAnswer } from './entry-answer.ts'
import { documentHash } from './create-entry.ts'
import { entryAfter } from './entry-after.ts'
import type { Patch } from './entry-after.ts'
import { requireEntry } from './require-entry.ts'
import type { EntryRow } from './require-entry.ts'

/**
 * Edits an entry: its key and the names of its tools stay. A new document is read as the first was; the answer says
 * what it changes, and with `dry_run` that is all.
 * @throws Refusal `version_conflict` when somebody saved in between, `conflict` when it is connected and the stored
 * credential would go elsewhere
 */
export async function updateEntry({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof CatalogEntryPatch> & { id: string }
}): Promise<z.input<typeof CatalogEntrySaved>> {
  authorise(ctx, 'connectors.manage')
  const before = await requireEntry(ctx, input.id)
  const { entry, notes, source } = await entryAfter(ctx, before, input)
  await checkEntry(ctx, entry)
  const changes = toolChanges(before.definition.tools, entry.tools)
  if (input.dry_run)
    return { entry: toEntryAnswer({ ...before, name: entry.name, definition: entry }), notes, changes }
  await commitChange(ctx, async (tx, record) => {
    await save(tx, ctx, before, input.version, entry, source)
    record({ action: 'connector.edited', connectorId: before.connector_id, detail: detailOf(input, changes) })
  })
  return { entry: toEntryAnswer(await requireEntry(ctx, before.id)), notes, changes }
}

function detailOf(input: Patch, changes: ToolChanges): Record<string, unknown> {
  const fields = Object.keys(input).filter(
    (field) => !['id', 'version', 'dry_run', 'refetch'].includes(field),
  )
  return {
    fields,
    added: changes.added,
    removed: changes.removed,
    changed: changes.changed.map(({ name }) => name),
  }
}

async function save(
  tx: Tx,
  ctx: Context,
  before: EntryRow,
  version: number,
  entry: CatalogEntry,
  source: Source | undefined,
): Promise<void> {
  const updated = await tx
    .updateTable('catalog_entries')
    .set({
      name: entry.name,
      definition: json(entry),
      ...(source ? { document_hash: documentHash(source), source_url: source.url ?? null } : {}),
      version: sql`version + 1`,
      updated_at: new Date(),
    })
    .where('account_id', '=', ctx.accountId)
    .where('id', '=', before.id)
    .where('version', '=', version)
    .executeTakeFirst()
  const present = await requireEntry(ctx, before.id, tx)
  if (updated.numUpdatedRows === 0n)
    throw new Refusal('version_conflict', 'Somebody else saved this entry in between.', {
      hint: 'Read it again, and repeat your change on top.',
      details: { current: toEntryAnswer(present) },
    })
  if (changedReach(before.definition, entry)) {
    refuseWhileConnected(present)
    // A client's secret is for the server that it was registered at.
    await tx
      .deleteFrom('oauth_clients')
      .where('account_id', '=', ctx.accountId)
      .where('slug', '=', before.slug)
      .execute()
  }
  await tx
    .updateTable('connectors')
    .set({ name: entry.name, description: entry.about, version: sql`version + 1`, updated_at: new Date() })
    .where('account_id', '=', ctx.accountId)
    .where('id', '=', before.connector_id)
    .execute()
}
