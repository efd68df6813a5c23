import type { CatalogEntryPreview, CatalogEntrySource } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { toAuthAnswer } from './entry-auth.ts'
import { readInThread } from './read-in-thread.ts'
import { readSource } from './read-source.ts'

/** What an OpenAPI document offers, before anything is stored (B11). @throws Refusal `invalid`, naming the place */
export async function previewEntry({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof CatalogEntrySource>
}): Promise<z.input<typeof CatalogEntryPreview>> {
  authorise(ctx, 'connectors.manage')
  const source = await readSource(ctx, input)
  const { facts, servers, ways, problems, operations } = await readInThread({ kind: 'preview', source })
  return {
    title: facts.title,
    version: facts.version,
    description: facts.about,
    docs: facts.docs,
    servers: servers.map(({ url, about, reason }) => ({ url, description: about, reason: reason ?? null })),
    auth: ways.map(({ scheme, about, auth, reason }) => ({
      scheme,
      description: about,
      auth: auth ? toAuthAnswer(auth) : null,
      reason: reason ?? null,
    })),
    problems,
    operations: operations.map(({ operationId, reason, ...operation }) => ({
      ...operation,
      operation_id: operationId ?? null,
      reason: reason ?? null,
    })),
  }
}
