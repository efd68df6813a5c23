import { Validator } from '@seriousme/openapi-schema-validator'
import { areas } from '@jackfield/platform'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bodyOf, startGateway } from '../gateway/start-gateway.ts'
import type { Gateway } from '../gateway/start-gateway.ts'
import { operationsOf } from '../http/operations.ts'

interface Refused {
  error: { code: string; message: string; issues?: { field?: string }[]; details: { reason: string } }
}

describe('the tools of areas over HTTP', () => {
  let gateway: Gateway
  beforeAll(async () => {
    gateway = await startGateway()
  })
  afterAll(() => gateway?.close())

  const call = (tool: string, input: unknown, domain = 'sales_clients', as = gateway.owner) =>
    as.post(`/platform/${domain}/${tool}`, input)

  it('are described by an OpenAPI document that follows from their declarations', async () => {
    const document = bodyOf<Record<string, unknown>>(await gateway.owner.get('/platform/openapi.json'))
    expect(await new Validator().validate(structuredClone(document))).toMatchObject({ valid: true })
    const operations = operationsOf(document)
    expect(operations.map(({ operationId }) => operationId)).toEqual(
      areas.flatMap((area) => area.tools.map(({ name }) => name)),
    )
    const paths = document['paths'] as Record<string, { post: { requestBody: { content: object } } }>
    expect(paths['/platform/sales_clients/client_create_note']?.post.requestBody.content).toMatchObject({
      'application/json': {
        schema: { type: 'object', additionalProperties: false, required: ['client_id', 'content'] },
      },
    })
  })

  it('answer their output, and are on record like any other call', async () => {
    const made = bodyOf<{ id: string }>(await call('client_create', { full_name: 'Ada' }))
    expect(bodyOf(await call('get_client', { client_id: made.id }))).toMatchObject({ full_name: 'Ada' })
    const { items } = bodyOf<{ items: { tool: string; outcome: string }[] }>(
      await gateway.owner.get('/audit?kind=call'),
    )
    expect(items).toContainEqual(expect.objectContaining({ tool: 'client_create', outcome: 'ok' }))
  })

  it("GEN-5, GEN-10: refuse in the API's own shape, with the tool's code", async () => {
    const misspelt = await call('client_create', { full_nam: 'Ada' })
    expect(misspelt).toMatchObject({
      status: 400,
      body: { error: { details: { reason: 'unknown_parameter' } } },
    })
    expect(JSON.stringify(misspelt.body)).toContain('full_name')
    const missing = await call('get_client', { client_id: 'cli_none' })
    expect(missing.status).toBe(404)
    expect((missing.body as Refused).error).toMatchObject({
      code: 'not_found',
      issues: [{ field: 'client_id' }],
    })
    await call('label_create', { name: 'Hot' })
    const taken = await call('label_create', { name: 'hot' })
    expect(taken.status).toBe(409)
    expect((taken.body as Refused).error.code).toBe('conflict')
  })

  it('know no tool of another domain, and obey the policies', async () => {
    for (const [tool, domain] of [
      ['get_client', 'nowhere'],
      ['client_fly', 'sales_clients'],
    ] as const)
      expect((await call(tool, {}, domain)).status).toBe(404)
    bodyOf(
      await gateway.owner.put('/policies', {
        rules: [{ connector: 'leads', tool: 'label_create', policy: 'block' }],
      }),
    )
    expect(await call('label_create', { name: 'Cold' })).toMatchObject({
      status: 403,
      body: { error: { code: 'forbidden' } },
    })
    const viewer = await gateway.hub.as('viewer')
    expect((await call('list_clients', {}, 'sales_clients', viewer)).status).toBe(403)
  })
})
