import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkHeaders } from '../../src/net/header-rules.ts'

const one = (name: string, value = 'v') => checkHeaders([{ name, value }])

describe('header rules', () => {
  it('CUS-4: takes ordinary headers', () => {
    const headers = ['Authorization', 'X-Api-Key', 'Cookie', 'User-Agent', 'Origin', 'x_y.z', 'Mcpx'].map(
      (name) => ({ name, value: 'Bearer a=b; "c" é' }),
    )
    expect(checkHeaders(headers)).toEqual([])
    expect(one('X-Empty', '')).toEqual([])
    expect(one('X-Tab', 'a\tb')).toEqual([])
  })

  it('CUS-4: names must be unique without case', () => {
    const issues = checkHeaders([
      { name: 'X-Key', value: '1' },
      { name: 'x-other', value: '2' },
      { name: 'x-KEY', value: '3' },
    ])
    expect(issues).toMatchObject([{ field: 'headers.2.name', message: 'x-KEY is there twice.' }])
  })

  it.each([
    'Host',
    'content-length',
    'Transfer-Encoding',
    'Content-Type',
    'Content-Encoding',
    'ACCEPT',
    'Connection',
    'Keep-Alive',
    'TE',
    'Trailer',
    'Upgrade',
    'Expect',
    'Proxy-Authorization',
    'Proxy-Connection',
    'Sec-Fetch-Mode',
    'Mcp-Session-Id',
    'MCP-Protocol-Version',
    'Set-Cookie',
    'Last-Event-ID',
  ])('CUS-4: refuses %s and says why', (name) => {
    const [issue, ...others] = one(name)
    expect(others).toEqual([])
    expect(issue).toMatchObject({ field: 'headers.0.name', hint: 'Remove this header.' })
    expect(issue?.message).toMatch(new RegExp(`^${name} (belongs|describes|follows|is|says)`))
  })

  it.each(['', 'a b', 'a:', 'é', 'a\r\nb', 'a\u0000', '(x)', 'x'.repeat(129)])(
    'CUS-4: refuses the name %j',
    (name) => {
      expect(one(name)).toMatchObject([{ field: 'headers.0.name' }])
    },
  )

  it.each([
    'a\r\nX-Evil: 1',
    'a\nb',
    'a\rb',
    'a\u0000b',
    'a\u001fb',
    '\u007f',
    '\u0085',
    '日本',
    ' a',
    'a ',
    'x'.repeat(8193),
  ])('CUS-4: refuses the value %j without quoting it', (value) => {
    const issues = one('X-Key', value)
    expect(issues).toMatchObject([{ field: 'headers.0.value' }])
    expect(JSON.stringify(issues)).not.toContain('Evil')
  })

  it('CUS-4: takes 32 headers and refuses 33', () => {
    const headers = Array.from({ length: 33 }, (_, index) => ({ name: `X-${index}`, value: 'v' }))
    expect(checkHeaders(headers.slice(1))).toEqual([])
    expect(checkHeaders(headers)).toMatchObject([{ field: 'headers', hint: 'Keep to 32 headers.' }])
  })

  it('CUS-4: whatever passes can be sent, and reads the same on the other side', () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 })
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), fc.oneof(text, fc.string()), (name, value) => {
        if (checkHeaders([{ name, value }]).length > 0) return
        expect(new Headers([[name, value]]).get(name)).toBe(value)
      }),
      { numRuns: 2000 },
    )
  })
})
