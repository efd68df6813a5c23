import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { listenOnLoopback } from '../upstreams/listen-on-loopback.ts'

/** One request that reached the receiver. */
export interface Received {
  id: string
  headers: Record<string, string>
  body: string
  message: { type: string; timestamp: string; data: Record<string, unknown> }
}

/** A product's own endpoint for webhooks. */
export interface Receiver {
  url: string
  received: Received[]
  /** What it answers from now on; 204 at first. */
  answer(status: number, headers?: Record<string, string>): void
  /** The message of a request, if the secret fits. @throws WebhookVerificationError */
  verify(secret: string, request: Received): unknown
  close(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = []
  let answer: { status: number; headers: Record<string, string> } = { status: 204, headers: {} }
  const server = await listenOnLoopback(async (request, response) => {
    const body = await text(request)
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    )
    const id = headers['webhook-id'] ?? ''
    received.push({ id, headers, body, message: JSON.parse(body) as Received['message'] })
    response.writeHead(answer.status, answer.headers).end()
  })
  return {
    url: `${server.origin}/hooks`,
    received,
    answer: (status, headers = {}) => void (answer = { status, headers }),
    verify: (secret, { body, headers }) => new Webhook(secret).verify(body, headers),
    close: () => server.close(),
  }
}
