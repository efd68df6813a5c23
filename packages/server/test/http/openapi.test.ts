import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from '../api.ts'
import { startHub } from '../start-hub.ts'
import type { TestHub } from '../start-hub.ts'
import { operationsOf } from './operations.ts'
import type { Operation } from './operations.ts'

let hub: TestHub
let document: Record<string, unknown>
let operations: Operation[]
beforeAll(async () => {
  hub = await startHub()
  document = (await send(`${hub.url}/api/v1/openapi.json`)).body as Record<string, unknown>
  operations = operationsOf(document)
})
afterAll(() => hub.close())

describe('/api/v1/openapi.json', () => {
  it('is a valid OpenAPI 3.1 document', async () => {
    const result = await new Validator().validate(structuredClone(document))
    expect(result).toMatchObject({ valid: true })
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Jackfield' },
      components: { securitySchemes: { bearer: {}, cookie: {} } },
    })
  })

  it('names every operation once, with a tag that is described', () => {
    const ids = operations.map(({ operationId }) => operationId)
    expect(ids).toEqual([...new Set(ids)])
    const described = (document['tags'] as { name: string }[]).map(({ name }) => name)
    expect(operations.filter(({ tags }) => !tags.every((tag) => described.includes(tag)))).toEqual([])
  })

  it('says for every operation which errors to expect', () => {
    const silent = operations.filter(
      ({ responses }) => !['400', '401', '500'].every((status) => status in responses),
    )
    expect(silent).toEqual([])
  })

  it('marks as open only what is', () => {
    const open = operations
      .filter(({ security }) => security.length === 0)
      .map(({ method, path }) => `${method} ${path}`)
    expect(open.toSorted()).toEqual(['post /invitations/accept', 'post /sessions', 'post /setup'])
  })

  it('describes strict inputs', () => {
    const schemas = (
      document['components'] as { schemas: Record<string, { additionalProperties?: unknown }> }
    ).schemas
    const loose = Object.entries(schemas).filter(
      ([name, schema]) => /Input$|Patch$/.test(name) && schema.additionalProperties !== false,
    )
    expect(loose).toEqual([])
  })
})

describe('/docs', () => {
  it('names no other host', async () => {
    for (const path of ['/docs', '/docs/start.js']) {
      const { status, body } = await send(hub.url + path)
      expect(status).toBe(200)
      expect(body).not.toMatch(/https?:|\/\/[a-z]/i)
    }
    const page = await send(`${hub.url}/docs`)
    const policy = page.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/https?:|\*|script-src[^;]*unsafe/)
  })

  it('brings its script along', async () => {
    const script = await send(`${hub.url}/docs/scalar.js`)
    expect(script.status).toBe(200)
    expect(script.headers.get('content-type')).toContain('text/javascript')
    expect(String(script.body)).toContain('createApiReference')
  })
})
