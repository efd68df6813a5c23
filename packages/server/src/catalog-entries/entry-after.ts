import { CatalogError, checkServer } from '@jackfield/catalog/run'
import type { CatalogEntry } from '@jackfield/catalog/run'
import type { CatalogEntryPatch } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import type { Context } from '../context.ts'
import { invalid } from '../errors.ts'
import type { Source } from './document-job.ts'
import { toEntryAuth } from './entry-auth.ts'
import { readInThread } from './read-in-thread.ts'
import { readSource } from './read-source.ts'
import type { EntryRow } from './require-entry.ts'
import { takenNames } from './taken-names.ts'

export type Patch = z.output<typeof CatalogEntryPatch> & { id: string }

interface After {
  entry: CatalogEntry
  notes: string[]
  /** The document that was read; undefined where none was needed. */
  source: Source | undefined
}

/**
 * What an entry is after a patch. Operations are read from the document that comes with it, else from the address
 * where the last one was; without either, and without other operations, none is needed.
 * @throws Refusal `invalid` naming the field
 */
export async function entryAfter(ctx: Context, before: EntryRow, patch: Patch): Promise<After> {
  const { definition } = before
  const auth = patch.auth ? toEntryAuth(patch.auth) : definition.auth
  const about = patch.description ?? definition.about
  const server = patch.server ?? definition.server
  const name = patch.name ?? definition.name
  if (!needsDocument(patch))
    return {
      entry: { ...definition, name, about, server: plainServer(server) },
      notes: [],
      source: undefined,
    }
  const source = await readSource(ctx, sourceOf(before, patch))
  const wishes = {
    slug: before.slug,
    name,
    about,
    server,
    auth,
    picked: pickedOf(definition, patch.operations),
    onlyPresent: patch.operations === undefined,
    taken: await takenNames(ctx, before.id),
  }
  return { ...(await readInThread({ kind: 'entry', source, wishes })), source }
}

/** Another sign-in is one too: which scopes a tool needs, and which header is the credential's, the document knows. */
function needsDocument({ document, url, operations, auth, refetch }: Patch): boolean {
  return refetch || [document, url, operations, auth].some((field) => field !== undefined)
}

/** What was picked before keeps its name and its effect, where nobody says otherwise: policies go by the name. */
function pickedOf({ tools }: CatalogEntry, wished: Patch['operations']): NonNullable<Patch['operations']> {
  const kept = new Map(
    tools.map(({ operation, tool: { name, effect } }) => [operation, { id: operation, name, effect }]),
  )
  return wished?.map((wish) => ({ ...kept.get(wish.id), ...wish })) ?? [...kept.values()]
}

function plainServer(url: string): string {
  try {
    return checkServer(url)
  } catch (error) {
    if (error instanceof CatalogError) throw invalid('server', error.message)
    throw error
  }
}

function sourceOf(before: EntryRow, { document, url }: Patch): { document?: string; url?: string } {
  if (document !== undefined || url !== undefined)
    return { ...(document === undefined ? {} : { document }), ...(url === undefined ? {} : { url }) }
  if (before.source_url !== null) return { url: before.source_url }
  throw invalid('document', 'is needed for this change, because it is not kept.', 'Give the document again.')
}
