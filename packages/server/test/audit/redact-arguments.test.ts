import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redactArguments } from '../../src/audit/redact-arguments.ts'

const size = (value: unknown) => Buffer.byteLength(JSON.stringify(value))

describe('what of the arguments is kept', () => {
  it('SEC-9 SEC-16: everything that is short and no secret', () => {
    const kept = redactArguments({
      query: 'spring',
      limit: 5,
      api_key: 'hunter2',
      nested: { password: 'hunter2' },
    })
    expect(kept).toMatchObject({ query: 'spring', limit: 5 })
    expect(kept).not.toHaveProperty('(cut)')
    expect(JSON.stringify(kept)).not.toContain('hunter2')
  })

  it('SEC-9: the short ones whole and an excerpt of the long ones, and it says so', () => {
    const list = Array.from({ length: 50 }, () => 'x'.repeat(400))
    const kept = redactArguments({ list, id: 'deal_1', note: 'Call back' })
    expect(kept).toMatchObject({
      id: 'deal_1',
      note: 'Call back',
      list: expect.stringContaining(' characters)'),
    })
    expect(kept).toHaveProperty('(cut)', expect.stringContaining('long arguments were cut'))
    expect(size(kept)).toBeLessThanOrEqual(8192)
  })

  it('SEC-9: never more than 8 kB, whatever comes', () => {
    const anything = fc.dictionary(
      fc.string({ maxLength: 600 }),
      fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }),
      { maxKeys: 60 },
    )
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 60 }), (given, times) => {
        const grown = Object.fromEntries(
          Object.entries(given).map(([key, value]) => [key, Array(times).fill(value)]),
        )
        expect(size(redactArguments(grown))).toBeLessThanOrEqual(8192)
      }),
      { numRuns: 20 },
    )
  })
})
