import { NetError } from './net-error.ts'
import type { Hop } from './redirects.ts'
import { sendableBody } from './request-body.ts'

/**
 * The request that a call asks for. User info in the URL becomes an Authorization header, unless there is one. Throws
 * a `NetError` for another scheme and for headers that HTTP forbids.
 */
export async function firstRequest(input: string | URL, init: RequestInit, userAgent: string): Promise<Hop> {
  const url = input instanceof URL && isBare(input) ? input : URL.parse(String(input))
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new NetError('scheme', 'The URL must start with http:// or https://')
  }
  const body = await sendableBody(init.body)
  const headers = requestHeaders(init.headers, url)
  if (!headers.has('user-agent')) headers.set('user-agent', userAgent)
  if (body?.type !== undefined && !headers.has('content-type')) headers.set('content-type', body.type)
  const credentials = basicCredentials(url)
  if (credentials !== undefined && !headers.has('authorization')) headers.set('authorization', credentials)
  if (url !== input) {
    url.username = ''
    url.password = ''
    url.hash = ''
  }
  return { url, method: (init.method ?? 'GET').toUpperCase(), headers, body }
}

/** A URL of which nothing stays here: it is not changed, so it need not be copied. */
function isBare({ username, password, hash }: URL): boolean {
  return username === '' && password === '' && hash === ''
}

function requestHeaders(headers: RequestInit['headers'], url: URL): Headers {
  try {
    return new Headers(headers)
  } catch {
    // The original error quotes the value, which may be a secret.
    throw new NetError('protocol', 'A header of this request has a name or value that HTTP forbids.', {
      host: url.host,
    })
  }
}

/** User info of a URL as a header (RFC 7617), because fetch refuses URLs that carry it. */
function basicCredentials(url: URL): string | undefined {
  if (url.username === '' && url.password === '') return undefined
  return `Basic ${Buffer.from(`${decoded(url.username)}:${decoded(url.password)}`).toString('base64')}`
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
