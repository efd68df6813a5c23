import { expect, it } from 'vitest'
import { startEverythingServer } from './everything-server.ts'
import { connectSdk1 } from './sdk-clients.ts'

it.each([
  ['streamableHttp', 'streamable-http'],
  ['sse', 'sse'],
] as const)('starts the official server over %s', async (name, transport) => {
  const server = await startEverythingServer(name)
  const client = await connectSdk1({ url: server.url, transport })
  expect(await client.callTool({ name: 'echo', arguments: { message: 'hi' } })).toMatchObject({
    content: [{ text: 'Echo: hi' }],
  })
  await client.close()
  await server.close()
  await expect(fetch(server.url)).rejects.toThrow()
})
