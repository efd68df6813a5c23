import { expect, it } from 'vitest'
import { readSource } from '../read-source.mjs'

it('measures functions with a body, by name and line', () => {
  const text =
    'export function one() {\n  return 1\n}\nconst two = () => {\n  one()\n}\nclass C {\n  three() {}\n}\n'
  expect(readSource('a.ts', text)).toMatchObject({
    lines: 9,
    functions: [
      { name: 'one', line: 1, lines: 3 },
      { name: 'two', line: 4, lines: 3 },
      { name: 'three', line: 8, lines: 1 },
    ],
  })
})

it.each([
  'console.log(process.env.PORT)',
  "process['env']",
  'const { env } = process',
  'globalThis.process.env',
  "import { env } from 'node:process'",
])('sees the environment read: %s', (text) => {
  expect(readSource('a.ts', `\n${text}\n`).environment).toEqual([2])
})

it.each([
  'const a: any = 1',
  'f(a as any)',
  '// @ts-ignore',
  '/* eslint-disable */',
  '// oxlint-disable-next-line no-console',
])('sees the way out of the checks: %s', (text) => {
  expect(readSource('a.ts', `\n${text}\n`).loose).toHaveLength(1)
})

it('does not take words in strings and comments for code', () => {
  const { environment, loose } = readSource(
    'a.ts',
    "// any process.env\nexport const s = 'as any, process.env'\n",
  )
  expect({ environment, loose }).toEqual({ environment: [], loose: [] })
})
