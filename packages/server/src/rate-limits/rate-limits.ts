import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import type { Face, Meters } from '../meters.ts'
import { TokenBuckets } from './token-buckets.ts'

/** How many requests a credential, an account and an address may send to this node (SEC-17). */
export interface RateLimits {
  /** Counts a request of a known caller. Answers the refusal when their key or account has had too many. */
  request(face: Face, ctx: Context): Refusal | undefined
  /**
   * Counts a request whose credential was refused. Answers another refusal to give instead when the address has sent
   * too many. Good credentials from the same address are not held up: behind a proxy it may be everybody's.
   */
  refused(face: Face, clientAddress: string): Refusal | undefined
}

/** The limits that the settings ask for; 0 means none. */
export function openRateLimits(rates: Config['rates'], meters: Meters): RateLimits {
  const keys = bucketsOf(rates.perKey)
  const accounts = bucketsOf(rates.perAccount)
  const addresses = bucketsOf(rates.perAddress)
  return {
    request(face, { actor, accountId }) {
      if (!keys && !accounts) return undefined
      const now = performance.now()
      const key = `${actor.type} ${actor.id}`
      const keyWait = keys?.wait(key, now) ?? 0
      if (keyWait > 0) return refuse(meters, face, 'key', keyWait)
      const accountWait = accounts?.wait(accountId, now) ?? 0
      if (accountWait > 0) return refuse(meters, face, 'account', accountWait)
      keys?.take(key, now)
      accounts?.take(accountId, now)
      return undefined
    },
    refused(face, clientAddress) {
      meters.credentialRefused(face)
      const now = performance.now()
      const wait = addresses?.wait(clientAddress, now) ?? 0
      if (wait > 0) return refuse(meters, face, 'address', wait)
      addresses?.take(clientAddress, now)
      return undefined
    },
  }
}

function bucketsOf(perMinute: number): TokenBuckets | undefined {
  return perMinute > 0 ? new TokenBuckets(perMinute) : undefined
}

const sentences = {
  key: 'This key has sent too many requests.',
  account: 'The keys and people of this account have sent too many requests together.',
  address: 'Too many requests without a valid credential came from this address.',
}

function refuse(meters: Meters, face: Face, by: keyof typeof sentences, waitMs: number): Refusal {
  meters.rateLimited(face, by)
  const retryAfter = Math.max(1, Math.ceil(waitMs / 1000))
  const seconds = retryAfter === 1 ? 'second' : 'seconds'
  return new Refusal('rate_limited', `${sentences[by]} Try again in ${retryAfter} ${seconds}.`, {
    retryAfter,
  })
}
