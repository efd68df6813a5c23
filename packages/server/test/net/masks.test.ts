import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newSecret } from '../../src/ids.ts'
import { maskFields } from '../../src/net/mask-fields.ts'
import { maskText } from '../../src/net/mask-text.ts'

const SECRET = 'Sup3rS3cret'

describe('maskText', () => {
  it.each([
    [`Authorization: Bearer ${SECRET}`, 'Authorization: ***'],
    [`authorization: Digest user="${SECRET}", x="${SECRET}"`, 'authorization: ***'],
    [`Cookie: a=${SECRET}; b=${SECRET}\nHost: h`, 'Cookie: ***\nHost: h'],
    [`X-Api-Key: ${SECRET}, next`, 'X-Api-Key: ***, next'],
    [`GET https://u:${SECRET}@h/p?k=${SECRET} failed`, 'GET https://***@h/p?k=*** failed'],
    [`postgres://u:${SECRET}@db/x`, 'postgres://***@db/x'],
    [`GET /mcp?sig=${SECRET}&n=1 200`, 'GET /mcp?sig=***&n=*** 200'],
    [`sent Bearer ${SECRET} along`, 'sent Bearer *** along'],
    [`{"access_token":"${SECRET}","n":1}`, '{"access_token":***,"n":1}'],
    [`{\\"access_token\\":\\"${SECRET}\\",\\"n\\":1}`, '{\\"access_token\\":***,\\"n\\":1}'],
    [`{"set-cookie":["a=${SECRET}"],"n":1}`, '{"set-cookie":***,"n":1}'],
    [`failed: password=${SECRET} user=x`, 'failed: password=*** user=x'],
    [`clientSecret: '${SECRET}'`, 'clientSecret: ***'],
    ['token_type=bearer', 'token_type=bearer'],
    ['mcp.example.com refuses the connection.', 'mcp.example.com refuses the connection.'],
  ])('SEC-16: %s', (text, masked) => {
    expect(maskText(text)).toBe(masked)
  })

  it('SEC-16: leaves the lines of a stack readable', () => {
    const line = 'at run (file:///srv/jackfield/packages/server/src/main.ts:10:5)'
    expect(maskText(line)).toBe(line)
  })

  it('SEC-16: hides secrets of our own making and JWTs wherever they stand', () => {
    for (const kind of ['agent', 'key', 'session', 'invite', 'setup'] as const) {
      const { secret } = newSecret(kind)
      expect(maskText(`x(${secret})y`)).toBe('x(jf_***)y')
    }
    expect(maskText('jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln.')).toBe('jwt ***.')
  })

  it('SEC-16: hides the secret whatever stands around it', () => {
    const around = fc.oneof(
      fc.string(),
      fc.constantFrom('\n', ' ', '"', "'", '{', ',', '&', '; ', 'a=', 'token: ', '\\'),
    )
    const place = fc.constantFrom(
      `Bearer ${SECRET}`,
      `https://h/?a=${SECRET}`,
      `password=${SECRET}`,
      `"api_key": "${SECRET}"`,
      `Authorization: ${SECRET}`,
    )
    fc.assert(
      fc.property(around, place, around, (before, secret, after) => {
        expect(maskText(`${before} ${secret} ${after}`)).not.toContain(SECRET)
      }),
      { numRuns: 3000 },
    )
  })

  it('SEC-16: hostile text costs no more than its length', () => {
    for (const piece of [
      'a',
      'token',
      'token=',
      '"',
      'a:',
      'https://',
      '?a',
      'eyJ',
      'Bearer ',
      '\\"',
      '[',
      ' ',
      '-',
      'jf_a_',
      '.',
    ]) {
      expect(maskText(piece.repeat(200_000)).length).toBeLessThanOrEqual(300_000)
    }
  })
})

describe('maskFields', () => {
  it('SEC-16: masks fields named like secrets, however written, and what looks like one', () => {
    const fields = {
      password: SECRET,
      apiKey: SECRET,
      client_secret: { a: SECRET },
      'X-Auth-Token': [SECRET],
      otp: 123456,
      note: `Bearer ${SECRET}`,
      url: new URL(`https://h/?k=${SECRET}`),
    }
    expect(maskFields(fields)).toEqual({
      password: '***',
      apiKey: '***',
      client_secret: '***',
      'X-Auth-Token': '***',
      otp: '***',
      note: 'Bearer ***',
      url: 'https://h/?k=***',
    })
    expect(
      maskFields({
        max_tokens: 400,
        token_type: 'bearer',
        has_password: true,
        token: null,
        author: 'x',
        key: 'acme',
      }),
    ).toEqual({
      max_tokens: 400,
      token_type: 'bearer',
      has_password: true,
      token: null,
      author: 'x',
      key: 'acme',
    })
  })

  it('SEC-16: masks all but well-known headers, in every shape', () => {
    const masked = { accept: 'text/html', 'x-acme': '***' }
    expect(maskFields({ headers: { accept: 'text/html', 'x-acme': SECRET } })).toEqual({ headers: masked })
    expect(maskFields(new Headers({ accept: 'text/html', 'x-acme': SECRET }))).toEqual(masked)
    expect(
      maskFields({
        headers: [
          { name: 'X-Acme', value: SECRET },
          { name: 'Accept', value: 'a/b' },
        ],
      }),
    ).toEqual({
      headers: [
        { name: 'X-Acme', value: '***' },
        { name: 'Accept', value: 'a/b' },
      ],
    })
    expect(
      maskFields({
        list: [
          { name: 'Authorization', value: SECRET },
          { name: 'size', value: '3' },
        ],
      }),
    ).toEqual({
      list: [
        { name: 'Authorization', value: '***' },
        { name: 'size', value: '3' },
      ],
    })
  })

  it('SEC-16: cuts long strings, lists, objects and deep nesting, and says so', () => {
    expect(maskFields('x'.repeat(5000))).toBe(`${'x'.repeat(500)}... (5000 characters)`)
    expect(maskFields(Array.from({ length: 60 }, () => 1))).toEqual([
      ...Array.from({ length: 50 }, () => 1),
      '(10 more)',
    ])
    expect(
      Object.keys(maskFields(Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`k${at}`, 1]))) ?? {}),
    ).toHaveLength(51)
    let deep: unknown = 1
    for (let level = 0; level < 100_000; level++) deep = { deep }
    expect(JSON.stringify(maskFields(deep))).toContain('(nested too deeply)')
  })

  it('SEC-16: names what is no JSON, and survives cycles and traps', () => {
    const cycle: Record<string, unknown> = { n: 1 }
    cycle['self'] = cycle
    expect(maskFields(cycle)).toEqual({ n: 1, self: '(circular)' })
    const trap = {
      get x(): string {
        throw new Error(SECRET)
      },
    }
    const revoked = Proxy.revocable({}, {})
    revoked.revoke()
    expect(
      maskFields([
        trap,
        revoked.proxy,
        () => 1,
        10n,
        undefined,
        Number.NaN,
        new Date(0),
        Buffer.from('abc'),
        new Date(Number.NaN),
      ]),
    ).toEqual([
      '(unreadable)',
      '(unreadable)',
      '(function)',
      '10',
      null,
      'NaN',
      '1970-01-01T00:00:00.000Z',
      '(3 bytes)',
      '(invalid date)',
    ])
    const error = new Error(`token=${SECRET}`, { cause: new Error('x') })
    expect(maskFields(error)).toEqual({
      name: 'Error',
      message: 'token=***',
      cause: { name: 'Error', message: 'x' },
    })
    expect(JSON.stringify(maskFields(JSON.parse('{"__proto__":{"a":1}}')))).toBe('{"__proto__":{"a":1}}')
  })

  it('SEC-16: never throws, gives JSON of bounded size, and no secret under a secret name', () => {
    const name = fc.constantFrom(
      'password',
      'accessToken',
      'api_key',
      'Authorization',
      'x-api-key',
      'refresh_token',
    )
    const secret = fc.tuple(
      name,
      fc.object({ maxDepth: 6, withBigInt: true, withDate: true, withMap: true, withSet: true }),
    )
    fc.assert(
      fc.property(secret, ([key, around]) => {
        const text = JSON.stringify(maskFields({ around, inside: [{ [key]: SECRET }] }))
        expect(text).not.toContain(SECRET)
        expect(text.length).toBeLessThan(1_500_000)
      }),
    )
  })
})
