import {
  ProtocolError,
  SdkError,
  SdkErrorCode,
  SdkHttpError,
  SseError,
  UnauthorizedError,
} from '@modelcontextprotocol/client'
import { BrokenCircuitError, BulkheadRejectedError } from 'cockatiel'
import { classifyNetError } from '../net/net-error.ts'
import { Refusal } from '../errors.ts'

/** Why an upstream could not be used: CUS-20's names and what else can go wrong on the way. */
export type FailureKind =
  | 'dns'
  | 'refused'
  | 'dropped'
  | 'tls'
  | 'timeout'
  | 'blocked_address'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'not_mcp'
  | 'wrong_transport'
  | 'too_large'
  | 'redirect'
  | 'http_error'
  | 'busy'
  | 'resting'

/** A failed exchange with an upstream, named. `message` is fit for people: no secret, no query, no stack. */
export class UpstreamFailure extends Error {
  readonly kind: FailureKind
  /** HTTP status, where one was answered. */
  readonly status: number | undefined

  constructor(
    kind: FailureKind,
    message: string,
    options: { status?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'UpstreamFailure'
    this.kind = kind
    this.status = options.status
  }
}

const byNetKind = {
  blocked_address: 'blocked_address',
  scheme: 'blocked_address',
  dns: 'dns',
  refused: 'refused',
  tls: 'tls',
  timeout: 'timeout',
  reset: 'dropped',
  too_large: 'too_large',
  redirect: 'redirect',
  aborted: 'timeout',
  protocol: 'not_mcp',
} as const satisfies Record<string, FailureKind>

/** What a person reads for each kind; `what` is the server's name. */
const sentences: Record<FailureKind, (what: string) => string> = {
  dns: (what) => `The host name of ${what} cannot be resolved.`,
  refused: (what) => `${what} refused the connection.`,
  dropped: (what) => `${what} dropped the connection.`,
  tls: (what) => `The TLS connection to ${what} failed; its certificate may be wrong or expired.`,
  timeout: (what) => `${what} did not answer in time.`,
  blocked_address: (what) => `${what} is at an address that is not allowed.`,
  unauthorized: (what) => `${what} refused the credential (401).`,
  forbidden: (what) => `${what} denied access (403).`,
  not_found: (what) => `${what} has nothing at this address (404).`,
  not_mcp: (what) => `${what} does not answer like an MCP server.`,
  wrong_transport: (what) => `${what} speaks another transport.`,
  too_large: (what) => `${what} sent more than is accepted.`,
  redirect: (what) => `${what} redirects to where Jackfield does not follow.`,
  http_error: (what) => `${what} answered with an error.`,
  busy: (what) => `${what} has too many calls in flight; try again shortly.`,
  resting: (what) => `${what} failed repeatedly and is given a rest; try again shortly.`,
}

/** Kinds that tell of a sick server, and so count for the breaker. */
const sick = new Set<FailureKind>(['dns', 'refused', 'dropped', 'tls', 'timeout', 'too_large', 'http_error'])

/** Whether the error says that the server is sick, rather than that it answered no. */
export function isSick(error: unknown): boolean {
  return error instanceof UpstreamFailure && sick.has(error.kind)
}

/**
 * Names what went wrong. A JSON-RPC error is the upstream's own answer, so it comes back as it is.
 * @param what the connector's name, as shown to people
 */
export function toFailure(error: unknown, what: string): UpstreamFailure | ProtocolError | Refusal {
  if (error instanceof UpstreamFailure || error instanceof ProtocolError || error instanceof Refusal)
    return error
  const { kind, status } = kindOf(error)
  const suffix = kind === 'http_error' && status !== undefined ? ` (HTTP ${status})` : ''
  return new UpstreamFailure(kind, sentences[kind](what).replace(/\.$/, `${suffix}.`), {
    status,
    cause: error,
  })
}

function kindOf(error: unknown): { kind: FailureKind; status?: number | undefined } {
  if (error instanceof BrokenCircuitError) return { kind: 'resting' }
  if (error instanceof BulkheadRejectedError) return { kind: 'busy' }
  const net = classifyNetError(error)
  if (net) return { kind: byNetKind[net.kind] }
  const status = statusOf(error)
  if (status !== undefined) return { kind: kindOfStatus(status), status }
  if (error instanceof UnauthorizedError) return { kind: 'unauthorized', status: 401 }
  if (error instanceof SdkError && error.code === SdkErrorCode.RequestTimeout) return { kind: 'timeout' }
  if (error instanceof SdkError && error.code === SdkErrorCode.ConnectionClosed) return { kind: 'dropped' }
  return { kind: 'not_mcp' }
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof SdkHttpError) return error.status
  if (error instanceof SseError) return error.code
  if (error instanceof Error && error.cause !== undefined) return statusOf(error.cause)
  return undefined
}

function kindOfStatus(status: number): FailureKind {
  if (status === 401) return 'unauthorized'
  if (status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'not_found'
  if (status === 405 || status === 406 || status === 415) return 'wrong_transport'
  if (status >= 300 && status < 400) return 'redirect'
  return 'http_error'
}
