import type { z } from 'zod'
import type { ConnectorTest } from '@jackfield/sdk/contract'
import type { SafeFetch } from '../net/safe-fetch.ts'
import type { Transport } from '../upstream.ts'
import type { Address } from './connector.ts'
import { discover } from './discover.ts'
import { toFailure, UpstreamFailure } from './failure.ts'
import type { FailureKind } from './failure.ts'
import { closeMcpClient, openMcpClient } from './mcp-client.ts'

export interface ProbeOptions {
  net: SafeFetch
  address: Address
  transport: Transport
  timeoutMs: number
}

type Answer = z.input<typeof ConnectorTest>

const hints: Partial<Record<FailureKind, string>> = {
  dns: 'Check the spelling of the host.',
  dropped: 'Check the server: it ended the connection without an answer.',
  refused: 'Check that the server runs and that the port is right.',
  tls: "Check the server's certificate, or whether it speaks https at all.",
  timeout: 'Check that the server runs and is not behind a firewall.',
  unauthorized: 'Check the token and the name of its header.',
  forbidden: 'The credential is known but may not do this: check its rights.',
  not_found: 'Check the path of the URL; many servers listen at /mcp or /sse.',
  not_mcp: 'Check the path of the URL; this address answers with something else than MCP.',
  redirect: 'Enter the address it redirects to.',
}

/**
 * Opens a server once and reads its lists (CUS-20): no tool is called and nothing is stored. When it fails over the
 * chosen transport in a way that the other one might explain, the other is tried, and offered if it works (CUS-21).
 */
export async function probe(options: ProbeOptions): Promise<Answer> {
  const first = await attempt(options)
  if (first.ok || !mayBeTransport(first.failure)) return first
  const other: Transport = options.transport === 'sse' ? 'streamable-http' : 'sse'
  const second = await attempt({ ...options, transport: other })
  if (!second.ok) return first
  return {
    ok: false,
    failure: 'wrong_transport',
    message: `The server does not speak ${label(options.transport)} here, but ${label(other)} works.`,
    hint: `Switch the transport to ${label(other)}.`,
    suggested_transport: other,
    latency_ms: second.latency_ms,
  }
}

async function attempt({ net, address, transport, timeoutMs }: ProbeOptions): Promise<Answer> {
  const started = performance.now()
  const latency = () => Math.round(performance.now() - started)
  try {
    const open = await openMcpClient({ address, transport, net, timeoutMs, known: null })
    try {
      const { server, tools } = await discover(open.client, { timeout: timeoutMs })
      return {
        ok: true,
        message: `Works: ${tools.length} ${tools.length === 1 ? 'tool' : 'tools'}.`,
        protocol_version: server.protocol_version,
        server_name: server.name,
        tools: tools.slice(0, 1000).map((tool) => tool.name.slice(0, 200)),
        latency_ms: latency(),
      }
    } finally {
      await closeMcpClient(open)
    }
  } catch (error) {
    const failure = toFailure(error, 'The server')
    const kind = failure instanceof UpstreamFailure ? failure.kind : 'not_mcp'
    const message =
      failure instanceof UpstreamFailure
        ? failure.message
        : 'The server answered a list request with an error.'
    const hint = hints[kind]
    return { ok: false, failure: toNamed(kind), message, ...(hint ? { hint } : {}), latency_ms: latency() }
  }
}

function mayBeTransport(failure: Answer['failure']): boolean {
  return (
    failure === 'wrong_transport' ||
    failure === 'not_found' ||
    failure === 'not_mcp' ||
    failure === 'http_error' ||
    failure === 'timeout'
  )
}

function toNamed(kind: FailureKind): NonNullable<Answer['failure']> {
  return kind === 'busy' || kind === 'resting' ? 'http_error' : kind
}

function label(transport: Transport): string {
  return transport === 'sse' ? 'Server-Sent Events' : 'Streamable HTTP'
}
