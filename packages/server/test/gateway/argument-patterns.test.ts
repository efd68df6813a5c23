import { expect, it } from 'vitest'
import { validateArguments } from '../../src/calls/validate-arguments.ts'

it('holds each argument to its own pattern', () => {
  const inputSchema = {
    type: 'object' as const,
    properties: { day: { type: 'string', pattern: '^\\d+$' }, name: { type: 'string', pattern: '^[a-z]+$' } },
  }
  const tool = { definition: { name: 'book', inputSchema }, definitionHash: 'argument-patterns' }
  expect(validateArguments(tool, { day: '12', name: 'ada' })).toEqual([])
  const wrong = validateArguments(tool, { day: 'ada', name: '12' })
  expect(wrong.map(({ field }) => field)).toEqual(['day', 'name'])
})
