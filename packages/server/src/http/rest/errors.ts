import type { ErrorAnswer } from '@jackfield/sdk/contract'
import type { Logger } from 'pino'
import type { z } from 'zod'
import { Refusal } from '../../errors.ts'
import type { RefusalCode, RefusalOptions } from '../../errors.ts'

/** Which status each refusal has on the wire. */
const statusOf: Record<RefusalCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  version_conflict: 409,
  too_large: 413,
  rate_limited: 429,
  internal: 500,
  upstream: 502,
  unavailable: 503,
}

/** A refusal that only HTTP knows, such as a wrong method. */
export class HttpRefusal extends Error {
  readonly status: number
  readonly code: string
  readonly hint: string | undefined
  readonly headers: Record<string, string>

  constructor(
    status: number,
    code: string,
    message: string,
    options: { hint?: string; headers?: Record<string, string> } = {},
  ) {
    super(message)
    this.name = 'HttpRefusal'
    this.status = status
    this.code = code
    this.hint = options.hint
    this.headers = options.headers ?? {}
  }
}

type ErrorBody = z.input<typeof ErrorAnswer>

/**
 * Anything thrown, as the answer that REST gives. What is not a refusal is a bug: it is logged in full (masked by
 * the logger), and the answer holds the request id to find it by.
 */
export function errorResponse(error: unknown, requestId: string, log: Logger): Response {
  if (error instanceof HttpRefusal) return httpAnswer(error, requestId)
  const refusal = error instanceof Refusal ? error : unexpected(error, requestId, log)
  const headers = new Headers()
  if (refusal.retryAfter !== undefined) headers.set('retry-after', String(Math.ceil(refusal.retryAfter)))
  if (refusal.code === 'unauthenticated') headers.set('www-authenticate', 'Bearer realm="jackfield"')
  return respond(statusOf[refusal.code], refusalBody(refusal, requestId), headers)
}

function refusalBody(refusal: Refusal, requestId: string): ErrorBody {
  const { code, message, hint, issues, details } = refusal
  return {
    error: {
      code,
      message,
      ...(hint && { hint }),
      ...(issues.length > 0 && { issues }),
      ...(details && { details }),
      request_id: requestId,
    },
  }
}

function httpAnswer(error: HttpRefusal, requestId: string): Response {
  const { code, message, hint } = error
  const body = { error: { code, message, ...(hint && { hint }), request_id: requestId } }
  return respond(error.status, body, new Headers(error.headers))
}

function unexpected(error: unknown, requestId: string, log: Logger): Refusal {
  log.error({ err: error, request_id: requestId }, 'unexpected error')
  const options: RefusalOptions = { hint: 'Look for the request_id in the log of the server.' }
  return new Refusal('internal', 'Something went wrong on our side.', options)
}

function respond(status: number, body: ErrorBody, headers: Headers): Response {
  headers.set('content-type', 'application/json; charset=utf-8')
  return new Response(JSON.stringify(body), { status, headers })
}
