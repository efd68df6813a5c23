import { createHash } from 'node:crypto'
import type { CatalogEntryInput, CatalogEntrySaved } from '@jackfield/sdk/contract'
import type { CatalogEntry } from '@jackfield/catalog/run'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context, Tx } from '../context.ts'
import { slugOf, withFreeSlug } from '../custom-connectors/slug.ts'
import { invalid } from '../errors.ts'
import { newId } from '../ids.ts'
import { maskUrl } from '../net/mask-url.ts'
import { json } from '../storage/json.ts'
import { checkEntry } from './check-entry.ts'
import type { Source } from './document-job.ts'
import { toEntryAnswer } from './entry-answer.ts'
import { toEntryAuth } from './entry-auth.ts'
import { readInThread } from './read-in-thread.ts'
import { readSource } from './read-source.ts'
import { requireEntry } from './require-entry.ts'
import { takenNames } from './taken-names.ts'

/**
 * Adds an app of the account's own from an OpenAPI document (B11). It becomes a connector like any other and waits to
 * be connected.
 * @throws Refusal `invalid` naming the field, `conflict` when another connector has the key
 */
export async function createEntry({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof CatalogEntryInput>
}): Promise<z.input<typeof CatalogEntrySaved>> {
  authorise(ctx, 'connectors.manage')
  const { name, description: about, server, auth, operations: picked } = input
  const slug = freeForEntries(ctx, slugOf(name))
  const source = await readSource(ctx, input)
  const taken = await takenNames(ctx)
  const wishes = { slug, name, about, server, auth: auth && toEntryAuth(auth), picked, taken }
  const { entry, notes } = await readInThread({ kind: 'entry', source, wishes })
  await checkEntry(ctx, entry)
  const id = newId('ent')
  await withFreeSlug(slug, () =>
    commitChange(ctx, async (tx, record) => {
      const connectorId = await insertConnector(tx, ctx, entry)
      await insertEntry(tx, ctx, id, entry, source)
      const tools = entry.tools.map(({ tool }) => tool.name)
      const from = source.url === undefined ? {} : { source: maskUrl(source.url) }
      record({
        action: 'connector.added',
        connectorId,
        detail: { name, slug, server: entry.server, tools, ...from },
      })
    }),
  )
  return { entry: toEntryAnswer(await requireEntry(ctx, id)), notes, changes: null }
}

/** What the operator set for a key is meant for the app that had it then. */
function freeForEntries({ services: { config } }: Context, slug: string): string {
  if (slug in config.oauthApps || slug in config.appHosts)
    throw invalid(
      'name',
      `makes the key "${slug}", for which the operator has settings.`,
      'Choose another name.',
    )
  return slug
}

async function insertConnector(tx: Tx, ctx: Context, { slug, name, about }: CatalogEntry): Promise<string> {
  const id = newId('con')
  await tx
    .insertInto('connectors')
    .values({
      id,
      account_id: ctx.accountId,
      family: 'app',
      slug,
      name,
      description: about,
      header_names: json([]),
      read_only: false,
      trust_hints: false,
      created_by: ctx.actor.id,
    })
    .execute()
  return id
}

async function insertEntry(
  tx: Tx,
  ctx: Context,
  id: string,
  entry: CatalogEntry,
  source: Source,
): Promise<void> {
  await tx
    .insertInto('catalog_entries')
    .values({
      id,
      account_id: ctx.accountId,
      slug: entry.slug,
      name: entry.name,
      definition: json(entry),
      source_url: source.url ?? null,
      document_hash: documentHash(source),
      created_by: ctx.actor.id,
    })
    .execute()
}

/** Tells whether a document is the same as the last one. */
export function documentHash({ text }: Source): string {
  return createHash('sha256').update(text).digest('hex')
}
