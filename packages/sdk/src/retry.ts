import { JackfieldError } from './error.ts'

const retries = 2
/** A wait that the server asks for beyond this is the caller's to decide on. */
const longestWaitSeconds = 10

/**
 * Milliseconds to wait before asking again, or undefined when the failure is final. Only what surely did no harm
 * is repeated: reads that got no proper answer, and anything that was turned away with 429 and a Retry-After.
 */
export function retryDelay(method: string, attempt: number, error: unknown): number | undefined {
  if (attempt >= retries || !(error instanceof JackfieldError)) return undefined
  const { code, status, retryAfter } = error
  if (retryAfter !== undefined && retryAfter > longestWaitSeconds) return undefined
  if (status === 429) return retryAfter === undefined ? undefined : retryAfter * 1000
  const brief = code === 'unreachable' || status === 502 || status === 503 || status === 504
  if (method !== 'GET' || !brief) return undefined
  return retryAfter === undefined ? 200 * 2 ** attempt : retryAfter * 1000
}

/** Waits, unless the signal ends the wait first. @throws the signal's reason. */
export async function pause(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted()
  let stop: (() => void) | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, delayMs)
      stop = () => {
        clearTimeout(timer)
        reject(signal?.reason as Error)
      }
      signal?.addEventListener('abort', stop)
    })
  } finally {
    if (stop) signal?.removeEventListener('abort', stop)
  }
}
