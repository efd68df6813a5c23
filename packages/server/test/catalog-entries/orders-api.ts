import { listenOnLoopback } from '../upstreams/listen-on-loopback.ts'

interface Seen {
  method: string
  url: string
  key: string | undefined
  body: string
}

/** An API on loopback with a description of itself. */
export async function startOrdersApi() {
  const seen: Seen[] = []
  let version = 1
  const server = await listenOnLoopback(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { method = '', url = '', headers } = request
    const json = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (url.startsWith('/openapi.json')) return json(200, ordersDocument(version))
    if (url === '/missing.json') return json(404, {})
    if (url === '/page.html')
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Hello</html>')
    const key = headers['x-api-key']?.toString()
    seen.push({ method, url, key, body: Buffer.concat(chunks).toString('utf8') })
    if (key !== 'Key right') return json(401, { message: 'Unknown key' })
    return json(200, method === 'GET' ? { id: 7, note: 'fragile' } : { id: 8 })
  })
  return {
    origin: server.origin,
    seen,
    /** Answers with another version of its description from now on. */
    moveOn: () => void (version += 1),
    close: () => server.close(),
  }
}

/** The second version has one operation less, one more, and one that takes something else. */
export function ordersDocument(version = 1, more: object = {}) {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }
  const ok = { responses: { 200: { description: 'ok' } } }
  const note = {
    type: 'object',
    required: ['text'],
    properties: { text: { type: 'string' }, ...(version > 1 ? { urgent: { type: 'boolean' } } : {}) },
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Orders', version: String(version), description: 'What was ordered.' },
    servers: [{ url: '/v1' }],
    security: [{ key: [] }],
    paths: {
      '/orders/{id}': {
        parameters: [id],
        get: { operationId: 'getOrder', summary: 'Read an order', ...ok },
        ...(version === 1 ? { delete: { operationId: 'cancelOrder', ...ok } } : {}),
      },
      '/orders/{id}/notes': {
        post: {
          operationId: 'addNote',
          parameters: [id],
          requestBody: { required: true, content: { 'application/json': { schema: note } } },
          ...ok,
        },
      },
      ...(version > 1 ? { '/orders': { get: { operationId: 'listOrders', ...ok } } } : {}),
    },
    components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' } } },
    ...more,
  }
}
