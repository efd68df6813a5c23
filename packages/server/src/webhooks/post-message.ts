import { Webhook } from 'standardwebhooks'
import type { Services } from '../context.ts'
import { classifyNetError } from '../net/net-error.ts'

/** An attempt that takes longer has failed: a receiver should take the message and work on it afterwards. */
const LIMIT_MS = 15_000

/** What came of one attempt. */
export interface Attempt {
  ok: boolean
  /** Null when nothing was answered. */
  status: number | null
  /** Fit to be shown; null when it went well. */
  error: string | null
}

export interface SignedMessage {
  url: string
  /** Newest first; each of them signs. */
  secrets: string[]
  id: string
  body: string
}

/**
 * Posts a message, signed as Standard Webhooks has it (`webhook-id`, `webhook-timestamp`, `webhook-signature`:
 * https://www.standardwebhooks.com). Only 2xx is success; redirects are not followed. Of the answer nothing but the
 * status is kept. Never throws.
 */
export async function postMessage(
  { net, log }: Pick<Services, 'net' | 'log'>,
  message: SignedMessage,
  signal: AbortSignal,
): Promise<Attempt> {
  const timeLimit = AbortSignal.timeout(LIMIT_MS)
  try {
    const response = await net(message.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signatureHeaders(message, new Date()) },
      body: message.body,
      redirects: 'none',
      signal: AbortSignal.any([signal, timeLimit]),
      limits: { headersTimeout: LIMIT_MS, wholeBodyTimeout: LIMIT_MS, maxBody: 64 * 1024 },
    })
    await response.body?.cancel().catch(() => undefined)
    const { ok, status } = response
    return { ok, status, error: ok ? null : `The receiver answered ${status}.` }
  } catch (error) {
    if (timeLimit.aborted) return failed(`The receiver did not answer within ${LIMIT_MS / 1000} seconds.`)
    const failure = classifyNetError(error)
    if (!failure) log.error({ err: error, delivery: message.id }, 'a webhook could not be called')
    return failed(failure?.message ?? 'The message could not be sent.')
  }
}

function signatureHeaders({ id, body, secrets }: SignedMessage, at: Date): Record<string, string> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
  }
}

function failed(error: string): Attempt {
  return { ok: false, status: null, error }
}
