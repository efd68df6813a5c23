import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../../src/errors.ts'
import { parseAllowedHosts } from '../../src/net/allowed-hosts.ts'
import { checkUrl, parseHttpUrl } from '../../src/net/guarded-url.ts'
import { maskUrl } from '../../src/net/mask-url.ts'
import type { LookupHost } from '../../src/net/resolve-host.ts'

const dns =
  (...addresses: string[]): LookupHost =>
  async () =>
    addresses
const check = (url: string, lookup: LookupHost = dns('93.184.215.14'), allowed = '') =>
  checkUrl(url, { allowed: parseAllowedHosts(allowed), lookup })

const never: LookupHost = () => Promise.reject(new Error('looked up'))

const notFound: LookupHost = () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }))

function outcome(text: string): unknown {
  try {
    return parseHttpUrl(text)
  } catch (error) {
    return error
  }
}

async function refusal(promise: Promise<unknown>): Promise<Refusal> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof Refusal) return error
  throw new Error('was not refused')
}

describe('URLs that somebody typed', () => {
  it.each([
    'ftp://h/x',
    'file:///etc/passwd',
    'mcp.example.com',
    '//h/x',
    'http:h',
    'https:/h',
    'javascript:alert(1)',
    '',
    'httpss://h',
  ])('CUS-2: refuses %s on the field url', async (url) => {
    const refused = await refusal(check(url))
    expect(refused.code).toBe('invalid')
    expect(refused.issues).toMatchObject([{ field: 'url', message: 'must start with http:// or https://' }])
  })

  it.each([
    'https://',
    'https:///x',
    'http://?x',
    'https://user@/x',
    'https://h /x',
    ' https://h',
    'https://h/\n',
    'https://h\t/',
    'https://h/\u0000',
    'https://h/\u0085',
    'https://h\\@evil',
    'https://h/a/../b',
    'https://h/%2e%2E/b',
    'https://h/.',
    'https://h:99999/',
    'https://[::1/',
    'https://exa%00mple/',
    'https://1.2.3.4.5/',
    `https://h/${'a'.repeat(2040)}`,
  ])('CUS-2: refuses the form %j', (url) => {
    expect(() => parseHttpUrl(url)).toThrow(Refusal)
  })

  it.each([
    'https://mcp.example.com/mcp',
    'HTTP://h:8080/a//b/?x=%2F&&y=a+b#f',
    'https://h/x?',
    'https://h/%7Euser;v=1/...',
    'https://h./x',
    'https://h/?u=https://x/../y',
    'https://bücher.example/x',
    'https://user:pw@h/x',
    'https://[2606:4700::1111]/',
  ])('CUS-15: takes %s and keeps path and query as entered', (url) => {
    const [, path = ''] = /^[a-z]+:\/\/[^/?#]*([^#]*)/i.exec(url) ?? []
    const parsed = parseHttpUrl(url)
    expect(parsed.href.replace(/#.*/, '').endsWith(path)).toBe(true)
  })

  it.each([
    ['http://127.0.0.1/', 'a loopback address'],
    ['http://0x7f.1/', 'a loopback address'],
    ['http://2130706433/', 'a loopback address'],
    ['http://017700000001/', 'a loopback address'],
    ['http://[::1]:80/', 'a loopback address'],
    ['http://127.0.0.1./', 'a loopback address'],
    ['http://①②⑦.0.0.1/', 'a loopback address'],
    ['http://[::ffff:10.0.0.1]/', 'an IPv4 address mapped into IPv6'],
    ['http://169.254.169.254/latest', 'a cloud metadata address'],
  ])('CUS-17: refuses the address in %s at save, with the remedy', async (url, kind) => {
    const refused = await refusal(check(url))
    expect(refused.issues[0]?.field).toBe('url')
    expect(refused.issues[0]?.message).toContain(kind)
    expect(refused.issues[0]?.hint).toContain('an operator can allow it with JACKFIELD_ALLOWED_HOSTS')
  })

  it('CUS-17: refuses a name that resolves to a refused address, also beside a public one, and does not tell which', async () => {
    const refused = await refusal(check('https://rebind.example/', dns('93.184.215.14', '10.20.30.40')))
    expect(refused.message).toContain('rebind.example resolves to a private address')
    expect(JSON.stringify(refused.issues)).not.toContain('10.20.30.40')
  })

  it('CUS-17: refuses localhost by what the system says it is', async () => {
    const refused = await refusal(
      checkUrl('http://localhost:1/', { allowed: parseAllowedHosts(''), field: 'server.url' }),
    )
    expect(refused.issues).toMatchObject([
      { field: 'server.url', message: 'localhost resolves to a loopback address.' },
    ])
  })

  it('CUS-17: an operator can allow a name, which then is not even looked up', async () => {
    expect((await check('http://mcp.internal:8080/mcp', never, 'mcp.internal:8080')).href).toBe(
      'http://mcp.internal:8080/mcp',
    )
    expect((await check('http://10.0.0.1/', never, '10.0.0.0/8')).hostname).toBe('10.0.0.1')
    await refusal(check('http://mcp.internal:22/', dns('10.0.0.1'), 'mcp.internal:8080'))
  })

  it('CUS-20: says that a name does not resolve', async () => {
    for (const lookup of [notFound, dns()]) {
      const refused = await refusal(check('https://nowhere.example/', lookup))
      expect(refused.issues).toMatchObject([
        { field: 'url', message: 'nowhere.example cannot be found: its name does not resolve.' },
      ])
    }
  })

  it('CUS-2: ends in a URL or a refusal, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }).map((text) => `https://${text}`),
          fc.webUrl(),
        ),
        (text) => {
          const result = outcome(text)
          expect(result instanceof Refusal || result instanceof URL).toBe(true)
        },
      ),
    )
  })
})

describe('maskUrl', () => {
  it('SEC-16: hides user info, every query value and the fragment, and keeps the rest', () => {
    expect(maskUrl('https://u:p@h:8443/a/b?token=s1&x=s2&&y=#s3')).toBe(
      'https://***@h:8443/a/b?token=***&x=***&***&y=***#***',
    )
    expect(maskUrl('https://h/a?sk_live_1')).toBe('https://h/a?***')
    expect(maskUrl(new URL('https://h/a'))).toBe('https://h/a')
    expect(maskUrl('https://u:p@')).toBe('***')
  })

  it('SEC-16: no secret survives in any place of a URL that holds secrets', () => {
    const secret = 'Sup3rS3cret'
    const parts = fc.record({
      user: fc.constantFrom('', secret),
      query: fc.webQueryParameters(),
      at: fc.nat(3),
    })
    fc.assert(
      fc.property(parts, ({ user, query, at }) => {
        const places = [`?${secret}`, `?a=${secret}&${query}`, `?${query}&b=${secret}`, `#${secret}`]
        expect(maskUrl(`https://${user}:${secret}@h/p${places[at]}`)).not.toContain(secret)
      }),
    )
  })
})
