import { closest, distance } from 'fastest-levenshtein'
import type { z } from 'zod'
import type { Issue } from '../../errors.ts'
import { invalid, Refusal } from '../../errors.ts'

/** A name further away than this is no misspelling. */
const FURTHEST_TYPO = 3
const MOST_ISSUES = 20

/**
 * The input as its schema has it.
 * @throws Refusal `invalid` with one issue for each wrong field, each with its remedy.
 */
export function checkInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const nul = fieldWithNul(input, [])
  if (nul !== undefined) throw invalid(nul, 'holds a NUL character, which cannot be stored.', 'Leave it out.')
  const parsed = schema.safeParse(input, { reportInput: false })
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.flatMap((issue) => toIssues(issue, schema, input)).slice(0, MOST_ISSUES)
  const [first] = issues
  const message = first?.field
    ? `${first.field}: ${first.message}`
    : (first?.message ?? 'The input is not valid.')
  throw new Refusal('invalid', message, { issues, ...(first?.hint && { hint: first.hint }) })
}

/** PostgreSQL stores no U+0000 in text. Bodies are at most 64 levels deep, so the recursion ends soon. */
function fieldWithNul(value: unknown, path: string[]): string | undefined {
  if (typeof value === 'string') return value.includes('\0') ? path.join('.') : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, item] of Object.entries(value)) {
    const field = key.includes('\0') ? path.join('.') : fieldWithNul(item, [...path, key])
    if (field !== undefined) return field
  }
  return undefined
}

function toIssues(issue: z.core.$ZodIssue, schema: z.ZodType, input: unknown): Issue[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownField(key, issue.path, schema))
  const field = issue.path.map(String).join('.')
  const message = valueAt(input, issue.path) === undefined ? 'is missing.' : sentence(issue)
  return [{ ...(field && { field }), message, ...remedy(issue) }]
}

function valueAt(input: unknown, path: PropertyKey[]): unknown {
  let at = input
  for (const step of path) at = typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined
  return at
}

function unknownField(key: string, path: PropertyKey[], schema: z.ZodType): Issue {
  const known = Object.keys(shapeAt(schema, path) ?? {})
  const near = known.length > 0 ? closest(key, known) : undefined
  const field = [...path.map(String), key].join('.').slice(0, 200)
  const hint =
    near !== undefined && distance(key, near) <= FURTHEST_TYPO
      ? `Did you mean ${near}?`
      : known.length > 0
        ? `Known here: ${known.join(', ')}.`
        : 'Nothing can be given here; leave it out.'
  return { field, message: 'is not a known field.', hint, ...(known.length > 0 && { valid_values: known }) }
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return 'has a value that is not allowed here.'
  if (issue.code === 'invalid_type') return `must be ${article(issue.expected)}.`
  return `${issue.message}.`.replace(/\.\.$/, '.')
}

function remedy(issue: z.core.$ZodIssue): Pick<Issue, 'hint' | 'valid_values'> {
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String)
    return { hint: `Use one of: ${values.join(', ')}.`, valid_values: values }
  }
  if (issue.code === 'too_small')
    return { hint: `At least ${issue.minimum} ${unit(issue.origin)}`.trim() + '.' }
  if (issue.code === 'too_big') return { hint: `At most ${issue.maximum} ${unit(issue.origin)}`.trim() + '.' }
  if (issue.code === 'invalid_type') return { hint: `Give ${article(issue.expected)}.` }
  if (issue.code === 'invalid_format') return { hint: formatHint(issue.format) }
  return {}
}

function article(type: string): string {
  const named = type === 'record' ? 'object' : type === 'int' ? 'integer' : type
  return `${/^[aeiou]/.test(named) ? 'an' : 'a'} ${named}`
}

function unit(origin: string): string {
  if (origin === 'string') return 'characters'
  return origin === 'array' || origin === 'set' ? 'entries' : ''
}

function formatHint(format: string): string {
  if (format === 'email') return 'Give an address such as ada@example.com.'
  if (format === 'datetime') return 'Give a time such as 2026-11-21T09:00:00Z.'
  return `Give a valid ${format}.`
}

/** The fields that an object schema knows at a path, through lists, optional parts and maps. */
function shapeAt(schema: z.ZodType, path: PropertyKey[]): Record<string, z.ZodType> | undefined {
  let at: z.ZodType | undefined = schema
  for (const step of path) at = at && inner(at, step)
  const plain = at && unwrap(at)
  return plain && 'shape' in plain ? (plain.shape as Record<string, z.ZodType>) : undefined
}

function inner(schema: z.ZodType, step: PropertyKey): z.ZodType | undefined {
  const plain = unwrap(schema)
  if ('shape' in plain) return (plain.shape as Record<PropertyKey, z.ZodType>)[step]
  if ('element' in plain) return plain.element as z.ZodType
  return 'valueType' in plain ? (plain.valueType as z.ZodType) : undefined
}

function unwrap(schema: z.ZodType): z.ZodType {
  let at = schema
  while ('innerType' in at.def) at = at.def.innerType as z.ZodType
  return at
}
