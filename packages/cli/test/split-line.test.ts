import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { insertion, splitLine } from '../src/completion/split-line.ts'

const breaks = ' \t\n"\'@><=;|&(:'

it.each([
  ['', { words: [], current: '', kept: 0, quote: '' }],
  ['jackfield ', { words: ['jackfield'], current: '' }],
  ['jackfield  to', { words: ['jackfield'], current: 'to' }],
  ['call "Support bot" team', { words: ['call', 'Support bot'], current: 'team' }],
  [String.raw`call Support\ bot te`, { words: ['call', 'Support bot'], current: 'te' }],
  [String.raw`tools Support\ b`, { words: ['tools'], current: 'Support b', kept: 0, quote: '' }],
  ['tools "Support b', { words: ['tools'], current: 'Support b', kept: 0, quote: '"' }],
  ["tools 'Support b", { words: ['tools'], current: 'Support b', kept: 0, quote: "'" }],
  ['tools Sup"port b', { current: 'Support b', kept: 3, quote: '"' }],
  ['add --transport=s', { current: '--transport=s', kept: 12, quote: '' }],
  ['role ada@ex', { current: 'ada@ex', kept: 3 }],
  [String.raw`a "\"\$\n" '\'`, { words: ['a', String.raw`"$\n`], current: '\\', quote: '' }],
  ['a "" ', { words: ['a', ''], current: '' }],
])('reads %j', (line, expected) => {
  expect(splitLine(line, breaks)).toMatchObject(expected)
})

it('never throws, and gives every closed word back as a shell would', () => {
  fc.assert(
    fc.property(fc.string(), (line) => {
      const { current, kept } = splitLine(line, breaks)
      expect(kept).toBeLessThanOrEqual(current.length)
    }),
  )
})

it.each(['', '"', "'"])(
  'what is put into the line behind %j is one word, the one that was meant',
  (quote) => {
    const value = 'Support "bot" $HOME `x` \\ it\'s (1); ~ü* #'
    const text = insertion(value, { words: [], current: '', kept: 0, quote: quote as '' | '"' | "'" })
    const printed = execFileSync('sh', ['-c', `printf %s ${quote}${text}${quote}`], { encoding: 'utf8' })
    expect(printed).toBe(value)
  },
)

it('leaves alone what bash keeps of the word', () => {
  const line = splitLine('agents --transport=s', breaks)
  expect(insertion('--transport=sse', line)).toBe('sse')
})
