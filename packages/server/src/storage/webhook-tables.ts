import type { Generated } from 'kysely'
import type { Json, NullableTimestamp, Timestamp } from './column-types.ts'

/** Where an account wants to be told of events. */
export interface WebhookTable {
  id: string
  account_id: string
  /** As `connectors.url_masked`. */
  url_masked: string
  description: string
  /** Names of events, or '*' alone. */
  events: Json<string[]>
  enabled: Generated<boolean>
  /** Why the hub turned it off; null when it did not. */
  disabled_reason: string | null
  /** The first of the failed attempts since the last one that went well. */
  failing_since: NullableTimestamp
  /** The URL and the signing secrets: see webhooks/sealed-webhook.ts. */
  sealed: Uint8Array
  /** Until when the secret before the present one signs too. */
  previous_secret_until: NullableTimestamp
  version: Generated<number>
  created_by: string
  created_at: Timestamp
  updated_at: Timestamp
}

/** One message to one webhook. */
export interface WebhookDeliveryTable {
  id: string
  account_id: string
  webhook_id: string
  event: string
  /** What is sent and signed, as it is. */
  body: string
  status: Generated<'pending' | 'delivered' | 'failed'>
  attempts: Generated<number>
  response_status: number | null
  last_error: string | null
  last_attempt_at: NullableTimestamp
  /** Null once it is over. */
  next_attempt_at: NullableTimestamp
  finished_at: NullableTimestamp
  created_at: Timestamp
}
