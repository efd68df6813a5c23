import type { CatalogEntry } from '@jackfield/sdk/contract'
import { inputSchemaOf } from '@jackfield/catalog/run'
import type { z } from 'zod'
import { maskUrl } from '../net/mask-url.ts'
import { toAuthAnswer } from './entry-auth.ts'
import type { EntryRow } from './require-entry.ts'

export function toEntryAnswer(row: EntryRow): z.input<typeof CatalogEntry> {
  const { definition } = row
  return {
    id: row.id,
    connector_id: row.connector_id,
    slug: row.slug,
    name: row.name,
    description: definition.about,
    docs: definition.docs,
    server: definition.server,
    auth: toAuthAnswer(definition.auth),
    tools: definition.tools.map(({ operation, tool }) => ({
      operation,
      name: tool.name,
      description: tool.about,
      effect: tool.effect,
      input_schema: inputSchemaOf(tool),
    })),
    source_url: row.source_url === null ? null : maskUrl(row.source_url),
    document_hash: row.document_hash,
    version: row.version,
    created_by: row.created_by,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}
