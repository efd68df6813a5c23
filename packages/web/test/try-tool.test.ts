import { expect, it } from 'vitest'
import { contentParts } from '../src/pages/agent/try/result/content-parts.ts'
import { saidWrong } from '../src/pages/agent/try/result/said-wrong.ts'
import { formPlan } from '../src/pages/agent/try/schema/form-plan.ts'
import { filledIn, initialArguments } from '../src/pages/agent/try/schema/initial-arguments.ts'
import { isValid, issuesOf } from '../src/pages/agent/try/schema/validator.ts'

const schema = {
  type: 'object',
  required: ['name', 'kind'],
  additionalProperties: false,
  properties: {
    name: { anyOf: [{ type: 'string', minLength: 2 }, { type: 'null' }], description: 'Whose' },
    kind: { const: 'lead' },
    limit: { type: 'integer', default: 20 },
    day: {
      anyOf: [
        { type: 'string', format: 'date' },
        { type: 'string', format: 'date-time' },
      ],
    },
    where: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'integer' } }] },
    extra: { type: 'object', additionalProperties: { type: 'string' } },
    anything: {},
    parent: { $ref: '#/$defs/node' },
    foreign: { $ref: 'https://elsewhere.example/schema.json' },
    slow: { type: 'string', pattern: '^(a+)+$' },
  },
  $defs: { node: { type: 'object', properties: { up: { $ref: '#/$defs/node' }, ok: { type: 'boolean' } } } },
}

it('a form is made of any schema: what has no field is JSON, and nothing is without an end', () => {
  const properties = formPlan(schema)?.schema['properties'] as Record<string, Record<string, unknown>>
  expect(properties['name']).toEqual({ type: 'string', description: 'Whose' })
  expect(properties['kind']).toEqual({ type: 'string', enum: ['lead'] })
  expect(properties['day']).toEqual({ type: 'string' })
  expect(properties['where']?.['anyOf']).toMatchObject([{ title: 'Text' }, { title: 'List' }])
  for (const name of ['extra', 'anything', 'foreign']) expect(properties[name]).toEqual({ description: '' })
  expect(JSON.stringify(properties['parent']).match(/"ok"/g)).toHaveLength(3)
  for (const odd of [{}, { type: 'object' }, { $ref: '#' }, { type: 'string' }, { properties: [] }])
    expect(formPlan(odd)).toBeUndefined()
})

it('says at which argument what is wrong, and leaves patterns of others to the hub', () => {
  const wrong = {
    name: 'x',
    limit: 'many',
    day: 'soon',
    parent: { up: { ok: 1 } },
    other: 1,
    slow: `${'a'.repeat(99)}!`,
  }
  expect(issuesOf(schema, wrong)).toEqual([
    { path: ['kind'], message: 'is needed.' },
    { path: ['name'], message: 'has none of the forms it may have.' },
    { path: ['limit'], message: 'must be a whole number.' },
    { path: ['day'], message: 'has none of the forms it may have.' },
    { path: ['parent', 'up', 'ok'], message: 'must be true or false.' },
    { path: ['other'], message: 'is no argument of this tool.' },
  ])
  expect(issuesOf(schema, { name: 'Ada', kind: 'lead', limit: undefined })).toEqual([])
  expect(issuesOf({ $ref: '#/nowhere' }, {})).toEqual([])
  expect(isValid({ $ref: '#/$defs/node' }, { ok: 1 }, schema)).toBe(false)
})

it('sends defaults and what was filled in, and nothing for fields that nobody touched', () => {
  expect(initialArguments(schema)).toEqual({ kind: 'lead', limit: 20 })
  const plan = formPlan(schema)?.schema ?? {}
  const given = { name: undefined, parent: { up: { ok: undefined } }, where: [], extra: { a: 'b' } }
  expect(filledIn(given, plan)).toEqual({ name: undefined, where: [], extra: { a: 'b' } })
})

it('shows results as text, and pictures only as data of known kinds', () => {
  const image = (mimeType: string, data = 'AAAA') => ({ type: 'image', mimeType, data })
  const kinds = (content: unknown[], rest = {}) => contentParts({ content, ...rest }).map(({ kind }) => kind)
  expect(kinds([image('image/png'), image('image/svg+xml'), image('image/png', 'x" onload="')])).toEqual([
    'image',
    'other',
    'other',
  ])
  expect(
    kinds([{ type: 'resource_link', uri: 'javascript:alert(1)', name: 'x' }, { type: 'new' }, 7]),
  ).toEqual(['link', 'json'])
  expect(
    kinds([
      { type: 'text', text: '{"a":1}' },
      { type: 'text', text: '{a' },
    ]),
  ).toEqual(['json', 'text'])
  expect(kinds([{ type: 'text', text: '{"a":1}' }], { structuredContent: { a: 1 } })).toEqual(['json'])
  expect(contentParts({})).toEqual([])
})

it('puts what the hub or an area says at the arguments that it names', () => {
  const said = (text: string, outcome: 'refused' | 'error') =>
    saidWrong({ outcome, result: { content: [{ type: 'text', text }], isError: true } })
  expect(
    said('The arguments of x are not valid. to.0: must match "a; b"; body: is required.', 'refused')?.issues,
  ).toEqual([
    { path: ['to', '0'], message: 'must match "a.' },
    { path: ['body'], message: 'is required.' },
  ])
  const error = {
    code: 'invalid',
    message: 'No such stage.',
    field: 'stage',
    hint: 'Take one.',
    valid_values: ['New'],
  }
  expect(said(JSON.stringify({ error }), 'error')).toEqual({
    message: 'No such stage.',
    hint: 'Take one.',
    validValues: ['New'],
    issues: [{ path: ['stage'], message: 'No such stage. Take one.' }],
  })
  expect(said('Rate limit.', 'error')).toBeUndefined()
})
