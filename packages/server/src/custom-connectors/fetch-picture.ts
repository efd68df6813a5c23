import type { FetchLimits } from '../net/fetch-limits.ts'
import { classifyNetError } from '../net/net-error.ts'
import type { SafeFetch } from '../net/safe-fetch.ts'
import { pictureType } from './picture-type.ts'

const MAX_BYTES = 256 * 1024
const TIMEOUT_MS = 5000

const limits: Partial<FetchLimits> = {
  headersTimeout: TIMEOUT_MS,
  bodyTimeout: TIMEOUT_MS,
  wholeBodyTimeout: TIMEOUT_MS,
  maxBody: MAX_BYTES,
  // A server may call it an event stream.
  maxEvent: MAX_BYTES,
  maxStream: MAX_BYTES,
}

/** A picture, or why there is none: a kind of network failure, `status_404` and the like, or `not_a_picture`. */
export type FetchedPicture = { mediaType: string; bytes: Uint8Array<ArrayBuffer> } | { failure: string }

/** Fetches a picture of at most 256 KiB within five seconds, redirects included. */
export async function fetchPicture(net: SafeFetch, url: string): Promise<FetchedPicture> {
  try {
    const headers = { accept: 'image/*' }
    const response = await net(url, { headers, limits, signal: AbortSignal.timeout(TIMEOUT_MS) })
    if (!response.ok) {
      await response.body?.cancel()
      return { failure: `status_${response.status}` }
    }
    const bytes = new Uint8Array(await response.arrayBuffer())
    const mediaType = pictureType(bytes)
    return mediaType === undefined ? { failure: 'not_a_picture' } : { mediaType, bytes }
  } catch (error) {
    const failure = classifyNetError(error)
    if (failure) return { failure: failure.kind }
    throw error
  }
}
