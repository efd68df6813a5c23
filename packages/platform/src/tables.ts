import type { Json } from './column-types.ts'
import type { LeadsTables } from './leads/tables.ts'

/** A result that is kept for 24 hours under the key that its caller chose (GEN-6). */
interface IdempotencyTable {
  account_id: string
  area: string
  actor_id: string
  key: string
  request_hash: string
  result: Json<unknown>
  expires_at: Date
}

/** A preview that waits to be confirmed. */
interface ConfirmationsTable {
  token_hash: string
  account_id: string
  area: string
  tool: string
  input_hash: string
  preview_hash: string
  expires_at: Date
}

interface EngineTables {
  platform_idempotency: IdempotencyTable
  platform_confirmations: ConfirmationsTable
}

/** What areas may touch. */
export interface AreaTables extends EngineTables, LeadsTables {}
