import type * as t from '../contract-types.ts'
import { at, type CallOptions, type Send } from '../send.ts'

/** The largest documents take seconds to be read. */
const timeoutMs = 120_000

/** Apps of the account's own, from OpenAPI documents. Each is a connector too, and is connected like one. */
export function catalogEntryEndpoints(send: Send) {
  return {
    /** What a document offers; nothing is stored. */
    preview: (source: t.CatalogEntrySource, options?: CallOptions) =>
      send<t.CatalogEntryPreview>('POST', '/catalog-entries/preview', {
        timeoutMs,
        ...options,
        body: source,
      }),
    list: (options?: CallOptions) => send<t.CatalogEntryList>('GET', '/catalog-entries', options),
    /** By id or key. */
    get: (id: string, options?: CallOptions) =>
      send<t.CatalogEntry>('GET', at`/catalog-entries/${id}`, options),
    create: (input: t.CatalogEntryInput, options?: CallOptions) =>
      send<t.CatalogEntrySaved>('POST', '/catalog-entries', { timeoutMs, ...options, body: input }),
    /** A new document says what it changes; with `dry_run` nothing is stored. */
    update: (id: string, patch: t.CatalogEntryPatch, options?: CallOptions) =>
      send<t.CatalogEntrySaved>('PATCH', at`/catalog-entries/${id}`, { timeoutMs, ...options, body: patch }),
    /** Removes it with its connector; it must be disconnected. */
    remove: (id: string, options?: CallOptions) => send<void>('DELETE', at`/catalog-entries/${id}`, options),
  }
}
