import { Blob } from 'node:buffer'
import type { BodyInit as UndiciBody } from 'undici'

/** A request body as undici takes it. */
export interface SendableBody {
  content: UndiciBody
  /** The content type that goes with the body unless the caller names one. */
  type: string | undefined
  /** Whether it can be sent again after a redirect: everything but streams. */
  replayable: boolean
}

/**
 * Brings a web request body into a form that undici takes: the two have classes of their own for forms. Throws a
 * TypeError for a value that is no body.
 */
export async function sendableBody(body: RequestInit['body']): Promise<SendableBody | null> {
  if (body === null || body === undefined) return null
  if (typeof body === 'string' || body instanceof URLSearchParams || body instanceof Blob) {
    return { content: body, type: undefined, replayable: true }
  }
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) {
    return { content: body, type: undefined, replayable: true }
  }
  if (body instanceof FormData) {
    const encoded = new Response(body)
    const type = encoded.headers.get('content-type') ?? undefined
    return { content: await encoded.arrayBuffer(), type, replayable: true }
  }
  if (Symbol.asyncIterator in body) return { content: body, type: undefined, replayable: false }
  throw new TypeError('The body must be text, bytes, a form or a stream.')
}
