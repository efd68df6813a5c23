/** What one request outward may cost. Times in milliseconds, sizes in bytes after decompression; 0 means no limit. */
export interface FetchLimits {
  /** From the start of a request (each redirect anew) to the end of the response headers. */
  headersTimeout: number
  /** How long an ordinary body may stand still while somebody waits for it. */
  bodyTimeout: number
  /** How long an ordinary body may take altogether; also ends a response that nobody reads. */
  wholeBodyTimeout: number
  /** How long an event stream may stay silent while somebody waits for it. */
  eventTimeout: number
  /** Size of an ordinary body. */
  maxBody: number
  /** Size of one event of a `text/event-stream` body: the bytes since the last blank line. */
  maxEvent: number
  /** Size of a whole event stream. */
  maxStream: number
}

/**
 * Used where the caller says nothing. Event streams may stay open and silent: notifications come when they come, and
 * the caller of a tool has a deadline of its own.
 */
export const DEFAULT_LIMITS: Readonly<FetchLimits> = {
  headersTimeout: 30_000,
  bodyTimeout: 30_000,
  wholeBodyTimeout: 300_000,
  eventTimeout: 0,
  maxBody: 10 * 1024 * 1024,
  maxEvent: 10 * 1024 * 1024,
  maxStream: 0,
}

/** A connection (DNS, TCP and TLS together) must stand within this time. */
export const CONNECT_TIMEOUT_MS = 5_000

/** Size of all response headers together, in bytes. */
export const MAX_HEADER_BYTES = 64 * 1024

/** More redirects than this are a loop or a maze. */
export const MAX_REDIRECTS = 5
