import { serveOnLoopback } from './listen-on-loopback.ts'

/** Stands in front of a server and can hold what passes. */
export interface HoldingRelay {
  origin: string
  /**
   * Holds the next request before it goes on, or after the server has done what it asks and before its answer goes
   * back. Resolves when it is held.
   */
  holdNext(where: 'request' | 'answer'): Promise<void>
  /** Lets it pass, and whatever comes. */
  letGo(): void
  close(): Promise<void>
}

/** @param target the origin of the server behind it */
export async function startHoldingRelay(target: string): Promise<HoldingRelay> {
  let next: { where: string; caught: () => void; gate: Promise<void> } | undefined
  let open = () => {}
  const pass = async (request: Request) => {
    const hold = next
    next = undefined
    const wait = async (where: string) => {
      if (hold?.where !== where) return
      hold.caught()
      await hold.gate
    }
    await wait('request')
    // Who has gone meanwhile has sent nothing, as far as the server knows.
    if (request.signal.aborted) return new Response(null, { status: 502 })
    const answer = await passOn(target, request)
    await wait('answer')
    return answer
  }
  const server = await serveOnLoopback(pass)
  return {
    origin: server.origin,
    holdNext(where) {
      const caught = Promise.withResolvers<void>()
      const gate = Promise.withResolvers<void>()
      next = { where, caught: caught.resolve, gate: gate.promise }
      open = gate.resolve
      return caught.promise
    },
    letGo() {
      next = undefined
      open()
    },
    close: async () => {
      open()
      await server.close()
    },
  }
}

async function passOn(target: string, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const headers = new Headers(request.headers)
  for (const name of ['host', 'connection', 'content-length']) headers.delete(name)
  const body = request.method === 'GET' ? null : await request.text()
  const answer = await fetch(target + pathname + search, {
    method: request.method,
    headers,
    body,
    redirect: 'manual',
  })
  const back = new Headers(answer.headers)
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding', 'connection'])
    back.delete(name)
  return new Response(await answer.arrayBuffer(), { status: answer.status, headers: back })
}
