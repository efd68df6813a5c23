import type { Webhook, WebhookDelivery, WebhookWithSecret } from '@jackfield/sdk/contract'
import { vi } from 'vitest'
import type { z } from 'zod'
import { bodyOf, startGateway } from '../gateway/start-gateway.ts'
import type { Gateway } from '../gateway/start-gateway.ts'
import { hurry } from '../jobs/hurry.ts'
import { startReceiver } from './receiver.ts'
import type { Receiver, Received } from './receiver.ts'

export type Hook = z.output<typeof Webhook>
export type NewHook = z.output<typeof WebhookWithSecret>
export type Delivery = z.output<typeof WebhookDelivery>

/** A hub, a receiver, and the few steps that every test of webhooks begins with. */
export interface WebhookHub {
  gateway: Gateway
  receiver: Receiver
  create(input?: Record<string, unknown>): Promise<NewHook>
  read(id: string): Promise<Hook>
  deliveries(id: string, query?: string): Promise<Delivery[]>
  /** Sends a test message and waits until it has been tried once. */
  tryTest(id: string): Promise<Delivery>
  /** Waits until the receiver has got that many requests. */
  heard(count: number): Promise<Received[]>
  /** Waits until a delivery is as wanted; the waits between its attempts are cut short. */
  until(id: string, delivery: string, wanted: (delivery: Delivery) => boolean): Promise<Delivery>
  /** The details of the account's audit events of an action. */
  events(action: string): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

export async function startWebhookHub(): Promise<WebhookHub> {
  const [gateway, receiver] = await Promise.all([startGateway(), startReceiver()])
  const { owner, hub } = gateway
  const deliveries = async (id: string, query = '') =>
    bodyOf<{ items: Delivery[] }>(await owner.get(`/webhooks/${id}/deliveries${query}`)).items
  const read = async (id: string, delivery: string) =>
    bodyOf<Delivery>(await owner.get(`/webhooks/${id}/deliveries/${delivery}`))
  const until = async (id: string, delivery: string, wanted: (delivery: Delivery) => boolean) => {
    return vi.waitUntil(
      async () => {
        const found = await read(id, delivery)
        if (wanted(found)) return found
        await hurry(hub.services.database, 'deliver-webhook')
        return undefined
      },
      { timeout: 25_000, interval: 100 },
    )
  }
  return {
    gateway,
    receiver,
    create: async (input = {}) =>
      bodyOf<NewHook>(await owner.post('/webhooks', { url: receiver.url, ...input }), 201),
    read: async (id) => bodyOf<Hook>(await owner.get(`/webhooks/${id}`)),
    deliveries,
    tryTest: async (id) => {
      const sent = bodyOf<Delivery>(await owner.post(`/webhooks/${id}/test`), 201)
      await vi.waitUntil(async () => (await read(id, sent.id)).attempts > 0, { timeout: 25_000 })
      return read(id, sent.id)
    },
    heard: async (count) => {
      await vi.waitUntil(() => receiver.received.length >= count, { timeout: 25_000 })
      return receiver.received
    },
    until,
    events: async (action) => {
      const { items } = bodyOf<{ items: { detail: Record<string, unknown> }[] }>(
        await owner.get(`/audit?action=${action}`),
      )
      return items.map(({ detail }) => detail)
    },
    close: async () => {
      await gateway.close()
      await receiver.close()
    },
  }
}
