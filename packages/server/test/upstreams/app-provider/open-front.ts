import { serveOnLoopback } from '../listen-on-loopback.ts'

type Answering = (host: string, request: Request) => Promise<Response>

/** A listener for each name of an app's hosts. */
export interface Front {
  /** Their addresses, by name. */
  hosts: Record<string, string>
  /** Who answers; the first argument is the name of the host that was asked. */
  answer: Answering
  isOwn(url: URL): boolean
  close(): Promise<void>
}

/** Listens under every name before anybody answers: what answers has to know the addresses. */
export async function openFront(names: string[]): Promise<Front> {
  const listening = await Promise.all(
    names.map((name) => serveOnLoopback((request) => front.answer(name, request).catch(ownFault))),
  )
  const origins = new Set(listening.map(({ origin }) => origin))
  const front: Front = {
    hosts: Object.fromEntries(names.map((name, index) => [name, listening[index]?.origin ?? ''])),
    answer: () => Promise.resolve(new Response(null, { status: 503 })),
    isOwn: ({ origin }) => origins.has(origin),
    close: async () => void (await Promise.all(listening.map((one) => one.close()))),
  }
  return front
}

/** A fault of this stand-in, which nobody should take for a provider that is down. */
function ownFault(error: unknown): Response {
  process.emitWarning(error instanceof Error ? error : String(error))
  return new Response(`The stand-in failed: ${String(error)}`, { status: 500 })
}
