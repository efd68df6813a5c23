import { createServer, type RequestListener, type Server as HttpServer } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { parseAllowedHosts } from '../../src/net/allowed-hosts.ts'
import { createSafeFetch, type OutwardDoor, type SafeFetchOptions } from '../../src/net/safe-fetch.ts'

/** A server on loopback that ends with the test. */
export interface Upstream {
  port: number
  /** `http://127.0.0.1:<port>` */
  origin: string
  /** Sockets that are open right now. */
  open: () => number
}

export function httpUpstream(listener: RequestListener): Promise<Upstream> {
  return listen(createServer(listener))
}

/** A server that speaks whatever it likes. */
export function rawUpstream(onSocket: (socket: Socket) => void): Promise<Upstream> {
  const server = createTcpServer((socket) => {
    onSocket(socket)
    // Only a socket that is read notices that the other side has gone.
    socket.resume()
  })
  return listen(server)
}

export async function listen(server: Server | HttpServer): Promise<Upstream> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { port, origin: `http://127.0.0.1:${port}`, open: () => sockets.size }
}

/** A port on which nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createTcpServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A door that ends with the test. `allowed` is the operator's list; loopback is on it unless the test says otherwise. */
export function openDoor(allowed = '127.0.0.1', options: Partial<SafeFetchOptions> = {}): OutwardDoor {
  const door = createSafeFetch({
    allowed: parseAllowedHosts(allowed),
    userAgent: 'jackfield-test',
    ...options,
  })
  onTestFinished(() => door.close())
  return door
}
