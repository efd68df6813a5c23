import type { Outgoing, ProviderAnswer } from '@jackfield/catalog/run'
import type { SafeFetch } from '../net/safe-fetch.ts'
import { toFailure, UpstreamFailure } from './failure.ts'

export interface HttpOptions {
  /** The app's name, for messages. */
  what: string
  signal?: AbortSignal
  /** Milliseconds until the whole answer must be there. */
  timeoutMs: number
  /** Bytes that an answer may have. */
  maxBody: number
  /** Whether the request may go on to another address; it may by default, without what is secret in its headers. */
  redirects?: 'none'
}

/** An answer, and its bytes as they came. */
export interface HttpAnswer extends ProviderAnswer {
  bytes: Buffer
}

/**
 * Sends one request of an app and reads the answer: JSON parsed, everything else as text.
 * @throws UpstreamFailure when there is no answer
 */
export async function sendHttp(net: SafeFetch, out: Outgoing, options: HttpOptions): Promise<HttpAnswer> {
  const { what, signal, timeoutMs, maxBody } = options
  try {
    const response = await net(out.url, {
      method: out.method,
      headers: out.headers,
      ...(out.body === undefined ? {} : { body: out.body }),
      ...(signal ? { signal } : {}),
      ...(options.redirects ? { redirects: options.redirects } : {}),
      limits: { headersTimeout: timeoutMs, bodyTimeout: timeoutMs, wholeBodyTimeout: timeoutMs, maxBody },
    })
    const bytes = Buffer.from(await response.arrayBuffer())
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: parse(response.headers.get('content-type'), bytes),
      bytes,
    }
  } catch (error) {
    const failure = toFailure(error, what)
    // The name for an MCP server that speaks no HTTP; of an app it would be misleading.
    if (failure instanceof UpstreamFailure && failure.kind === 'not_mcp')
      throw new UpstreamFailure('http_error', `${what} did not answer as HTTP says.`, { cause: error })
    throw failure
  }
}

function parse(type: string | null, bytes: Buffer): unknown {
  const text = bytes.toString('utf8')
  if (type !== null && !/json|text|xml|urlencoded/i.test(type)) return text
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return text
  }
}
