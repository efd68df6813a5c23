import { LRUCache } from 'lru-cache'

/** Who used a bucket longest ago is forgotten beyond this many, and starts with a full one. */
const MOST = 50_000
const MINUTE_MS = 60_000
/** A client begins with a handful of requests at once, however low its limit. */
const LEAST_BURST = 10

/**
 * One token bucket for each key: `perMinute` requests a minute, a sixth of them (ten seconds' worth) at once. A
 * bucket is one number, the time at which it is full again (the generic cell rate algorithm, ITU-T I.371), so it needs
 * no timer, and less than a microsecond a request.
 */
export class TokenBuckets {
  readonly #fullAt = new LRUCache<string, number>({ max: MOST })
  readonly #msEach: number
  /** How far ahead of now `fullAt` may be for one more request to pass. */
  readonly #slackMs: number

  constructor(perMinute: number) {
    const burst = Math.min(perMinute, Math.max(LEAST_BURST, Math.ceil(perMinute / 6)))
    this.#msEach = MINUTE_MS / perMinute
    this.#slackMs = (burst - 1) * this.#msEach
  }

  /** Milliseconds until the key's next request passes; 0 when it would now. */
  wait(key: string, now: number): number {
    return Math.max(0, (this.#fullAt.get(key) ?? now) - this.#slackMs - now)
  }

  /** Counts a request that passed. */
  take(key: string, now: number): void {
    this.#fullAt.set(key, Math.max(this.#fullAt.get(key) ?? now, now) + this.#msEach)
  }
}
