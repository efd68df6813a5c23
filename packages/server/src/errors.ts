/**
 * The closed set of reasons for which Jackfield refuses something. Each face (REST, MCP, CLI) maps them to its
 * own wire shape exactly once.
 */
export type RefusalCode =
  | 'invalid' // the input is wrong: issues name the fields
  | 'unauthenticated' // no credential, or one that is unknown, expired or revoked
  | 'forbidden' // the actor's role or key does not allow it
  | 'not_found' // missing, or another account's: the two must look the same
  | 'conflict' // the present state does not allow it
  | 'version_conflict' // somebody saved in between
  | 'rate_limited' // too many tries; retryAfter says when
  | 'too_large' // over a size limit
  | 'upstream' // the server behind a connector failed
  | 'unavailable' // we cannot do it right now (shutting down, audit cannot be stored)
  | 'internal' // a bug of ours

/** One thing that is wrong, and how to mend it. */
export interface Issue {
  /** Dotted path of the input field, for example `headers.0.name`; absent when no single field is at fault. */
  field?: string
  message: string
  /** What to do about it. */
  hint?: string
  /** The values that would have been accepted, when they are few. */
  valid_values?: string[]
}

export interface RefusalOptions {
  issues?: Issue[]
  hint?: string
  /** Seconds after which a retry makes sense. */
  retryAfter?: number
  /** Machine-readable facts beside the message (for example `{ failure: 'timeout' }`). Never a secret. */
  details?: Record<string, unknown>
  cause?: unknown
}

/**
 * Thrown by verbs whenever they refuse. `message` is shown to people as it is: it must hold no secret and no
 * internals, and should say what to do.
 */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly issues: Issue[]
  readonly hint: string | undefined
  readonly retryAfter: number | undefined
  readonly details: Record<string, unknown> | undefined

  constructor(code: RefusalCode, message: string, options: RefusalOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'Refusal'
    this.code = code
    this.issues = options.issues ?? []
    this.hint = options.hint
    this.retryAfter = options.retryAfter
    this.details = options.details
  }
}

/** Refuses one input field. */
export function invalid(field: string, message: string, hint?: string): Refusal {
  return new Refusal('invalid', `${field}: ${message}`, {
    issues: [{ field, message, ...(hint ? { hint } : {}) }],
  })
}

/** The one answer for ids that do not exist and for ids of other accounts (PLT-15, SEC-13). */
export function notFound(what: string): Refusal {
  return new Refusal('not_found', `There is no such ${what}.`)
}
