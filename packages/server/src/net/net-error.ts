import { failureOfCode, type NetErrorKind } from './failure-codes.ts'

export type { NetErrorKind }

/**
 * A call outward that failed. `message` is fit to be shown: it names the host and never a path, a query or a header.
 */
export class NetError extends Error {
  readonly kind: NetErrorKind
  /** Host, with the port where it is not the scheme's own. */
  readonly host: string | undefined

  constructor(
    kind: NetErrorKind,
    message: string,
    options: { host?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    // Web clients (the event source among them) tell a wanted end from a failure by this name.
    this.name = kind === 'aborted' ? 'AbortError' : 'NetError'
    this.kind = kind
    this.host = options.host
  }
}

/** Errors deeper in a chain than this are not looked at. */
const MAX_CHAIN = 20

/**
 * Finds the network failure in an error, however deeply other libraries have wrapped it (`cause`, and `errors` of an
 * AggregateError). Gives `undefined` for errors that are no network failure.
 */
export function classifyNetError(error: unknown, host?: string): NetError | undefined {
  const chain = errorChain(error)
  const typed = chain.find((link) => link instanceof NetError)
  if (typed) return typed
  for (const link of chain) {
    const failure = failureOfCode(codeOf(link), link)
    if (failure) return new NetError(failure.kind, failure.say(host ?? 'The server'), { host, cause: error })
  }
  return undefined
}

function errorChain(start: unknown): Error[] {
  const queue: unknown[] = [start]
  const chain = new Set<Error>()
  for (let at = 0; at < queue.length && chain.size < MAX_CHAIN; at++) {
    const link = queue[at]
    if (!(link instanceof Error) || chain.has(link)) continue
    chain.add(link)
    queue.push(link.cause)
    if (link instanceof AggregateError) queue.push(...link.errors.slice(0, MAX_CHAIN))
  }
  return [...chain]
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
