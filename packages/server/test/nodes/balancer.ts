import { Agent, createServer, request as httpRequest } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { AddressInfo } from 'node:net'

const PROBE_EVERY_MS = 50
/** As long as requests wait for a node to be ready. */
const PATIENCE_MS = 20_000

/**
 * A load balancer as plain as they come: round robin over the nodes whose `/readyz` says 200, on connections that it
 * keeps. It never sends a request a second time; only one whose connection was refused goes to another node.
 */
export interface Balancer {
  url: string
  add(node: { name: string; url: string }): void
  remove(name: string): void
  /** Which node was given the request with this `x-ref` header. */
  givenTo(ref: string): string | undefined
  /** The nodes that were ready when they were asked last. */
  ready(): string[]
  close(): Promise<void>
}

interface Backend {
  name: string
  url: URL
  agent: Agent
  ready: boolean
}

export async function startBalancer(): Promise<Balancer> {
  const nodes = new Nodes()
  const given = new Map<string, string>()
  const server = createServer((request, response) => {
    serve(nodes, given, request, response).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add: ({ name, url }) => nodes.add(name, url),
    remove: (name) => nodes.remove(name),
    givenTo: (ref) => given.get(ref),
    ready: () => nodes.ready().map((node) => node.name),
    close: async () => {
      for (const { name } of nodes.ready()) nodes.remove(name)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

class Nodes {
  readonly #nodes = new Map<string, Backend>()
  #turn = 0

  add(name: string, url: string): void {
    const node = { name, url: new URL(url), agent: new Agent({ keepAlive: true }), ready: false }
    this.#nodes.set(name, node)
    void this.#probe(node)
  }

  remove(name: string): void {
    this.#nodes.get(name)?.agent.destroy()
    this.#nodes.delete(name)
  }

  ready(): Backend[] {
    return [...this.#nodes.values()].filter((node) => node.ready)
  }

  /** The next node in turn, once there is one. */
  async next(): Promise<Backend> {
    for (let waited = 0; waited < PATIENCE_MS; waited += PROBE_EVERY_MS) {
      const ready = this.ready()
      const node = ready[(this.#turn += 1) % ready.length]
      if (node) return node
      await pause(PROBE_EVERY_MS)
    }
    throw new Error('no node is ready')
  }

  async #probe(node: Backend): Promise<void> {
    while (this.#nodes.get(node.name) === node) {
      node.ready = await answersReady(node.url)
      await pause(PROBE_EVERY_MS)
    }
  }
}

function answersReady(url: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = httpRequest(new URL('/readyz', url), { agent: false, timeout: 2000 }, (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200)
    })
    probe.on('timeout', () => probe.destroy()).on('error', () => resolve(false))
    probe.end()
  })
}

async function serve(
  nodes: Nodes,
  given: Map<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  for (;;) {
    const node = await nodes.next()
    given.set(String(request.headers['x-ref']), node.name)
    const begun = performance.now()
    const outcome = await pass(node, request, Buffer.concat(chunks), response)
    if (outcome === 'passed') return
    node.ready = false
    if (outcome === 'refused') continue
    const waited = Math.round(performance.now() - begun)
    response.writeHead(502).end(`lost after ${waited} ms: ${outcome.message}`)
    return
  }
}

/** `refused`: no connection came about, so the node saw nothing. An error: nobody knows what the node did with it. */
function pass(
  node: Backend,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<'passed' | 'refused' | Error> {
  return new Promise((resolve) => {
    const { method, headers, url = '/' } = request
    const sent = httpRequest(new URL(url, node.url), { method, headers, agent: node.agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers))
      answer.on('error', () => response.destroy()).pipe(response)
      resolve('passed')
    })
    sent.on('error', (error: Error & { syscall?: string }) => {
      resolve(error.syscall === 'connect' ? 'refused' : error)
    })
    response.on('close', () => sent.destroy())
    sent.end(body)
  })
}

/** Without what is between us and the node only (RFC 9110 section 7.6.1). */
function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { connection: _c, 'keep-alive': _k, 'transfer-encoding': _t, ...rest } = headers
  return rest
}
