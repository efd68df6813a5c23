import { afterEach, expect, it } from 'vitest'
import { createClient, JackfieldError } from '../src/client.ts'
import { answeringServer, json, type AnsweringServer } from './answering-server.ts'

let server: AnsweringServer | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

async function failureOf(call: Promise<unknown>): Promise<JackfieldError> {
  const failure = await call.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(failure).toBeInstanceOf(JackfieldError)
  return failure as JackfieldError
}

it('turns an error answer into a typed error, and back into the same answer', async () => {
  const body = {
    error: {
      code: 'version_conflict',
      message: 'Somebody saved in between.',
      hint: 'Read it again.',
      issues: [{ field: 'version', message: 'is stale', valid_values: ['3'] }],
      details: { current: { version: 3 } },
      request_id: 'req_1',
    },
  }
  server = await answeringServer(json(409, body, { 'retry-after': '30' }))
  const failure = await failureOf(createClient({ url: server.url }).agents.update('agt_1', { version: 2 }))
  expect(failure).toMatchObject({ code: 'version_conflict', status: 409, requestId: 'req_1', retryAfter: 30 })
  expect(failure.issues).toEqual(body.error.issues)
  expect(JSON.parse(JSON.stringify(failure))).toEqual(body)
})

it('says at which address nothing listens, and what to do', async () => {
  server = await answeringServer()
  const { url } = server
  await server.close()
  server = undefined
  const failure = await failureOf(createClient({ url }).agents.create({ name: 'A' }))
  expect(failure.code).toBe('unreachable')
  expect(failure.message).toBe(`Cannot reach Jackfield at ${url} (nothing listens there).`)
  expect(failure.hint).toBe('Check the address, and that the server is running there.')
})

it('tells a server that is too slow from one that is away', async () => {
  server = await answeringServer(() => undefined)
  const failure = await failureOf(createClient({ url: server.url, timeoutMs: 50 }).agents.list())
  expect(failure.code).toBe('timeout')
  expect(server.seen).toHaveLength(1)
})

it('also limits the time in which a body must arrive', async () => {
  server = await answeringServer((response) => void response.writeHead(200).write('{"items":'))
  const failure = await failureOf(createClient({ url: server.url, timeoutMs: 100 }).agents.list())
  expect(failure.code).toBe('timeout')
})

it.each([
  ['a page with status 200', 200, {}, 'another program or a proxy'],
  ['a page with status 404', 404, {}, 'another program or a proxy'],
  [
    'a redirect',
    301,
    { location: 'https://elsewhere.example/login' },
    'It points to https://elsewhere.example',
  ],
])('knows %s from an answer of Jackfield', async (_what, status, headers, hint) => {
  server = await answeringServer((response) => response.writeHead(status, headers).end('<html>Hello</html>'))
  const failure = await failureOf(createClient({ url: server.url, token: 'jf_key_x' }).agents.list())
  expect(failure.code).toBe('unexpected_answer')
  expect(failure.message).toBe(`${server.url} answered ${status}, but not like Jackfield.`)
  expect(failure.hint).toContain(hint)
  expect(server.seen).toHaveLength(1)
})

it.each(['', 'nonsense', 'ftp://127.0.0.1', 'file:///etc/passwd'])('refuses the address %j', (url) => {
  expect(() => createClient({ url })).toThrow(expect.objectContaining({ code: 'invalid' }))
})

it.each(['', '.', '..'])('refuses the id %j, which would change the path', async (id) => {
  const client = createClient({ url: 'http://127.0.0.1:1' })
  await expect(client.agents.remove(id)).rejects.toMatchObject({ code: 'invalid' })
  await expect(client.agents.keys.revoke(id, 'ak_1')).rejects.toMatchObject({ code: 'invalid' })
})
