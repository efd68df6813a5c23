import type { Webhook, WebhookDelivery } from '@jackfield/sdk/contract'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import type { Tables } from '../storage/tables.ts'

export type WebhookRow = Selectable<Tables['webhooks']>
export type DeliveryRow = Selectable<Tables['webhook_deliveries']>

/** A webhook as the API shows one: no secret, and its address masked. */
export function webhookAnswer(row: WebhookRow): z.input<typeof Webhook> {
  const until = row.previous_secret_until
  return {
    id: row.id,
    url: row.url_masked,
    description: row.description,
    events: row.events,
    enabled: row.enabled,
    disabled_reason: row.disabled_reason,
    failing_since: row.failing_since?.toISOString() ?? null,
    previous_secret_until: until && until.getTime() > Date.now() ? until.toISOString() : null,
    version: row.version,
    created_by: row.created_by,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}

/** A message and how its delivery goes. */
export function deliveryAnswer(row: DeliveryRow): z.input<typeof WebhookDelivery> {
  return {
    id: row.id,
    webhook_id: row.webhook_id,
    event: row.event,
    status: row.status,
    attempts: row.attempts,
    response_status: row.response_status,
    last_error: row.last_error,
    created_at: row.created_at.toISOString(),
    last_attempt_at: row.last_attempt_at?.toISOString() ?? null,
    next_attempt_at: row.next_attempt_at?.toISOString() ?? null,
    finished_at: row.finished_at?.toISOString() ?? null,
  }
}
