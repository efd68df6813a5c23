import {
  Client,
  type ClientOptions,
  SSEClientTransport,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client'
import { Client as Client1 } from '@modelcontextprotocol/sdk/client/index.js'
import { SSEClientTransport as SseTransport1 } from '@modelcontextprotocol/sdk/client/sse.js'
import { StreamableHTTPClientTransport as HttpTransport1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js'

/** How to reach a server with one of the official clients. */
export interface ClientAddress {
  url: string
  /** Sent on every request. */
  headers?: Record<string, string>
  transport?: 'streamable-http' | 'sse'
}

/**
 * A connected client on SDK 1.x, which opens with `initialize`. The caller closes it.
 * @throws what the SDK throws when it cannot connect
 */
export async function connectSdk1({ url, headers = {}, transport }: ClientAddress): Promise<Client1> {
  const client = new Client1(
    { name: 'sdk-1-client', version: '1.0.0' },
    { capabilities: { elicitation: {} } },
  )
  const options = { requestInit: { headers } }
  const address = new URL(url)
  await client.connect(
    transport === 'sse' ? new SseTransport1(address, options) : new HttpTransport1(address, options),
  )
  return client
}

/**
 * A connected client on SDK 2.x, which asks for 2026-07-28 and falls back unless told otherwise. The caller
 * closes it.
 * @throws what the SDK throws when it cannot connect
 */
export async function connectSdk2(
  { url, headers = {}, transport }: ClientAddress,
  options: ClientOptions = {},
): Promise<Client> {
  const defaults: ClientOptions = { versionNegotiation: { mode: 'auto' }, capabilities: { elicitation: {} } }
  const client = new Client({ name: 'sdk-2-client', version: '1.0.0' }, { ...defaults, ...options })
  const address = new URL(url)
  const how = { requestInit: { headers } }
  await client.connect(
    transport === 'sse'
      ? new SSEClientTransport(address, how)
      : new StreamableHTTPClientTransport(address, how),
  )
  return client
}
