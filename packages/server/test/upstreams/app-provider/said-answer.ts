import type { Said } from './wordings/wording.ts'

/** An answer as HTTP has it: JSON, or text where it is text, or nothing. */
export function answerSaying({ status, body, headers = {} }: Said): Response {
  if (body === null && status === 204) return new Response(null, { status, headers })
  const isText = typeof body === 'string'
  return new Response(isText ? body : JSON.stringify(body), {
    status,
    headers: {
      'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
      ...headers,
    },
  })
}
