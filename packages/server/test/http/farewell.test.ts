import { once } from 'node:events'
import { Agent, request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { Hono } from 'hono'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { hubServer } from '../../src/http/hub-server.ts'
import type { HubServer } from '../../src/http/hub-server.ts'
import type { HubEnv } from '../../src/http/rest/rest.ts'
import { send } from '../api.ts'
import { startGateway, textOf } from '../gateway/start-gateway.ts'
import { startCountingUpstream } from '../nodes/counting-upstream.ts'
import { startBareHub } from '../start-hub.ts'

let server: HubServer
let url: string
let finish: PromiseWithResolvers<void>
/** A client that would keep its connections. */
let agent: Agent

beforeEach(async () => {
  agent = new Agent({ keepAlive: true })
  finish = Promise.withResolvers()
  const app = new Hono<HubEnv>()
    .get('/now', (http) => http.text('now'))
    .get('/late', async (http) => {
      await finish.promise
      return http.text('late')
    })
    .get('/stream', () => new Response(chunks(finish.promise)))
  server = hubServer(app)
  url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`
})
afterEach(() => {
  agent.destroy()
  return server.drain(0)
})

it('keeps connections open until it takes leave, and closes them after their next answer', async () => {
  expect((await get('/now')).headers.connection).toBe('keep-alive')
  await server.takeLeave(0)
  expect((await get('/now')).headers.connection).toBe('close')
})

it('closes the connection of a request that was in flight', async () => {
  const answer = get('/late')
  await get('/now')
  const leaving = server.takeLeave(100)
  finish.resolve()
  expect((await answer).headers.connection).toBe('close')
  await leaving
})

it('leaves the connection of an answer that had begun to its next request', async () => {
  const answer = await get('/stream', false)
  const { socket } = answer
  await server.takeLeave(0)
  finish.resolve()
  await once(answer.resume(), 'end')
  const next = await get('/now', false)
  expect(next.socket).toBe(socket)
  expect(next.headers.connection).toBe('close')
})

it('goes on answering for the grace time, and is not ready meanwhile', async () => {
  const { hub, url: hubUrl, close } = await startBareHub({ config: { shutdownGraceMs: 1000 } })
  const closing = hub.close()
  expect(await send(`${hubUrl}/readyz`)).toMatchObject({
    status: 503,
    body: { missing: ['The server is shutting down.'] },
  })
  expect(await send(`${hubUrl}/healthz`)).toMatchObject({ status: 200 })
  await closing
  await expect(send(`${hubUrl}/healthz`)).rejects.toThrow('fetch failed')
  await close()
})

it('answers tool calls in flight, in either era, and ends open streams in order', async () => {
  const [upstream, gateway] = await Promise.all([startCountingUpstream(), startGateway()])
  await gateway.add('Slow', upstream.url)
  const caller = await gateway.agent('Caller', ['slow'])
  const [older, newer] = [await caller.sdk1(), await caller.sdk2()]
  const call = { name: 'slow__append', arguments: { ref: 'r', ms: 500 } }
  const stream = await newer.listen({ toolsListChanged: true })
  const answers = [older.callTool(call), newer.callTool(call)]
  await vi.waitUntil(() => upstream.writes.get('r') === 2)
  const closing = gateway.hub.close()
  expect(await stream.closed).toBe('graceful')
  expect((await Promise.all(answers)).map(textOf)).toEqual(['done r', 'done r'])
  await closing
  await Promise.all([gateway.close(), upstream.close()])
})

async function get(path: string, read = true): Promise<IncomingMessage> {
  const sent = request(url + path, { agent })
  sent.end()
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  if (read) await once(answer.resume(), 'end')
  return answer
}

/** One chunk at once, the other one when told. */
async function* generate(told: Promise<void>) {
  yield new TextEncoder().encode('first')
  await told
  yield new TextEncoder().encode('second')
}

function chunks(told: Promise<void>): ReadableStream {
  return ReadableStream.from(generate(told))
}
