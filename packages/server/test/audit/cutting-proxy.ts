import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

export interface CuttingProxy {
  /** The database's URL, by way of the proxy. */
  url: string
  /**
   * Cuts the connection that sends the next COMMIT, or the next events in a statement of their own: the server has it,
   * and its answer does not arrive.
   */
  cutNextCommit(): void
  /** How many were cut. */
  cuts(): number
  close(): Promise<void>
}

/** Stands between the hub and a PostgreSQL server, on loopback. */
export async function startCuttingProxy(databaseUrl: string): Promise<CuttingProxy> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let armed = false
  let cuts = 0
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    let inTransaction = false
    for (const socket of [client, upstream]) sockets.add(socket.on('error', () => undefined))
    upstream.on('data', (bytes: Buffer) => client.writable && client.write(bytes))
    client.on('data', (bytes: Buffer) => {
      upstream.write(bytes)
      const text = bytes.toString('latin1')
      const commits = text.includes('append_audit_events(') ? !inTransaction : isCommand(text, 'commit')
      if (isCommand(text, 'begin')) inTransaction = true
      if (isCommand(text, 'commit') || isCommand(text, 'rollback')) inTransaction = false
      if (!armed || !commits) return
      armed = false
      cuts++
      upstream.prependOnceListener('data', () => client.destroy())
    })
    client.on('close', () => upstream.end())
    upstream.on('close', () => client.end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    cutNextCommit: () => void (armed = true),
    cuts: () => cuts,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A simple query of the protocol: 'Q', its length, the text. */
function isCommand(text: string, command: string): boolean {
  return text.startsWith('Q') && text.slice(5).startsWith(`${command}\0`)
}
