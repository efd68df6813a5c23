import { describe, expect, it } from 'vitest'
import { TokenBuckets } from '../../src/rate-limits/token-buckets.ts'

/** How many of `tries` requests at one moment pass. */
function passing(buckets: TokenBuckets, key: string, now: number, tries: number): number {
  let passed = 0
  for (let request = 0; request < tries; request++) {
    if (buckets.wait(key, now) > 0) continue
    buckets.take(key, now)
    passed++
  }
  return passed
}

describe('token buckets', () => {
  it('SEC-17: let a sixth of a minute through at once, and then as many as the limit says', () => {
    const buckets = new TokenBuckets(600)
    expect(passing(buckets, 'a', 0, 1000)).toBe(100)
    expect(passing(buckets, 'a', 1000, 1000)).toBe(10)
    expect(passing(buckets, 'a', 61_000, 1000)).toBe(100)
  })

  it('SEC-17: let no more than limit and burst through in any minute, however requests are spread', () => {
    const buckets = new TokenBuckets(600)
    let passed = 0
    for (let now = 0; now < 60_000; now += 7) passed += passing(buckets, 'a', now, 3)
    expect(passed).toBeGreaterThanOrEqual(699)
    expect(passed).toBeLessThanOrEqual(700)
  })

  it('SEC-17: say how long to wait, and let the request through then', () => {
    const buckets = new TokenBuckets(60)
    passing(buckets, 'a', 5000, 100)
    const wait = buckets.wait('a', 5000)
    expect(wait).toBe(1000)
    expect(buckets.wait('a', 5000 + wait - 1)).toBeGreaterThan(0)
    expect(buckets.wait('a', 5000 + wait)).toBe(0)
  })

  it('SEC-17: keep each key apart, and let a client begin however low its limit is', () => {
    const buckets = new TokenBuckets(12)
    expect(passing(buckets, 'a', 0, 100)).toBe(10)
    expect(passing(buckets, 'b', 0, 100)).toBe(10)
    expect(passing(new TokenBuckets(3), 'a', 0, 100)).toBe(3)
  })
})
