import type { CatalogEntry } from '@jackfield/catalog/run'
import type { Generated } from 'kysely'
import type { Json, NullableTimestamp, Timestamp } from './column-types.ts'

/** An account's own OAuth app at a provider (SEC-11). */
export interface OAuthClientTable {
  account_id: string
  slug: string
  client_id: string
  /** The client's secret. */
  sealed: Uint8Array
  updated_by: string
  updated_at: Timestamp
}

/** A sign-in under way (CON-18): deleted when its person comes back. */
export interface SignInTable {
  state_hash: string
  account_id: string
  connector_id: string
  user_id: string
  /** The browser's session; null when it was started elsewhere, by the command line. */
  session_id: string | null
  redirect_uri: string
  client_id: string
  /** The PKCE verifier (RFC 7636). */
  sealed: Uint8Array
  scopes: Json<string[]>
  place: Json<Record<string, string>>
  expires_at: Date
}

/** A grant that is taken back, or that somebody has to take back by hand (CON-10). */
export interface RevocationTable {
  id: string
  account_id: string
  connector_id: string
  status: 'pending' | 'done' | 'failed' | 'by_hand'
  /** The request that takes it back; gone once it is over. */
  sealed: Uint8Array | null
  message: string | null
  attempts: Generated<number>
  created_at: Timestamp
  tried_at: Timestamp
  finished_at: NullableTimestamp
}

/** An app of the account's own (B11). Its connector has the same key. */
export interface CatalogEntryTable {
  id: string
  account_id: string
  slug: string
  name: string
  /** Optimistic lock, and what caches go by. */
  version: Generated<number>
  definition: Json<CatalogEntry>
  /** Where its document was fetched from. */
  source_url: string | null
  document_hash: string
  created_by: string
  created_at: Timestamp
  updated_at: Timestamp
}
