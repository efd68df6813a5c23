import { afterAll, beforeAll, expect, it } from 'vitest'
import { send } from '../api.ts'
import { startHub } from '../start-hub.ts'
import type { TestHub } from '../start-hub.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

it.each([
  '/api/v1/session',
  '/api/v1/openapi.json',
  '/api/v1/nothing',
  '/mcp/agt_1',
  '/docs',
  '/healthz',
  '/nothing',
  '/setup',
])('guards the answer of %s', async (path) => {
  const { headers } = await send(hub.url + path)
  expect(Object.fromEntries(headers)).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'cache-control': 'no-store',
    'content-security-policy': expect.stringMatching(/^default-src 'none'.*frame-ancestors 'none'/),
    'x-request-id': expect.stringMatching(/^req_/),
  })
})

it('gives the id of the request in an error answer, too', async () => {
  const { body, headers } = await send(`${hub.url}/api/v1/session`)
  expect(body).toMatchObject({ error: { request_id: headers.get('x-request-id') } })
})
