import { ReadableStream } from 'node:stream/web'
import { fetch as undiciFetch, type Dispatcher } from 'undici'
import type { Answer } from './answer.ts'
import { Exchange } from './exchange.ts'
import { MAX_REDIRECTS, type FetchLimits } from './fetch-limits.ts'
import { NetError } from './net-error.ts'
import { nextHop, redirectLocation, type Hop, type RedirectMode } from './redirects.ts'
import { readyForShort, sendForShort, type ShortRequest, type Shortcut } from './short-answer.ts'
import { webResponse } from './web-response.ts'

/** What holds for a request and for all that it is redirected to. */
export interface Terms {
  dispatcher: Dispatcher
  limits: FetchLimits
  redirects: RedirectMode
  /** Present when the answer is expected to be short. */
  shortcut: Shortcut | undefined
  /** Any of them ends it. */
  callers: readonly AbortSignal[]
}

/** A request that was answered. */
export interface Answered {
  answer: Answer
  exchange: Exchange
}

/** Sends a request and follows its redirects. @throws NetError */
export async function sendAndFollow(hop: Hop, terms: Terms): Promise<Response> {
  return follow(hop, await send(hop, terms), terms)
}

/** Makes what a request was answered into a response, after following its redirects. @throws NetError */
export async function follow(first: Hop, answered: Answered, terms: Terms): Promise<Response> {
  let hop = first
  let { answer, exchange } = answered
  for (let redirects = 0; ; redirects++) {
    const location = redirectLocation(answer.status, answer.headers.get('location'))
    if (location === undefined || terms.redirects === 'none')
      return webResponse(hop, answer, redirects > 0, terms.limits, exchange)
    exchange.end()
    if (answer.body instanceof ReadableStream) await answer.body.cancel().catch(() => undefined)
    if (redirects === MAX_REDIRECTS)
      throw new NetError('redirect', `${hop.url.host} redirects too often.`, { host: hop.url.host })
    hop = nextHop(hop, answer.status, location, terms.redirects)
    ;({ answer, exchange } = await send(hop, terms))
  }
}

/** Sends a request that is expected to be answered shortly. @throws NetError */
export function sendReady(
  request: ShortRequest,
  host: string,
  terms: Terms & { shortcut: Shortcut },
): Promise<Answered> {
  const { dispatcher, limits, shortcut } = terms
  return within(host, terms, (exchange) => sendForShort(request, dispatcher, exchange, limits, shortcut))
}

function send(hop: Hop, terms: Terms): Promise<Answered> {
  const { url, method, headers, body } = hop
  const { dispatcher, shortcut } = terms
  if (shortcut && typeof body?.content === 'string') {
    const request = { ...readyForShort(url, method, headers), body: body.content }
    return sendReady(request, url.host, { ...terms, shortcut })
  }
  return within(url.host, terms, (exchange) =>
    undiciFetch(url, {
      method,
      headers: [...headers],
      body: body?.content ?? null,
      ...(body?.replayable === false ? { duplex: 'half' as const } : {}),
      redirect: 'manual',
      signal: exchange.signal(),
      dispatcher,
    }),
  )
}

async function within(
  host: string,
  { limits, callers }: Terms,
  work: (exchange: Exchange) => Promise<Answer>,
): Promise<Answered> {
  const exchange = new Exchange(host, callers)
  exchange.setDeadline(limits.headersTimeout, 'did not answer')
  try {
    return { answer: await work(exchange), exchange }
  } catch (error) {
    const failure = exchange.explain(error)
    exchange.end()
    throw failure
  }
}
