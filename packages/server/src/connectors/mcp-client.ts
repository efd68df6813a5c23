import { Client, SdkError, SdkErrorCode, SSEClientTransport } from '@modelcontextprotocol/client'
import type { FetchLike, PriorDiscovery } from '@modelcontextprotocol/client'
import type { SafeFetch } from '../net/safe-fetch.ts'
import type { Transport, UpstreamServer } from '../upstream.ts'
import { CallTransport } from './call-transport.ts'
import type { Address } from './connector.ts'

/** How long a negotiated era is believed: a server that was upgraded is noticed within a day. */
const eraHorizonMs = 24 * 60 * 60 * 1000

/**
 * What one exchange may cost. Waiting is bounded by each request's own deadline, which knows of progress; these are
 * the outer walls. A GET opens the stream of notifications, which may stay open and silent.
 */
const limits = {
  headersTimeout: 310_000,
  wholeBodyTimeout: 310_000,
  maxBody: 16 * 1024 * 1024,
  maxEvent: 16 * 1024 * 1024,
}
const getting = { redirects: 'same-origin', limits: { ...limits, maxStream: 0 } } as const
const posting = {
  redirects: 'same-origin',
  limits: { ...limits, maxStream: 64 * 1024 * 1024 },
  shortcut: responseAlone,
} as const

export const hubInfo = { name: 'jackfield', title: 'Jackfield', version: '0.1.0' }

export interface OpenClient {
  client: Client
  transport: CallTransport | SSEClientTransport
}

/** The last failure of the network below a client that is being opened. */
interface NetworkTrace {
  failure: unknown
}

export interface OpenOptions {
  address: Address
  transport: Transport
  net: SafeFetch
  timeoutMs: number
  known: { server: UpstreamServer; at: Date } | null
}

/**
 * Opens one MCP client: era negotiated (or taken from what is known), the connector's headers on every request
 * (CUS-7), every request through the guarded fetch.
 */
export async function openMcpClient(options: OpenOptions): Promise<OpenClient> {
  const network: NetworkTrace = { failure: undefined }
  const transport = createTransport(options, network)
  const client = new Client(hubInfo, {
    capabilities: {},
    versionNegotiation: { mode: options.transport === 'sse' ? 'legacy' : 'auto' },
    inputRequired: { autoFulfill: false },
  })
  // Out-of-band noise of a broken stream; the requests themselves reject.
  client.onerror = () => {}
  try {
    const connecting = client.connect(transport, { timeout: options.timeoutMs, ...priorOf(options.known) })
    await within(options.timeoutMs, connecting)
  } catch (error) {
    await transport.close().catch(() => {})
    // Some of the SDK's errors lose what the network said.
    throw network.failure === undefined
      ? error
      : new Error('The server did not open.', { cause: network.failure })
  }
  return { client, transport }
}

/** Ends a client, telling a stateful server that its session is over. Never throws, never waits long. */
export async function closeMcpClient({ client, transport }: OpenClient): Promise<void> {
  if (transport instanceof CallTransport && transport.sessionId !== undefined) {
    const patience = AbortSignal.timeout(2000)
    await Promise.race([
      transport.terminateSession().catch(() => {}),
      new Promise((resolve) => patience.addEventListener('abort', resolve, { once: true })),
    ])
  }
  await client.close().catch(() => {})
}

/** The SDK's time-out begins with its first message; a transport that never starts has none. */
async function within<Value>(ms: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new SdkError(SdkErrorCode.RequestTimeout, 'The server did not open in time.')),
      ms,
    )
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
    work.catch(() => {})
  }
}

function createTransport({ address, transport, net }: OpenOptions, network: NetworkTrace) {
  const url = new URL(address.url)
  const fetch = fetchWithHeaders(net, url, address.headers, network)
  if (transport === 'sse') return new SSEClientTransport(url, { fetch })
  const ready = (headers: RequestInit['headers']) =>
    net.ready(url, { ...posting, method: 'POST', headers: withExtra(headers, address.headers) })
  return new CallTransport(
    url,
    { fetch, ready },
    {
      reconnectionOptions: {
        initialReconnectionDelay: 1000,
        maxReconnectionDelay: 30_000,
        reconnectionDelayGrowFactor: 2,
        maxRetries: 5,
      },
    },
  )
}

/** The connector's headers go to the connector's own origin and nowhere else. */
function fetchWithHeaders(
  net: SafeFetch,
  url: URL,
  extra: Address['headers'],
  network: NetworkTrace,
): FetchLike {
  return async (input, init) => {
    const own = input === url || new URL(input).origin === url.origin
    const headers = withExtra(init?.headers, own ? extra : [])
    try {
      const response = await net(input, {
        ...init,
        headers,
        ...(init?.method === 'POST' ? posting : getting),
      })
      network.failure = undefined
      return response
    } catch (error) {
      network.failure = error
      throw error
    }
  }
}

function withExtra(own: RequestInit['headers'], extra: Address['headers']): Headers {
  const headers = new Headers(own)
  for (const { name, value } of extra) headers.set(name, value)
  return headers
}

const firstEvent = /^(?:event: ?message\r?\n|id:[^\r\n]*\r?\n)*data: ?(\{[^\r\n]*\})\r?\n\r?\n/

/**
 * Nothing of use follows the response in the stream that answers a POST (Streamable HTTP, "Sending Messages to the
 * Server"), so a stream that begins with it is as good as JSON, and cheaper.
 */
function responseAlone(beginning: string): { type: string; text: string } | undefined {
  const text = firstEvent.exec(beginning)?.[1]
  return text !== undefined && isResponse(text) ? { type: 'application/json', text } : undefined
}

function isResponse(text: string): boolean {
  try {
    const message = JSON.parse(text) as object
    return 'id' in message && ('result' in message || 'error' in message)
  } catch {
    return false
  }
}

function priorOf(known: OpenOptions['known']): { prior?: PriorDiscovery } {
  if (!known || Date.now() - known.at.getTime() > eraHorizonMs) return {}
  if (known.server.era === 'legacy') return { prior: { kind: 'legacy' } }
  if (!known.server.discover) return {}
  return {
    prior: {
      kind: 'modern',
      discover: known.server.discover as Extract<PriorDiscovery, { kind: 'modern' }>['discover'],
    },
  }
}
