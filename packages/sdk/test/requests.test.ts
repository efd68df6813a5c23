import { text } from 'node:stream/consumers'
import { afterEach, expect, it } from 'vitest'
import { createClient } from '../src/client.ts'
import { answeringServer, json, refusal, type AnsweringServer } from './answering-server.ts'

let server: AnsweringServer | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

const noAgents = json(200, { items: [] })

it('sends the token, the body as JSON, and ids encoded below the address that was given', async () => {
  const seen: unknown[] = []
  server = await answeringServer(async (response, request) => {
    const { authorization, 'content-type': type } = request.headers
    seen.push({ authorization, type, body: await text(request) })
    json(201, {})(response)
  })
  await createClient({ url: `${server.url}/hub/`, token: 'jf_key_x' }).agents.clone('a/b?c', { name: 'Copy' })
  expect(server.seen).toEqual(['POST /hub/api/v1/agents/a%2Fb%3Fc/clone'])
  expect(seen).toEqual([
    { authorization: 'Bearer jf_key_x', type: 'application/json', body: '{"name":"Copy"}' },
  ])
})

it('leaves absent fields out of the query', async () => {
  server = await answeringServer(json(200, { items: [], has_more: false }))
  await createClient({ url: server.url }).audit.list({ tool: 'a&b', outcome: undefined, limit: 5 })
  expect(server.seen).toEqual(['GET /api/v1/audit?tool=a%26b&limit=5'])
})

it('gives nothing for an answer without a body', async () => {
  server = await answeringServer((response) => response.writeHead(204).end())
  await expect(createClient({ url: server.url }).keys.revoke('key_1')).resolves.toBeUndefined()
})

it('reads again when the server is briefly away, twice at most', async () => {
  server = await answeringServer(
    (response) => response.destroy(),
    refusal(503, 'unavailable', { 'retry-after': '0' }),
    noAgents,
  )
  const client = createClient({ url: server.url })
  await expect(client.agents.list()).resolves.toEqual({ items: [] })
  expect(server.seen).toHaveLength(3)
})

it('gives up after two further tries', async () => {
  server = await answeringServer(refusal(503, 'unavailable', { 'retry-after': '0' }))
  await expect(createClient({ url: server.url }).agents.list()).rejects.toMatchObject({ code: 'unavailable' })
  expect(server.seen).toHaveLength(3)
})

it.each([
  ['a broken connection', (response: { destroy(): unknown }) => void response.destroy()],
  ['503', refusal(503, 'unavailable', { 'retry-after': '0' })],
  ['429 without a Retry-After', refusal(429, 'rate_limited')],
  ['429 with a long Retry-After', refusal(429, 'rate_limited', { 'retry-after': '900' })],
])('never repeats a change after %s', async (_what, answer) => {
  server = await answeringServer(answer)
  await expect(createClient({ url: server.url }).agents.create({ name: 'A' })).rejects.toMatchObject({
    name: 'JackfieldError',
  })
  expect(server.seen).toHaveLength(1)
})

it('repeats a change that was turned away with 429 and a short Retry-After', async () => {
  server = await answeringServer(
    refusal(429, 'rate_limited', { 'retry-after': '0' }),
    json(201, { id: 'agt_1' }),
  )
  await expect(createClient({ url: server.url }).agents.create({ name: 'A' })).resolves.toEqual({
    id: 'agt_1',
  })
  expect(server.seen).toHaveLength(2)
})

it('ends at once when the caller aborts, before, during and between tries', async () => {
  server = await answeringServer(refusal(503, 'unavailable', { 'retry-after': '9' }), () => undefined)
  const client = createClient({ url: server.url })
  const reason = new Error('changed my mind')
  await expect(client.agents.list({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  const between = new AbortController()
  setTimeout(() => between.abort(reason), 50)
  await expect(client.agents.list({ signal: between.signal })).rejects.toBe(reason)
  const during = new AbortController()
  setTimeout(() => during.abort(reason), 50)
  await expect(client.agents.list({ signal: during.signal })).rejects.toBe(reason)
  expect(server.seen).toHaveLength(2)
})
