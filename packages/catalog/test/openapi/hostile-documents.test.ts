import { describe, expect, it } from 'vitest'
import { listOperations, problemsOf, readDocument, serverFor, toolsOf } from '../../src/openapi/index.ts'
import { CatalogError, inputSchemaOf } from '../../src/run.ts'
import { described } from './warehouse.ts'

const ok = { responses: { 200: { description: 'ok' } } }
const bodyOf = (schema: object) => ({
  ...ok,
  requestBody: { required: true, content: { 'application/json': { schema } } },
})

function refusal(text: string): string {
  try {
    readDocument(text)
  } catch (error) {
    if (error instanceof CatalogError && error.field === 'document') return error.message
    throw error
  }
  throw new Error('it was read')
}

function onlyTool(paths: object, more?: object) {
  const document = readDocument(described(paths, more))
  const [tool] = toolsOf(document, [{ id: listOperations(document)[0]?.id ?? '' }], { slug: 'odd' })
  if (!tool) throw new Error('no tool')
  return tool.tool
}

describe('B11: what is no description is refused, with the place', () => {
  it.each([
    ['nothing', '', /holds no object/],
    ['a list', '[]', /holds no object/],
    ['other JSON', '{"a":1}', /^openapi: is missing/],
    ['broken JSON', '{"openapi": "3.0.3",\n  "paths": {}', /neither JSON nor YAML at line 2 column \d+/],
    ['broken YAML', 'openapi: 3.0.3\npaths: [', /neither JSON nor YAML at line \d+ column \d+/],
    ['a number', 'openapi: 3.1\npaths: {}', /^openapi: must be a text/],
    ['Swagger 2', '{"swagger":"2.0"}', /Swagger 2\.0/],
    ['a later version', '{"openapi":"4.0.0","paths":{}}', /^openapi: the version 4\.0\.0 is not read/],
    ['no paths', '{"openapi":"3.1.0","webhooks":{}}', /^paths: is missing/],
    ['two documents', 'openapi: 3.0.3\n---\nopenapi: 3.0.3', /neither JSON nor YAML/],
  ])('%s', (_, text, message) => {
    expect(refusal(text)).toMatch(message)
  })

  it('10 MB', () => {
    expect(refusal(`{"openapi":"3.1.0","x":"${'a'.repeat(10 * 1024 * 1024)}"}`)).toBe(
      'The document is larger than 5 MB.',
    )
  })

  it('deep nesting, in JSON and in YAML', () => {
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
    expect(refusal(`{"openapi":"3.1.0","paths":{},"x-deep":${deep}}`)).toMatch(
      /nested deeper than 100 levels/,
    )
    expect(refusal(`openapi: 3.1.0\npaths: {}\nx: ${'['.repeat(20_000)}`)).toMatch(/neither|nested/)
  })

  it('more values than a description has', () => {
    expect(refusal(`{"openapi":"3.1.0","paths":{},"x":[${'0,'.repeat(1_000_000)}0]}`)).toMatch(
      /1,000,000 values/,
    )
  })
})

describe('B11: YAML aliases', () => {
  it('a bomb is refused', () => {
    const lines = Array.from(
      { length: 20 },
      (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level},`.repeat(9)}]`,
    )
    expect(refusal(['openapi: 3.1.0', 'paths: {}', 'a0: &a0 [lol]', ...lines].join('\n'))).toMatch(/aliases/)
  })

  it('one that holds itself is refused', () => {
    expect(refusal('openapi: 3.1.0\npaths: &a {/x: *a}')).toMatch(/nested deeper|neither|aliases/)
  })

  it('a few are read', () => {
    const text = [
      'openapi: 3.1.0',
      'paths:',
      '  /a:',
      '    get: &get {summary: Same}',
      '  /b:',
      '    get: *get',
    ].join('\n')
    expect(listOperations(readDocument(text)).map(({ id, summary }) => [id, summary])).toEqual([
      ['GET /a', 'Same'],
      ['GET /b', 'Same'],
    ])
  })
})

describe('B11: references', () => {
  it.each([
    'https://evil.example.com/x.json#/a',
    'file:///etc/passwd',
    '../other.yaml',
    '//evil.example.com/x',
  ])('to another document are refused by name: %s', (reference) => {
    const paths = { '/a': { get: { responses: { 200: { $ref: reference } } } } }
    expect(refusal(described(paths))).toBe(
      `paths./a.get.responses.200.$ref: "${reference}" is in another document, and only this one is read. Put both into one first.`,
    )
  })

  it('are data where they stand in an example, and are not followed', () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'object', example: { $ref: 'https://evil.example.com' } } },
    }
    expect(onlyTool({ '/a': { post: bodyOf(schema) } }).fields).toHaveLength(1)
  })

  it('that lead nowhere concern the operation alone', () => {
    const paths = {
      '/a': { get: { ...ok, parameters: [{ $ref: '#/components/parameters/Gone' }] } },
      '/b': { get: ok },
    }
    expect(
      listOperations(readDocument(described(paths))).map(({ supported, reason }) => [supported, reason]),
    ).toEqual([
      [false, '$ref "#/components/parameters/Gone" leads nowhere.'],
      [true, undefined],
    ])
  })

  it('that lead to themselves are refused when they are picked', () => {
    const more = {
      components: {
        schemas: { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } },
      },
    }
    const schema = { type: 'object', properties: { a: { $ref: '#/components/schemas/A' } } }
    expect(() => onlyTool({ '/a': { post: bodyOf(schema) } }, more)).toThrow(/leads to itself/)
  })

  it('in a circle end after two turns', () => {
    const node = {
      type: 'object',
      required: ['id'],
      properties: {
        id: { type: 'string' },
        children: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
      },
    }
    const schema = { type: 'object', properties: { root: { $ref: '#/components/schemas/Node' } } }
    const text = JSON.stringify(
      onlyTool({ '/a': { post: bodyOf(schema) } }, { components: { schemas: { Node: node } } }),
    )
    expect(text).not.toContain('$ref')
    expect(text.match(/"children"/g)).toHaveLength(2)
    expect(text).toContain('Its further levels are not described here.')
  })

  it('that double at each of forty levels stay small', async () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 40 }, (_, level) => {
        const next = { $ref: `#/components/schemas/S${level + 1}` }
        return [`S${level}`, { type: 'object', properties: { a: next, b: next, c: { anyOf: [next, next] } } }]
      }),
    )
    const more = { components: { schemas: { ...schemas, S40: { type: 'string' } } } }
    const paths = { '/a': { post: bodyOf({ $ref: '#/components/schemas/S0' }) } }
    expect(JSON.stringify(inputSchemaOf(onlyTool(paths, more))).length).toBeLessThan(40_000)
    expect(await problemsOf(readDocument(described(paths, more)))).toEqual([])
  })

  it('of alternatives to each other end', () => {
    const both = {
      anyOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/A' }, { type: 'string' }],
    }
    const parameters = [{ name: 'q', in: 'query', schema: { $ref: '#/components/schemas/A' } }]
    expect(
      onlyTool({ '/a': { get: { ...ok, parameters } } }, { components: { schemas: { A: both } } }).fields,
    ).toHaveLength(1)
  })
})

describe('B11: large documents', () => {
  const paths = Object.fromEntries(
    Array.from({ length: 5000 }, (_, index) => [
      `/things${index}/{id}`,
      {
        get: {
          operationId: 'getThing',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: {
            200: {
              description: 'ok',
              content: { 'application/json': { schema: { $ref: '#/components/schemas/Node' } } },
            },
          },
        },
      },
    ]),
  )
  const node = { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } }

  it('5,000 operations are listed, with the name that they share', () => {
    const document = readDocument(described(paths, { components: { schemas: { Node: node } } }))
    const operations = listOperations(document)
    expect(operations).toHaveLength(5000)
    expect(new Set(operations.map(({ id }) => id)).size).toBe(5000)
    expect(operations.every(({ supported, operationId }) => supported && operationId === 'getThing')).toBe(
      true,
    )
    expect(() => toolsOf(document, [{ id: 'getThing' }], { slug: 'odd' })).toThrow(
      '5000 operations are named "getThing". Pick by method and path instead.',
    )
    const two = toolsOf(document, [{ id: 'GET /things0/{id}' }, { id: 'GET /things1/{id}' }], { slug: 'odd' })
    expect(two.map(({ tool }) => tool.name)).toEqual(['odd_get_thing', 'odd_get_thing_2'])
  })

  it('more operations than a model can choose among are not picked at once', () => {
    const document = readDocument(described(paths, { components: { schemas: { Node: node } } }))
    const all = listOperations(document).map(({ id }) => ({ id }))
    expect(() => toolsOf(document, all, { slug: 'odd' })).toThrow('More than 200 operations are picked.')
  })

  it('an input that is too large for a model is refused', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`property_${index}`, { type: 'string' }]),
    )
    expect(() => onlyTool({ '/a': { post: bodyOf({ type: 'object', properties }) } })).toThrow(
      /POST \/a cannot be a tool.*too large/,
    )
  })
})

describe('B11: servers', () => {
  const at = (servers: unknown, source?: string) =>
    readDocument(
      JSON.stringify({ openapi: '3.1.0', paths: {}, ...(servers === undefined ? {} : { servers }) }),
      source,
    )

  it('a missing or relative one is where the document is', () => {
    expect(serverFor(at(undefined, 'https://api.example.com/docs/openapi.json'))).toBe(
      'https://api.example.com',
    )
    expect(serverFor(at([{ url: '../v2/' }], 'https://api.example.com/docs/old/openapi.json'))).toBe(
      'https://api.example.com/docs/v2',
    )
  })

  it('somebody has to say it where the document does not', () => {
    expect(() => serverFor(at(undefined))).toThrow(/does not say where the API is.*Give its address/)
    expect(() => serverFor(at([{ url: '/v1' }]))).toThrow(/"\/v1" is no address/)
    expect(serverFor(at([{ url: '/v1' }]), 'https://api.example.com/v1/')).toBe('https://api.example.com/v1')
  })

  it.each([
    ['ftp://example.com', /no address with http/],
    ['https://me:secret@example.com', /user name or password/],
    ['https://example.com/?key=1', /no address that a path can follow/],
    ['https://{tenant}.example.com', /in braces/],
    ['javascript:alert(1)', /no address with http/],
  ])('%s is refused', (url, message) => {
    expect(() => serverFor(at([]), url)).toThrow(message)
  })
})

describe('B11, SEC-12: what a document says is data', () => {
  it('control and direction-changing characters go, long words are cut', () => {
    const get = { ...ok, summary: 'Safe\u202e\u0007 text', description: 'x'.repeat(5000) }
    const tool = onlyTool({ '/a': { get } })
    expect(tool.about.startsWith('Safe text. xxx')).toBe(true)
    expect(tool.about).toHaveLength(1000)
  })

  it('keywords that make a schema useless are left out, and what only OpenAPI knows', () => {
    const schema = {
      type: 'file',
      required: 'yes',
      enum: [],
      minLength: -1,
      pattern: 7,
      xml: { name: 'a' },
      nullable: true,
    }
    const parameters = [{ name: 'q', in: 'query', schema }]
    expect(onlyTool({ '/a': { get: { ...ok, parameters } } }).fields[0]?.schema).toEqual({})
  })

  it('names like __proto__ and constructor are names', () => {
    const schema = JSON.parse(
      '{"type":"object","properties":{"__proto__":{"type":"string"},"constructor":{"type":"string"}}}',
    )
    const { fields } = onlyTool({ '/a': { post: bodyOf(schema) } })
    expect(fields.map(({ input, wire }) => [input, wire])).toEqual([
      ['proto', '__proto__'],
      ['constructor', 'constructor'],
    ])
  })

  it.each([
    '/a/../b',
    '/a/%2e%2e/b',
    '/a?b=c',
    '/a#b',
    '//evil.example.com',
    'a',
    '/{id',
    '/{a}/{a}',
    '/{unknown}',
  ])('the path %s makes no tool', (path) => {
    const parameters = ['a', 'id'].map((name) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    }))
    const [operation] = listOperations(readDocument(described({ [path]: { get: { ...ok, parameters } } })))
    expect(operation).toMatchObject({ supported: false, reason: expect.stringMatching(/^Its path/) })
  })

  it.each(['Host', 'Cookie', 'Content-Length', 'Proxy-Authorization', 'a b', 'Transfer-Encoding'])(
    'no caller says the header %s',
    (name) => {
      const parameters = [{ name, in: 'header', required: true, schema: { type: 'string' } }]
      const [operation] = listOperations(readDocument(described({ '/a': { get: { ...ok, parameters } } })))
      expect(operation).toMatchObject({
        supported: false,
        reason: expect.stringContaining('only the hub itself writes'),
      })
    },
  )
})
