import type { ErrorAnswer } from './contract-types.ts'

/** One thing that is wrong with the input, and how to mend it. */
export type Issue = NonNullable<ErrorAnswer['error']['issues']>[number]

/**
 * Why a request failed: the server's own closed set, and the last three, which are found out on this side.
 * `unreachable`: no answer came (refused, name not found, broken off).
 * `timeout`: no answer came in time; a change that was asked for may have happened.
 * `unexpected_answer`: something answered that is not Jackfield.
 */
export type ErrorCode =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'version_conflict'
  | 'rate_limited'
  | 'too_large'
  | 'method_not_allowed'
  | 'unsupported_media_type'
  | 'upstream'
  | 'unavailable'
  | 'internal'
  | 'unreachable'
  | 'timeout'
  | 'unexpected_answer'

export interface JackfieldErrorFields {
  hint?: string | undefined
  issues?: Issue[] | undefined
  details?: Record<string, unknown> | undefined
  status?: number | undefined
  requestId?: string | undefined
  retryAfter?: number | undefined
  cause?: unknown
}

/** Every failure of a client call, except an abort by the caller's own signal, which throws the signal's reason. */
export class JackfieldError extends Error {
  readonly code: ErrorCode
  /** What to do about it. */
  readonly hint: string | undefined
  /** Which fields of the input were refused, and why. */
  readonly issues: Issue[]
  /** Machine-readable facts, for example `{ current }` of a `version_conflict`. */
  readonly details: Record<string, unknown> | undefined
  /** HTTP status; undefined when no answer came. */
  readonly status: number | undefined
  /** Names this request in the server's log. */
  readonly requestId: string | undefined
  /** Seconds after which a retry makes sense. */
  readonly retryAfter: number | undefined

  constructor(code: ErrorCode, message: string, fields: JackfieldErrorFields = {}) {
    super(message, fields.cause === undefined ? undefined : { cause: fields.cause })
    this.name = 'JackfieldError'
    this.code = code
    this.hint = fields.hint
    this.issues = fields.issues ?? []
    this.details = fields.details
    this.status = fields.status
    this.requestId = fields.requestId
    this.retryAfter = fields.retryAfter
  }

  /** The same shape as the API's error answer. */
  toJSON(): ErrorAnswer {
    const { code, message, hint, issues, details, requestId } = this
    return {
      error: {
        code,
        message,
        ...(hint === undefined ? {} : { hint }),
        ...(issues.length === 0 ? {} : { issues }),
        ...(details === undefined ? {} : { details }),
        ...(requestId === undefined ? {} : { request_id: requestId }),
      },
    }
  }
}
