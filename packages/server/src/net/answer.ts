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
  return (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() === 'text/event-stream'
}
