import type * as t from '../contract-types.ts'
import { at, type CallOptions, type Send } from '../send.ts'

/** Where the account wants to be told of events, signed as Standard Webhooks has it. */
export function webhookEndpoints(send: Send) {
  return {
    list: (options?: CallOptions) => send<t.WebhookList>('GET', '/webhooks', options),
    /** The answer's `secret` is shown once. */
    create: (input: t.WebhookInput, options?: CallOptions) =>
      send<t.WebhookWithSecret>('POST', '/webhooks', { ...options, body: input }),
    get: (id: string, options?: CallOptions) => send<t.Webhook>('GET', at`/webhooks/${id}`, options),
    update: (id: string, patch: t.WebhookPatch, options?: CallOptions) =>
      send<t.Webhook>('PATCH', at`/webhooks/${id}`, { ...options, body: patch }),
    /** What was still to be sent is not. */
    remove: (id: string, options?: CallOptions) => send<void>('DELETE', at`/webhooks/${id}`, options),
    /** A new secret, shown once; for 24 hours messages are signed with the one before, too. */
    rotateSecret: (id: string, options?: CallOptions) =>
      send<t.WebhookWithSecret>('POST', at`/webhooks/${id}/secret`, options),
    /** Sends a `webhook.test` message; answers before it is delivered. */
    test: (id: string, options?: CallOptions) =>
      send<t.WebhookDelivery>('POST', at`/webhooks/${id}/test`, options),
    /** What was sent and what is still to be, newest first. */
    deliveries: (id: string, query?: t.WebhookDeliveryQuery, options?: CallOptions) =>
      send<t.WebhookDeliveryPage>('GET', at`/webhooks/${id}/deliveries`, { ...options, query }),
    delivery: (id: string, deliveryId: string, options?: CallOptions) =>
      send<t.WebhookDeliveryDetail>('GET', at`/webhooks/${id}/deliveries/${deliveryId}`, options),
    /** Sends it again, at once, with the same id. */
    redeliver: (id: string, deliveryId: string, options?: CallOptions) =>
      send<t.WebhookDelivery>('POST', at`/webhooks/${id}/deliveries/${deliveryId}/redeliver`, options),
  }
}
