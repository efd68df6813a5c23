import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { expect, it } from 'vitest'
import { healthRoutes } from '../../src/http/health.ts'
import { send } from '../api.ts'
import { startBareHub, startHub } from '../start-hub.ts'
import { rawRequest } from './raw-request.ts'

it('answers probes', async () => {
  const hub = await startHub()
  expect(await send(`${hub.url}/healthz`)).toMatchObject({ status: 200, body: { ok: true } })
  expect(await send(`${hub.url}/readyz`)).toMatchObject({ status: 200, body: { ok: true, missing: [] } })
  const { database } = hub.services
  const stopping = healthRoutes({ database, schema: { newer: () => [] }, isClosing: () => true })
  expect((await stopping.request('/readyz')).status).toBe(503)
  await hub.services.database.close()
  expect(await send(`${hub.url}/healthz`)).toMatchObject({ status: 200 })
  expect(await send(`${hub.url}/readyz`)).toMatchObject({
    status: 503,
    body: { ok: false, missing: ['The database does not answer.'] },
  })
  await hub.close()
})

it('answers what is in flight before it closes, and is not ready meanwhile', async () => {
  const { hub, url, close } = await startBareHub({
    config: { admin: { email: 'a@example.com', password: 'long enough to be' } },
  })
  // A body that is not complete yet keeps its request in flight.
  const inFlight = await beginPost(`${url}/api/v1/sessions`)
  const closing = hub.close()
  await expect(rawRequest(`${url}/healthz`, {})).rejects.toThrow('ECONNREFUSED')
  expect(
    await inFlight.finish(JSON.stringify({ email: 'a@example.com', password: 'long enough to be' })),
  ).toBe(201)
  await closing
  await expect(hub.services.database.ping()).rejects.toThrow()
  await close()
})

it('closes what it opened when a later step fails', async () => {
  const config = { config: { databaseUrl: 'postgres://nobody@127.0.0.1:1/none' } }
  await expect(startBareHub(config)).rejects.toMatchObject({ code: 'unavailable' })
})

/** A request whose headers the server has accepted (it answered 100 Continue), and whose body is still to come. */
async function beginPost(url: string): Promise<{ finish(body: string): Promise<number | undefined> }> {
  const headers = { 'content-type': 'application/json', expect: '100-continue' }
  const sent = request(url, { method: 'POST', headers, agent: false })
  sent.flushHeaders()
  await once(sent, 'continue')
  return {
    async finish(body) {
      sent.end(body)
      const [answer] = (await once(sent, 'response')) as [IncomingMessage]
      return answer.resume().statusCode
    },
  }
}
