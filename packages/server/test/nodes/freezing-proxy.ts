import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { vi } from 'vitest'

/** Stands between a hub and PostgreSQL, on loopback, and can make the hub deaf. */
export interface FreezingProxy {
  /** The database's URL, by way of the proxy. */
  url: string
  /** Waits for a connection that listens; from then on nothing passes on such ones, old or new. They stay open. */
  freezeListeners(): Promise<void>
  /** Ends the frozen connections; new ones work. */
  thaw(): void
  close(): Promise<void>
}

interface Pair {
  ends: Socket[]
  listens: boolean
  works: boolean
}

/** The name stands in clear in the first message of a connection (PostgreSQL manual, 54.7, StartupMessage). */
const LISTENS = 'jackfield listener'

export async function startFreezingProxy(databaseUrl: string): Promise<FreezingProxy> {
  const target = new URL(databaseUrl)
  const pairs = new Set<Pair>()
  let frozen = false
  const freeze = (ends: Socket[]) => ends.forEach((socket) => socket.pause())
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    const pair = { ends: [client, upstream], listens: false, works: false }
    pairs.add(pair)
    for (const socket of pair.ends) socket.on('error', () => undefined)
    client.once('data', (bytes: Buffer) => (pair.listens = bytes.includes(LISTENS)))
    client.on('data', (bytes: Buffer) => {
      if (pair.listens && frozen) freeze(pair.ends)
      else upstream.write(bytes)
    })
    upstream.on('data', (bytes: Buffer) => {
      // ReadyForQuery: the login is over.
      pair.works ||= bytes.includes('Z\0\0\0\x05I')
      client.write(bytes)
    })
    client.on('close', () => (pairs.delete(pair), upstream.destroy()))
    upstream.on('close', () => client.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  const listening = () => [...pairs].filter((pair) => pair.listens)
  return {
    url: url.href,
    async freezeListeners() {
      await vi.waitUntil(() => listening().some((pair) => pair.works))
      frozen = true
      for (const { ends } of listening()) freeze(ends)
    },
    thaw() {
      if (!frozen) return
      frozen = false
      for (const { ends } of listening()) ends[0]?.destroy()
    },
    async close() {
      for (const { ends } of pairs) ends.forEach((socket) => socket.destroy())
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
