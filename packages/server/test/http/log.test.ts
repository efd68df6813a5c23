import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../../src/errors.ts'
import { errorResponse } from '../../src/http/rest/errors.ts'
import { openLog } from '../../src/log.ts'

function recorded() {
  const lines: string[] = []
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString())
      done()
    },
  })
  return { log: openLog({ logLevel: 'info' }, sink), lines }
}

describe('the log', () => {
  it('SEC-16: masks secrets wherever they stand', () => {
    const { log, lines } = recorded()
    log.info(
      {
        headers: { authorization: 'Bearer abc123', 'x-own': 'hidden1' },
        password: 'hidden2',
        url: 'https://u:hidden3@h.example/?key=hidden4',
      },
      'called https://h.example/?token=hidden5 with Bearer hidden6',
    )
    log.warn('cookie: session=hidden7')
    log.error({ err: new Error('failed with jf_key_hidden8') }, 'broken')
    const all = lines.join('')
    expect(all).not.toMatch(/abc123|hidden\d/)
    expect(lines.map((line) => (JSON.parse(line) as { level: string }).level)).toEqual([
      'info',
      'warn',
      'error',
    ])
    expect(JSON.parse(lines[2] ?? '')).toMatchObject({ stack: expect.stringContaining('log.test.ts') })
  })

  it('has the stack of a bug, and the answer has its id alone', async () => {
    const { log, lines } = recorded()
    const cause = new Error('select * from users where token = hidden9')
    const answer = errorResponse(cause, 'req_1', log)
    expect(answer.status).toBe(500)
    expect(await answer.json()).toEqual({
      error: {
        code: 'internal',
        message: 'Something went wrong on our side.',
        hint: 'Look for the request_id in the log of the server.',
        request_id: 'req_1',
      },
    })
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      request_id: 'req_1',
      level: 'error',
      stack: expect.stringContaining('log.test.ts'),
    })
    expect(lines.join('')).not.toContain('hidden9')
  })
})

describe('an error answer', () => {
  it.each([
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not_found', 404],
    ['conflict', 409],
    ['version_conflict', 409],
    ['too_large', 413],
    ['rate_limited', 429],
    ['internal', 500],
    ['upstream', 502],
    ['unavailable', 503],
  ] as const)('has for %s the status %i', async (code, status) => {
    const refusal = new Refusal(code, 'Why.', { hint: 'How.', retryAfter: 1.2, details: { a: 1 } })
    const answer = errorResponse(refusal, 'req_1', recorded().log)
    expect(answer.status).toBe(status)
    expect(await answer.json()).toEqual({
      error: { code, message: 'Why.', hint: 'How.', details: { a: 1 }, request_id: 'req_1' },
    })
    expect(answer.headers.get('retry-after')).toBe('2')
  })
})
