import { failedRequest, refusedRequest, unexpectedAnswer } from './failures.ts'
import { JackfieldError } from './error.ts'
import { pause, retryDelay } from './retry.ts'

export interface ClientOptions {
  /** Address of the hub, for example `https://jackfield.example.com`; a path in it is kept. */
  url: string
  /** API key or session token, sent as Bearer. Leave out in the dashboard, where the session cookie does. */
  token?: string | undefined
  /** Instead of the global `fetch`. */
  fetch?: typeof globalThis.fetch | undefined
  /** How long a request may take, in milliseconds; 60,000 if absent, tool calls 300,000. */
  timeoutMs?: number | undefined
}

/** What every call takes as its last argument. */
export interface CallOptions {
  /** Ends the request; the call then throws the signal's reason. */
  signal?: AbortSignal | undefined
  /** Instead of the client's own, in milliseconds. */
  timeoutMs?: number | undefined
}

interface Payload extends CallOptions {
  body?: unknown
  query?: Record<string, string | number | boolean | undefined> | undefined
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One request to `/api/v1` + path; gives the parsed answer. @throws JackfieldError */
export type Send = <Answer>(method: Method, path: string, payload?: Payload) => Promise<Answer>

/** The same, with the body left unread; the time limit ends when the headers are here. @throws JackfieldError */
export type Open = (path: string, payload?: Payload) => Promise<Response>

const defaultTimeoutMs = 60_000

/** Both ways of asking one hub. @throws JackfieldError `invalid` when the url is not an http(s) address. */
export function createTransport(options: ClientOptions): { send: Send; open: Open } {
  const base = baseUrl(options.url)
  return {
    send: async <Answer>(method: Method, path: string, payload: Payload = {}) =>
      (await persist(options, base, method, path, payload, readJson)) as Answer,
    open: (path, payload = {}) => persist(options, base, 'GET', path, payload, async (response) => response),
  }
}

/** Fills ids into a path, encoded. */
export function at(texts: TemplateStringsArray, ...ids: string[]): string {
  return texts.reduce((path, text, index) => path + encodeURIComponent(ids[index - 1] ?? '') + text)
}

/** An id that is empty or made of dots would turn one path into another. */
function checkPath(path: string): void {
  if (/\/\.{0,2}(\/|$)/.test(path))
    throw new JackfieldError('invalid', 'An id is empty or made of dots.', {
      hint: 'Pass the id from a list.',
    })
}

function baseUrl(text: string): string {
  // URL.parse is not in Node 20.
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol))
    throw new JackfieldError('invalid', `url: "${text}" is not an address of a Jackfield server.`, {
      hint: 'Use the whole address, for example http://127.0.0.1:3000.',
    })
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}/api/v1`
}

async function persist<Answer>(
  options: ClientOptions,
  base: string,
  method: Method,
  path: string,
  payload: Payload,
  read: (response: Response) => Promise<Answer>,
): Promise<Answer> {
  checkPath(path)
  for (let attempt = 0; ; attempt++) {
    try {
      return await once(options, base + path + queryString(payload.query), method, payload, read)
    } catch (error) {
      payload.signal?.throwIfAborted()
      const delayMs = retryDelay(method, attempt, error)
      if (delayMs === undefined) throw error
      await pause(delayMs, payload.signal)
    }
  }
}

async function once<Answer>(
  options: ClientOptions,
  url: string,
  method: Method,
  payload: Payload,
  read: (response: Response) => Promise<Answer>,
): Promise<Answer> {
  const timeoutMs = payload.timeoutMs ?? options.timeoutMs ?? defaultTimeoutMs
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), timeoutMs)
  const signal = payload.signal ? AbortSignal.any([payload.signal, late.signal]) : late.signal
  try {
    // A redirect would turn a POST into a GET and could carry the token to another host: reported, not followed.
    const request = {
      method,
      headers: headersFor(options, payload),
      signal,
      redirect: 'manual',
      ...bodyFor(payload),
    } as const
    const response = await (options.fetch ?? globalThis.fetch)(url, request)
    if (!response.ok) throw await refusedRequest(response, url)
    return await read(response)
  } catch (error) {
    throw error instanceof JackfieldError ? error : failedRequest(error, url, late.signal.aborted, timeoutMs)
  } finally {
    clearTimeout(timer)
  }
}

function headersFor(options: ClientOptions, payload: Payload): Record<string, string> {
  return {
    accept: 'application/json',
    ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
    ...(payload.body === undefined ? {} : { 'content-type': 'application/json' }),
  }
}

function bodyFor(payload: Payload): { body?: string } {
  return payload.body === undefined ? {} : { body: JSON.stringify(payload.body) }
}

async function readJson(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch {
    throw unexpectedAnswer(response, response.url)
  }
}

function queryString(query: Payload['query']): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined) search.set(name, String(value))
  return search.size === 0 ? '' : `?${search.toString()}`
}
