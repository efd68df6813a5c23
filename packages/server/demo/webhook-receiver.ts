import type { Closers } from '../src/closers.ts'
import { serveOnLoopback } from '../test/upstreams/listen-on-loopback.ts'

/** Two addresses that webhooks are sent to. */
export interface WebhookReceiver {
  /** Takes every message. */
  taking: string
  /** Is broken: answers 503. */
  broken: string
  port: number
}

/**
 * Starts who is told by webhooks: a chat that takes messages, and a pager that does not.
 * @param port 0 picks a free one
 */
export async function startWebhookReceiver(closers: Closers, port = 0): Promise<WebhookReceiver> {
  const listening = await serveOnLoopback(async (request) => {
    const isPager = new URL(request.url).pathname === '/pager'
    return isPager
      ? new Response('The pager is being moved.', { status: 503 })
      : new Response(null, { status: 204 })
  }, port)
  closers.add(() => listening.close())
  return {
    taking: `${listening.origin}/ops-channel`,
    broken: `${listening.origin}/pager`,
    port: listening.port,
  }
}
