import { setTimeout as sleep } from 'node:timers/promises'

/** What a process holds in its heap and beside it once its garbage is collected, in bytes. */
export async function heapBytes(inspector: string | undefined): Promise<number> {
  if (inspector === undefined) throw new Error('The hub runs without an inspector.')
  const socket = new WebSocket(inspector)
  try {
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true })
      socket.addEventListener('error', reject, { once: true })
    })
    // What finalizers let go of is collected the second time.
    for (let time = 0; time < 2; time++) {
      await ask(socket, 'HeapProfiler.collectGarbage', {})
      await sleep(200)
    }
    const expression = 'const { heapUsed, external } = process.memoryUsage(); heapUsed + external'
    const { result } = await ask(socket, 'Runtime.evaluate', { expression: `{ ${expression} }` })
    return Number((result as { value?: unknown }).value)
  } finally {
    socket.close()
  }
}

let lastId = 0

/** One question in the words of the Chrome DevTools Protocol. */
function ask(socket: WebSocket, method: string, params: object): Promise<Record<string, unknown>> {
  const id = ++lastId
  return new Promise((resolve) => {
    const listen = ({ data }: MessageEvent) => {
      const message = JSON.parse(String(data)) as { id?: number; result?: Record<string, unknown> }
      if (message.id !== id) return
      socket.removeEventListener('message', listen)
      resolve(message.result ?? {})
    }
    socket.addEventListener('message', listen)
    socket.send(JSON.stringify({ id, method, params }))
  })
}
