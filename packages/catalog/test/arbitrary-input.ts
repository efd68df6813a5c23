import * as fc from 'fast-check'
import { fewest, most } from './plausible-values.ts'
import type { Choose, Schema } from './plausible-values.ts'

/** Texts that have broken somebody's addresses, headers or templates before. */
const nasty = fc.constantFrom(
  'a/b',
  '../..',
  '..%2f..',
  '%2e%2e',
  '.hidden',
  '{api}',
  '?a=1&b=2#c',
  "it's (a) *test*!",
  'ünï/çødé',
  '😀',
  '\u202Eabc',
  ' spaced ',
  '0',
  'null',
)

const formats: Record<string, fc.Arbitrary<string>> = {
  date: fc.constantFrom('2026-11-21', '1999-01-01', '2028-02-29'),
  'date-time': fc.constantFrom(
    '2026-11-21T09:00:00Z',
    '2026-11-21T09:00:00.123+02:00',
    '1999-12-31T23:59:59-11:30',
  ),
  email: fc.constantFrom('ada@example.com', 'a.b+c@sub.example.org'),
  uri: fc.constantFrom('https://example.com', 'https://example.com/ü?a=b#c'),
  uuid: fc.uuid(),
}

/** Anything that a schema allows; `known` has the last word where it gives a value. */
export function arbitraryOf(schema: Schema, known: Choose, name = '', path = ''): fc.Arbitrary<unknown> {
  const given = known(schema, name, path)
  if (given !== undefined) return fc.constant(given)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const forks = schema.anyOf ?? schema.oneOf
  if (forks) return fc.oneof(...forks.map((fork) => arbitraryOf(fork, known, name, path)))
  return byType(schema, known, path)
}

function byType(schema: Schema, known: Choose, path: string): fc.Arbitrary<unknown> {
  const [type] = [schema.type].flat()
  if (type === 'string') return textOf(schema)
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (type === 'integer') return fc.integer({ min: Math.ceil(fewest(schema)), max: Math.floor(most(schema)) })
  if (type === 'number')
    return fc.double({ min: fewest(schema), max: most(schema), noNaN: true }).map((value) => value + 0)
  if (type === 'array') return listOf(schema, known, path)
  const fields = Object.entries(schema.properties ?? {}).map(([name, inner]) => {
    const below = path === '' ? name : `${path}.${name}`
    return [name, arbitraryOf(inner, known, name, below)] as const
  })
  return fc.record(Object.fromEntries(fields), { requiredKeys: schema.required ?? [] })
}

function listOf({ items = {}, minItems = 0, maxItems = 4 }: Schema, known: Choose, path: string) {
  const length = { minLength: minItems, maxLength: Math.min(maxItems, minItems + 4) }
  // Nobody means something by saying the same twice, and many providers refuse it.
  // A comma would stand between two where a list is one text.
  const item = arbitraryOf(items, known, '', path).filter(
    (one) => typeof one !== 'string' || !one.includes(','),
  )
  return fc.uniqueArray(item, { ...length, selector: (one) => JSON.stringify(one) })
}

function textOf({ format, pattern, minLength = 0, maxLength = 60 }: Schema): fc.Arbitrary<string> {
  const shaped = formats[format ?? '']
  if (shaped) return shaped
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength
  if (pattern?.startsWith('^http'))
    return fc.constantFrom('https://example.com', 'https://example.com/a?b=c#d')
  if (pattern) return fc.stringMatching(new RegExp(pattern)).filter(fits)
  const long = { unit: 'grapheme', minLength, maxLength: Math.min(maxLength, minLength + 60) } as const
  return fc.oneof(
    fc.string(long).filter(fits),
    nasty.filter(fits).map((text) => text),
  )
}
