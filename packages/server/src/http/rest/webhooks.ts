import {
  Id,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryDetail,
  WebhookDeliveryPage,
  WebhookDeliveryQuery,
  WebhookInput,
  WebhookList,
  WebhookPatch,
  WebhookWithSecret,
} from '@jackfield/sdk/contract'
import { z } from 'zod'
import { createWebhook } from '../../webhooks/create-webhook.ts'
import { deleteWebhook } from '../../webhooks/delete-webhook.ts'
import { getDelivery } from '../../webhooks/get-delivery.ts'
import { getWebhook } from '../../webhooks/get-webhook.ts'
import { listDeliveries } from '../../webhooks/list-deliveries.ts'
import { listWebhooks } from '../../webhooks/list-webhooks.ts'
import { redeliver } from '../../webhooks/redeliver.ts'
import { rotateWebhookSecret } from '../../webhooks/rotate-webhook-secret.ts'
import { testWebhook } from '../../webhooks/test-webhook.ts'
import { updateWebhook } from '../../webhooks/update-webhook.ts'
import { endpoint } from './endpoint.ts'
import type { Rest } from './endpoint.ts'

const tag = 'Webhooks'
const params = z.strictObject({ id: Id })
const deliveryParams = z.strictObject({ id: Id, delivery_id: Id })

/** Where the account wants to be told of events. */
export function webhookRoutes(rest: Rest): void {
  endpoint(rest, {
    method: 'get',
    path: '/webhooks',
    tag,
    summary: 'List webhooks',
    answer: WebhookList,
    run: ({ ctx }) => listWebhooks({ ctx }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/webhooks',
    tag,
    summary: 'Create a webhook',
    description: 'The answer holds the signing secret, which is shown this once.',
    body: WebhookInput,
    answer: WebhookWithSecret,
    status: 201,
    run: ({ ctx, body }) => createWebhook({ ctx, input: body }),
  })
  endpoint(rest, {
    method: 'get',
    path: '/webhooks/{id}',
    tag,
    summary: 'Read a webhook',
    params,
    answer: Webhook,
    run: ({ ctx, params: input }) => getWebhook({ ctx, input }),
  })
  endpoint(rest, {
    method: 'patch',
    path: '/webhooks/{id}',
    tag,
    summary: 'Edit a webhook',
    params,
    body: WebhookPatch,
    answer: Webhook,
    run: ({ ctx, params: { id }, body }) => updateWebhook({ ctx, input: { ...body, id } }),
  })
  endpoint(rest, {
    method: 'delete',
    path: '/webhooks/{id}',
    tag,
    summary: 'Delete a webhook',
    params,
    run: ({ ctx, params: input }) => deleteWebhook({ ctx, input }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/webhooks/{id}/secret',
    tag,
    summary: "Rotate a webhook's secret",
    description: 'The answer holds the new secret, shown this once. For 24 hours the one before signs too.',
    params,
    answer: WebhookWithSecret,
    run: ({ ctx, params: input }) => rotateWebhookSecret({ ctx, input }),
  })
  deliveryRoutes(rest)
}

function deliveryRoutes(rest: Rest): void {
  endpoint(rest, {
    method: 'post',
    path: '/webhooks/{id}/test',
    tag,
    summary: 'Send a test message',
    description: 'Answers before it is delivered: read the delivery to see how that went.',
    params,
    answer: WebhookDelivery,
    status: 201,
    run: ({ ctx, params: input }) => testWebhook({ ctx, input }),
  })
  endpoint(rest, {
    method: 'get',
    path: '/webhooks/{id}/deliveries',
    tag,
    summary: "List a webhook's deliveries",
    params,
    query: WebhookDeliveryQuery,
    answer: WebhookDeliveryPage,
    run: ({ ctx, params: { id }, query }) => listDeliveries({ ctx, input: { ...query, id } }),
  })
  endpoint(rest, {
    method: 'get',
    path: '/webhooks/{id}/deliveries/{delivery_id}',
    tag,
    summary: 'Read a delivery',
    params: deliveryParams,
    answer: WebhookDeliveryDetail,
    run: ({ ctx, params: input }) => getDelivery({ ctx, input }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/webhooks/{id}/deliveries/{delivery_id}/redeliver',
    tag,
    summary: 'Deliver again',
    params: deliveryParams,
    answer: WebhookDelivery,
    run: ({ ctx, params: input }) => redeliver({ ctx, input }),
  })
}
