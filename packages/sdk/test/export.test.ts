import { afterEach, expect, it } from 'vitest'
import { createClient } from '../src/client.ts'
import { answeringServer, refusal, type AnsweringServer } from './answering-server.ts'

let server: AnsweringServer | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

it('gives whole lines, however the bytes are cut', async () => {
  const bytes = Buffer.from('{"name":"Zoë"}\n{"name":"b"}\r\n\nlast')
  server = await answeringServer(async (response) => {
    for (const byte of bytes) {
      response.write(Buffer.of(byte))
      await new Promise(setImmediate)
    }
    response.end()
  })
  const lines: string[] = []
  for await (const line of createClient({ url: server.url }).audit.export({ format: 'jsonl' }))
    lines.push(line)
  expect(lines).toEqual(['{"name":"Zoë"}', '{"name":"b"}\r', '', 'last'])
  expect(server.seen).toEqual(['GET /api/v1/audit/export?format=jsonl'])
})

it('says so when the download breaks off, and does not pass for the whole', async () => {
  server = await answeringServer((response) => {
    response.write('one\ntwo\nthr')
    setTimeout(() => response.destroy(), 50)
  })
  const lines: string[] = []
  const reading = async () => {
    for await (const line of createClient({ url: (server as AnsweringServer).url }).audit.export())
      lines.push(line)
  }
  await expect(reading()).rejects.toMatchObject({ code: 'unreachable' })
  expect(lines).toEqual(['one', 'two'])
})

it('ends the download when the reader has enough', async () => {
  let ended: () => void
  const closed = new Promise<void>((resolve) => (ended = resolve))
  server = await answeringServer((response) => {
    response.on('close', () => ended())
    response.write('one\ntwo\n')
  })
  for await (const line of createClient({ url: server.url }).audit.export()) {
    expect(line).toBe('one')
    break
  }
  await closed
})

it('refuses like any other call', async () => {
  server = await answeringServer(refusal(403, 'forbidden'))
  const lines = createClient({ url: server.url }).audit.export()
  await expect(lines.next()).rejects.toMatchObject({ code: 'forbidden', status: 403 })
})

it('ends the request when the caller aborts in the middle, and throws the reason', async () => {
  let ended: () => void
  const closed = new Promise<void>((resolve) => (ended = resolve))
  server = await answeringServer((response) => {
    response.on('close', () => ended())
    response.write('one\ntwo\nthr')
  })
  const { url } = server
  const stop = new AbortController()
  const reason = new Error('enough')
  const lines: string[] = []
  const reading = async () => {
    for await (const line of createClient({ url }).audit.export({}, { signal: stop.signal })) {
      lines.push(line)
      if (line === 'two') stop.abort(reason)
    }
  }
  await expect(reading()).rejects.toBe(reason)
  await closed
  expect(lines).toEqual(['one', 'two'])
  expect(server.seen).toHaveLength(1)
})
