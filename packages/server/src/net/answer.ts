import type { ReadableStream } from 'node:stream/web'

/** The answer to one request, before it is judged and limited. */
export interface Answer {
  status: number
  statusText: string
  /** undici's own, or the platform's. */
  headers: Pick<Headers, 'get'> & Iterable<[string, string]>
  /** A stream, or all there is as text. */
  body: ReadableStream<Uint8Array> | string | null
}

/** Whether the answer is `text/event-stream`, whose end may never come. */
export function isEventStream(headers: Answer['headers']): boolean {
  return mediaType(headers) === 'text/event-stream'
}

/** The media type in lower case and without its parameters; empty when there is none. */
export function mediaType(headers: Answer['headers']): string {
  const [essence = ''] = (headers.get('content-type') ?? '').split(';', 1)
  return essence.trim().toLowerCase()
}
