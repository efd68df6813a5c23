import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { addressOf, requestOf } from '../src/run.ts'
import type { App, Json, Outgoing, Place, Sender, Tool } from '../src/run.ts'

/** What reached the other end. `url` is the address that it had without the detour over loopback. */
export interface Received {
  method: string
  url: URL
  headers: Record<string, string>
  body: string
}

export interface Wire {
  /** Makes the tool's request, sends it, and gives what arrived. */
  call: (app: App, tool: Tool, input: Json, more?: Partial<Sender>) => Promise<Received>
  send: (app: App, outgoing: Outgoing) => Promise<Received>
  close: () => Promise<void>
}

/** A server on loopback that every host of every app is moved to; what it is sent comes back as the answer. */
export async function openWire(): Promise<Wire> {
  const server = createServer((request, response) => {
    void received(request).then((seen) => response.end(JSON.stringify(seen)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const send = async (app: App, { url, ...outgoing }: Outgoing): Promise<Received> => {
    const answer = await fetch(url, outgoing)
    const seen = (await answer.json()) as Omit<Received, 'url'> & { target: string }
    return { method: seen.method, headers: seen.headers, body: seen.body, url: unmoved(app, seen.target) }
  }
  return {
    send,
    call: async (app, tool, input, more) =>
      send(app, requestOf({ ...senderOf(app, movedTo(app, origin)), ...more }, tool, input)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Somebody who is connected, with a value for everything that addresses ask for. */
export function senderOf(app: App, moved: Record<string, string> = {}): Sender {
  return { app, place: { moved, values: valuesOf(app) }, headers: { authorization: 'Bearer token' } }
}

/** A value for each `{name}` that a connection must know. */
function valuesOf(app: App): Record<string, string> {
  const templates = [app.api.base, ...Object.values(app.hosts), ...app.tools.map(hostPart)]
  const names = templates.flatMap((template) =>
    [...template.matchAll(/\{([a-z_]+)\}/g)].map(([, name]) => name),
  )
  const unknown = [...new Set(names)].filter((name) => name !== undefined && app.hosts[name] === undefined)
  return Object.fromEntries(unknown.map((name) => [name, optionOf(app, String(name)) ?? 'acme']))
}

/** A tool's address where it starts with a host; without the parameters that the caller gives. */
function hostPart({ path, fields }: Tool): string {
  const given = fields.filter((field) => field.in === 'path')
  return path.startsWith('{') ? given.reduce((rest, { wire }) => rest.replace(`{${wire}}`, ''), path) : ''
}

function optionOf(app: App, name: string): string | undefined {
  const { options } = app.settings.find((setting) => setting.name === name) ?? {}
  return options && Object.keys(options)[0]
}

function movedTo(app: App, origin: string): Record<string, string> {
  return Object.fromEntries(Object.keys(app.hosts).map((name) => [name, `${origin}/${name}`]))
}

function unmoved(app: App, target: string): URL {
  const [, name = '', rest = ''] = /^\/([^/?]+)(.*)$/.exec(target) ?? []
  const place: Place = { moved: {}, values: valuesOf(app) }
  return new URL(addressOf(app, app.hosts[name] ?? '', place) + rest)
}

async function received(request: IncomingMessage): Promise<Omit<Received, 'url'> & { target: string }> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  )
  return {
    method: request.method ?? '',
    target: request.url ?? '',
    headers,
    body: Buffer.concat(chunks).toString('utf8'),
  }
}
