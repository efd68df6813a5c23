import { describe, expect, it } from 'vitest'
import { carriesName, listsNames, withoutPrefix, withPrefix } from '../../conformance/names.ts'

const request = (method: string, params: Record<string, unknown> = {}) => ({
  jsonrpc: '2.0',
  id: 1,
  method,
  params,
})

describe('the names that the conformance adapter maps', () => {
  it('puts the prefix on the one tool or prompt that a request names', () => {
    const sent = request('tools/call', { name: 'test_simple_text', arguments: { name: 'kept' } })
    expect(withPrefix(sent, 'ref__')).toEqual(
      request('tools/call', { name: 'ref__test_simple_text', arguments: { name: 'kept' } }),
    )
    expect(carriesName(sent)).toBe(true)
    const reference = { ref: { type: 'ref/prompt', name: 'p' }, argument: { name: 'a', value: '' } }
    expect(withPrefix(request('completion/complete', reference), 'ref__')).toMatchObject({
      params: { ref: { name: 'ref__p' } },
    })
  })

  it('leaves every other message as it is, by identity', () => {
    for (const message of [
      request('resources/read', { uri: 'test://x', name: 'x' }),
      request('tools/call'),
      [1],
      'text',
      undefined,
    ])
      expect(withPrefix(message, 'ref__')).toBe(message)
    expect(carriesName(request('resources/read'))).toBe(false)
  })

  it('takes the prefix off lists, and nothing else', () => {
    const tools = [{ name: 'ref__a', description: 'ref__ stays' }, { name: 'other' }]
    const answer = { jsonrpc: '2.0', id: 1, result: { tools, ttlMs: 0 } }
    const mapped = {
      jsonrpc: '2.0',
      id: 1,
      result: { tools: [{ name: 'a', description: 'ref__ stays' }, { name: 'other' }], ttlMs: 0 },
    }
    expect(withoutPrefix(answer, 'ref__')).toEqual(mapped)
    expect(listsNames(request('tools/list'))).toBe(true)
    expect(withoutPrefix({ error: { code: 1 } }, 'ref__')).toEqual({ error: { code: 1 } })
  })
})
