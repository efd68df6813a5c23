import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  authWays,
  listOperations,
  problemsOf,
  readDocument,
  serversOf,
  toolsOf,
} from '../../src/openapi/index.ts'
import { addressOf, entryApp, inputSchemaOf, requestOf } from '../../src/run.ts'
import type { App, CatalogEntry, EntryAuth, Json, OAuth2 } from '../../src/run.ts'
import { minimalInput, typicalInput } from '../inputs.ts'
import { judgeFor } from '../openapi-description.ts'
import { described as describedApps, descriptionOf, ifPresent, present } from '../provider-facts.ts'
import { openWire } from '../wire.ts'
import type { Wire } from '../wire.ts'
import { warehouse } from './warehouse.ts'

const document = readDocument(JSON.stringify(warehouse))
const operations = listOperations(document)

function entryOf(text: unknown, auth: EntryAuth = { kind: 'bearer' }, scheme?: string): CatalogEntry {
  const read = readDocument(JSON.stringify(text))
  const picked = listOperations(read).filter(({ supported }) => supported)
  return {
    slug: 'my-stock',
    name: 'Stock',
    about: '',
    docs: '',
    server: serversOf(read)[0]?.url.replace(/\/$/, '') ?? '',
    auth,
    tools: toolsOf(
      read,
      picked.map(({ id }) => ({ id })),
      { slug: 'my-stock', scheme },
    ),
  }
}

const app = entryApp(entryOf(warehouse))

function toolOf(name: string) {
  const tool = app.tools.find((one) => one.name === `my_stock_${name}`)
  if (!tool) throw new Error(`no tool ${name}`)
  return tool
}

function sent(name: string, input: Json) {
  return requestOf(
    { app, place: { moved: {}, values: {} }, headers: { authorization: 'Bearer t' } },
    toolOf(name),
    input,
  )
}

describe('B11: the operations of a document', () => {
  it('are listed with what their methods let one expect, and why one cannot be a tool', () => {
    expect(operations.map(({ id, effect, supported }) => [id, effect, supported])).toEqual([
      ['GET /items', 'read', true],
      ['POST /items', 'write', true],
      ['GET /items/{id}', 'read', true],
      ['PUT /items/{id}', 'write', true],
      ['DELETE /items/{id}', 'destructive', true],
      ['PATCH /items/{id}', 'write', true],
      ['GET /items/{id}/label', 'read', true],
      ['PUT /items/{id}/label', 'write', true],
      ['POST /uploads', 'write', false],
      ['GET /{api}/odd', 'read', true],
    ])
    expect(operations[0]).toMatchObject({
      operationId: 'listItems',
      summary: 'List items',
      tags: ['Stock'],
      notes: ['The cookie parameter "session" is a cookie, which is not sent, and is left out.'],
    })
    expect(operations[8]?.reason).toBe(
      'Its body is multipart/form-data, and only JSON and plain text can be sent.',
    )
  })

  it('have names from the document, and those that somebody gave', () => {
    expect(app.tools.map(({ name }) => name)).toEqual([
      'my_stock_list_items',
      'my_stock_create_item',
      'my_stock_get_item',
      'my_stock_replace_item',
      'my_stock_delete_items_id',
      'my_stock_patch_item',
      'my_stock_print_label',
      'my_stock_note_label',
      'my_stock_odd',
    ])
    const named = toolsOf(
      document,
      [
        { id: 'getItem', name: 'Look Up' },
        { id: 'listItems', name: 'stock_find', effect: 'write' },
      ],
      { slug: 'stock' },
    )
    expect(named.map(({ tool }) => [tool.name, tool.effect])).toEqual([
      ['stock_look_up', 'read'],
      ['stock_find', 'write'],
    ])
  })

  it.each([
    [[], 'operations', 'No operation is picked.'],
    [[{ id: 'GET /nowhere' }], 'operations.0.id', 'The document has no operation "GET /nowhere".'],
    [[{ id: 'getItem' }, { id: 'GET /items/{id}' }], 'operations.1.id', 'GET /items/{id} is picked twice.'],
    [[{ id: 'upload' }], 'operations.0.id', /^POST \/uploads cannot be a tool\. Its body is multipart/],
    [[{ id: 'getItem', name: '!!' }], 'operations.0.name', 'needs at least one letter or digit.'],
    [
      [
        { id: 'getItem', name: 'x' },
        { id: 'listItems', name: 'X' },
      ],
      'operations.1.name',
      'makes "a_x", which another tool is called.',
    ],
    [
      [{ id: 'getItem', name: 'taken' }],
      'operations.0.name',
      'makes "a_taken", which another tool is called.',
    ],
  ])('are refused by field: %j', (picked, field, message) => {
    expect(() => toolsOf(document, picked, { slug: 'a', taken: new Set(['a_taken']) })).toThrow(
      expect.objectContaining({
        field,
        message: typeof message === 'string' ? message : expect.stringMatching(message),
      }),
    )
  })

  it('names are at most 50 characters, and no two alike', () => {
    const long = { get: { operationId: 'a'.repeat(80), responses: {} } }
    const read = readDocument(JSON.stringify({ openapi: '3.1.0', paths: { '/a': long, '/b': long } }))
    const names = toolsOf(read, [{ id: 'GET /a' }, { id: 'GET /b' }], { slug: 'acme' }).map(
      ({ tool }) => tool.name,
    )
    expect(names.map(({ length }) => length)).toEqual([50, 50])
    expect(new Set(names).size).toBe(2)
  })
})

describe('B11: what a tool takes', () => {
  it('keeps what the document says of each value, and its place', () => {
    expect(inputSchemaOf(toolOf('list_items'))).toEqual({
      type: 'object',
      properties: {
        'x-tenant': { type: 'string' },
        limit: { type: 'integer', minimum: 1, maximum: 100, description: 'How many. Default: 20.' },
        tags: { type: 'array', items: { type: 'string' } },
        ids: { type: 'array', items: { type: 'integer' } },
        filter_state: { type: 'string', enum: ['new', 'sold'] },
      },
      required: ['x-tenant'],
      additionalProperties: false,
    })
  })

  it('takes a body apart, without what the provider only answers', () => {
    const { properties, required } = inputSchemaOf(toolOf('create_item')) as {
      properties: Json
      required: string[]
    }
    expect(Object.keys(properties)).toEqual(['x-tenant', 'name', 'price', 'parts'])
    expect(required).toEqual(['x-tenant', 'name', 'price'])
    expect(properties['price']).toEqual({ type: 'number', exclusiveMinimum: 0, description: 'In euros' })
  })

  it('gives a body that is no plain object as one value', () => {
    expect(sent('replace_item', { id: 'a', body: ['x'] })).toMatchObject({
      url: 'https://eu.warehouse.example.com/v2/items/a',
      body: '["x"]',
    })
  })

  it('tells apart what has the same name in two places', () => {
    const request = sent('patch_item', { id: 'a/b', id_body: 'c', name: null })
    expect(request).toMatchObject({
      method: 'PATCH',
      url: 'https://eu.warehouse.example.com/v2/items/a%2Fb',
      body: '{"id":"c","name":null}',
      headers: { 'content-type': 'application/merge-patch+json' },
    })
  })

  it('writes lists and objects into the query as the document wants them', () => {
    const { url } = sent('list_items', {
      'x-tenant': 't',
      tags: ['a', 'b'],
      ids: [1, 2],
      filter_state: 'new',
    })
    expect([...new URL(url).searchParams]).toEqual([
      ['tags', 'a'],
      ['tags', 'b'],
      ['ids', '1,2'],
      ['filter[state]', 'new'],
    ])
  })

  it('sends no default, and text as text; a file is known as one', () => {
    expect(sent('list_items', { 'x-tenant': 't' }).url).not.toContain('limit')
    expect(sent('note_label', { id: 'a', body: 'hello' })).toMatchObject({
      body: 'hello',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    })
    expect(toolOf('print_label').file).toEqual({ id: 'id' })
    expect(toolOf('get_item').file).toBeUndefined()
  })

  it("lets no caller's value stand in the server's place", () => {
    expect(sent('odd', { api: 'evil.example.com' }).url).toBe(
      'https://eu.warehouse.example.com/v2/evil.example.com/odd',
    )
  })
})

describe('B11: how somebody signs in', () => {
  const ways = authWays(document)

  it('is read from the document, what the API asks for first', () => {
    expect(ways.map(({ scheme, auth, reason }) => [scheme, auth?.kind, reason])).toEqual([
      ['signIn', 'oauth2', undefined],
      ['key', 'api_key', undefined],
      ['old', undefined, 'A key in a query is not supported; one in a header is.'],
    ])
  })

  const wayOf = (auth: EntryAuth) => {
    const [way] = entryApp({ ...entryOf(warehouse), auth }).auth
    return way?.kind === 'api_key' ? way : undefined
  }

  it('is rebuilt from plain data', () => {
    expect(wayOf({ kind: 'none' })).toMatchObject({ fields: [] })
    expect(wayOf({ kind: 'none' })?.headers({})).toEqual({})
    expect(wayOf({ kind: 'bearer' })?.headers({ key: 'k' })).toEqual({ authorization: 'Bearer k' })
    expect(wayOf({ kind: 'api_key', header: 'X-Key', prefix: '' })?.headers({ key: 'k' })).toEqual({
      'x-key': 'k',
    })
    expect(
      wayOf({ kind: 'api_key', header: 'Authorization', prefix: 'Token' })?.headers({ key: 'k' }),
    ).toEqual({ authorization: 'Token k' })
    expect(wayOf({ kind: 'basic' })?.headers({ user: 'u', password: 'p' })).toEqual({
      authorization: 'Basic dTpw',
    })
  })

  it('by OAuth: every address starts with a host, and tools say their scopes', () => {
    const auth = ways[0]?.auth as EntryAuth
    const signedIn: App = entryApp(entryOf(warehouse, auth, 'signIn'))
    const way = signedIn.auth[0] as OAuth2
    const place = { moved: {}, values: {} }
    expect(addressOf(signedIn, way.authorize, place)).toBe(
      'https://login.example.com/authorize?audience=warehouse',
    )
    expect(addressOf(signedIn, way.token, { ...place, moved: { token: 'http://127.0.0.1:1' } })).toBe(
      'http://127.0.0.1:1/token',
    )
    expect(way).toMatchObject({
      pkce: true,
      clientAuth: 'body',
      scopes: { default: [], more: ['stock:read', 'stock:write'], separator: ' ' },
    })
    expect(signedIn.tools.slice(0, 2).map(({ scopes }) => scopes)).toEqual([['stock:read'], ['stock:write']])
  })

  it('no tool takes the header of the credential', () => {
    const [entry] = toolsOf(document, [{ id: 'listItems' }], { slug: 'a', credentialHeader: 'x-tenant' })
    expect(entry?.tool.fields.map(({ wire }) => wire)).not.toContain('x-tenant')
  })
})

describe('B11: an entry is plain data', () => {
  it('survives being stored', () => {
    const stored = JSON.parse(JSON.stringify(entryOf(warehouse))) as CatalogEntry
    expect(entryApp(stored).tools).toEqual(app.tools)
  })

  it('and departures from the specification are said, with their places', async () => {
    expect(await problemsOf(document)).toEqual([])
    const parameters = [{ name: 'q', in: 'query' }]
    const wrong = {
      openapi: '3.0.3',
      info: { title: 'a', version: '1' },
      paths: { '/a': { get: { parameters, responses: {} } } },
    }
    const [problem] = await problemsOf(readDocument(JSON.stringify(wrong)))
    expect(problem).toBe("paths./a.get.parameters.0: must have required property 'schema'")
  })
})

/** As the judge can read it: in the words of OpenAPI 3.1, with a name for every operation. */
function judged(text: unknown): Json {
  const { content } = readDocument(JSON.stringify(text))
  for (const { id, method, path } of listOperations({ content, written: {}, source: undefined })) {
    const item = (content['paths'] as Record<string, Record<string, Json>>)[path]
    const operation = item?.[method.toLowerCase()]
    if (operation) operation['operationId'] = id
  }
  return content
}

/**
 * Requests of every tool, sent over HTTP and judged by the document that the tools were made from. Below a level that
 * was cut a caller cannot know what is wanted, so tools that have one are judged by their least input.
 */
async function violationsIn(wire: Wire, text: unknown): Promise<string[]> {
  const made = entryApp(entryOf(text))
  const servers = [{ url: made.hosts['api'] }]
  const { judge } = await judgeFor(made.slug, { ...judged(text), servers })
  const found: string[] = []
  for (const tool of made.tools) {
    const typical = JSON.stringify(tool).includes('further levels') ? [] : [typicalInput(made, tool)]
    for (const input of [minimalInput(made, tool), ...typical]) {
      const { violations } = judge(await wire.call(made, tool, input))
      // "Exactly one" is loosened to "one" on purpose.
      const told = violations.filter(({ says }) => !says.includes('exactly one'))
      found.push(...told.map(({ at, says }) => `${tool.name} ${at}: ${says} ${JSON.stringify(input)}`))
    }
  }
  return found
}

describe('B11: what the tools send is valid by the same document', () => {
  let wire: Wire
  beforeAll(async () => {
    wire = await openWire()
  })
  afterAll(() => wire.close())

  it('the warehouse', async () => {
    // The judge knows neither deepObject nor bodies of text.
    const unjudged = /^my_stock_list_items query\/filter\[state\]|^my_stock_note_label body: required/
    expect((await violationsIn(wire, warehouse)).filter((one) => !unjudged.test(one))).toEqual([])
  })

  it('and what is not would be seen', async () => {
    const servers = [{ url: 'https://eu.warehouse.example.com/v2' }]
    const { violations } = (await judgeFor('a', { ...judged(warehouse), servers })).judge({
      method: 'POST',
      url: new URL('https://eu.warehouse.example.com/v2/items'),
      headers: { 'x-tenant': 't', 'content-type': 'application/json' },
      body: '{"name":7,"price":0}',
    })
    expect(violations.map(({ at }) => at).toSorted()).toEqual(['body/name', 'body/price'])
  })

  describe.runIf(present)(`published descriptions${ifPresent}`, () => {
    it.each(describedApps().filter((one) => descriptionOf(one)['openapi'] !== undefined))(
      '%s',
      async (slug) => {
        expect(await violationsIn(wire, descriptionOf(slug))).toEqual([])
      },
    )
  })
})
