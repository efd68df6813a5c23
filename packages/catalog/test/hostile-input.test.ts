import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apps } from '../src/index.ts'
import { CatalogError, answerOf, failureOf, requestOf } from '../src/run.ts'
import type { App, Json, Outgoing, Tool, ToolField } from '../src/run.ts'
import { minimalInput, typicalInput } from './inputs.ts'
import { senderOf } from './wire.ts'

const tools = apps.flatMap((app) => app.tools.map((tool) => ({ app, tool })))
const inPath = tools
  .flatMap(({ app, tool }) =>
    tool.fields.map((field) => ({ app, tool, field, input: String(field.input), name: tool.name })),
  )
  .filter(({ field }) => field.in === 'path' && field.input !== null)

const inHeader = tools.filter(({ tool }) => tool.fields.some(isGivenHeader))

describe('what a caller says stays where it belongs', () => {
  it.each(inPath)('$name: $input stays one segment of the path', ({ app, tool, input }) => {
    const usual = new URL(made(app, tool).url)
    for (const text of [
      'a/b',
      '../../x',
      'a?b=1#c',
      '%2e%2e/%2F',
      'a\\b',
      'ü;😀',
      '{api}{web}',
      "it's",
      'a:b',
    ])
      expect(shapeOf(made(app, tool, { [input]: text }).url)).toEqual(shapeOf(usual.href))
  })

  it.each(inPath)('$name: $input cannot lead up', ({ app, tool, input }) => {
    const usual = shapeOf(made(app, tool).url)
    for (const text of ['', '.', '..']) {
      const outgoing = attempt(() => made(app, tool, { [input]: text }))
      if (outgoing instanceof Error) expect(outgoing).toMatchObject({ name: 'CatalogError', field: input })
      else expect(shapeOf(outgoing.url)).toEqual(usual)
    }
  })

  it.each(inPath)('$name: $input that is no text at all is refused', ({ app, tool, input }) => {
    expect(attempt(() => made(app, tool, { [input]: 'a\uD800b' }))).toBeInstanceOf(CatalogError)
  })

  it.each([...inHeader, planted()])('$tool.name: a header stays one line', ({ app, tool }) => {
    const input = tool.fields.find(isGivenHeader)?.input ?? ''
    for (const text of ['a\r\nx-more: 1', 'a\nb', 'a\0b'])
      expect(() => made(app, tool, { [input]: text })).toThrow(CatalogError)
  })
})

describe.each(apps)('$slug', (app) => {
  const answer = fc.record({
    status: fc.constantFrom(200, 201, 202, 204, 301, 400, 401, 402, 403, 404, 409, 410, 422, 429, 500, 503),
    headers: fc.dictionary(
      fc.constantFrom('retry-after', 'link', 'content-type', 'x-ratelimit-remaining'),
      fc.string(),
    ),
    body: fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('', '<!doctype html><title>Sign in</title>', null, [], {}),
      fc.dictionary(
        fc.constantFrom('error', 'errors', 'message', 'data', 'ok', 'items', 'results', 'paging'),
        fc.jsonValue(),
      ),
    ),
  })

  it('makes something of every answer', () => {
    fc.assert(
      fc.property(answer, fc.nat({ max: app.tools.length - 1 }), (given, index) => {
        const tool = app.tools[index]!
        const seen = answerOf(app, tool, given, typicalInput(app, tool))
        expect(seen.ok ? typeof seen.output : seen.failure.message).not.toBe('')
        if (given.status >= 400) expect(seen.ok).toBe(false)
        expect(failureOf(app, given)?.retryAfter ?? 1).toBeGreaterThanOrEqual(0)
        if (isObject(given.body)) app.api.whoami?.label(given.body)
      }),
      { numRuns: 30 },
    )
  })

  it('reads every token answer without failing in its own way', () => {
    for (const auth of app.auth) {
      if (auth.kind !== 'oauth2') continue
      const { readToken = (token) => token, values = () => ({}) } = auth
      fc.assert(
        fc.property(
          fc.dictionary(
            fc.constantFrom('error', 'access_token', 'scope', 'authed_user', 'ok'),
            fc.jsonValue(),
          ),
          (token) => {
            expect(readToken(token)).toBeTypeOf('object')
            const read = attempt(() => values(token))
            if (read instanceof Error) expect(read).toBeInstanceOf(CatalogError)
          },
        ),
        { numRuns: 20 },
      )
    }
  })
})

function made(app: App, tool: Tool, input: Json = {}): Outgoing {
  return requestOf(senderOf(app), tool, { ...minimalInput(app, tool), ...input })
}

/** How many segments a path has, at which host; no segment leads up. */
function shapeOf(url: string) {
  const { origin, pathname, search } = new URL(url)
  const segments = pathname.split('/')
  return {
    origin,
    segments: segments.length,
    up: segments.some((one) => /^(\.|%2e){1,2}$/i.test(one)),
    search: search.split('&').length,
  }
}

function isGivenHeader({ in: place, input }: ToolField): boolean {
  return place === 'header' && input !== null
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null
}

function attempt<Result>(run: () => Result): Result | Error {
  try {
    return run()
  } catch (error) {
    return error as Error
  }
}

/** There is something to see also where no app of ours lets a caller write a header. */
function planted(): { app: App; tool: Tool } {
  const [app] = apps as readonly [App]
  const [tool] = app.tools as [Tool]
  const field = {
    input: 'note',
    in: 'header',
    wire: 'x-note',
    schema: { type: 'string' },
    required: false,
  } as const
  return { app, tool: { ...tool, name: 'planted', fields: [...tool.fields, field] } }
}
