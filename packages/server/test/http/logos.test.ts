import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pictureType } from '../../src/custom-connectors/picture-type.ts'
import { insertConnector } from '../agents/insert-connector.ts'
import { apiFor, send } from '../api.ts'
import type { Answer } from '../api.ts'
import { ownerLogin, startHub } from '../start-hub.ts'
import type { TestHub } from '../start-hub.ts'
import { listenOnLoopback } from '../upstreams/listen-on-loopback.ts'
import type { Listening } from '../upstreams/listen-on-loopback.ts'

const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(64)])
const hex = (text: string) => Buffer.from(text).toString('hex')
const svg = '\ufeff<?xml version="1.0"?>\n<!-- by hand -->\n<svg><script>alert(1)</script></svg>'

/** What the server of pictures says for each path, and how often it was asked. */
const pictures: Record<string, { type?: string; body: string | Buffer; status?: number; location?: string }> =
  {
    '/good.png': { type: 'text/html', body: png },
    '/good.svg': { type: 'image/svg+xml', body: svg },
    '/page.png': { type: 'image/png', body: '<!doctype html><svg><script>alert(1)</script></svg>' },
    '/entities.svg': { type: 'image/svg+xml', body: '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>' },
    '/large.png': { type: 'image/png', body: Buffer.concat([png, Buffer.alloc(1024 * 1024)]) },
    '/large-stream.png': {
      type: 'text/event-stream',
      body: Buffer.concat([png, Buffer.alloc(1024 * 1024, '\n')]),
    },
    '/missing.png': { body: png, status: 404 },
  }
const seen: IncomingMessage[] = []
const asked = (path: string) => seen.filter(({ url }) => url === path).length

let server: Listening
let inside: Listening
let insideAsked = 0
let hub: TestHub
beforeAll(async () => {
  inside = await listenOnLoopback(async (_request, response) => {
    insideAsked += 1
    response.end(png)
  })
  pictures['/inward.png'] = { body: '', status: 302, location: `${inside.origin}/good.png` }
  server = await listenOnLoopback(async (request, response) => {
    seen.push(request)
    const {
      type = 'image/png',
      body,
      status = 200,
      location,
    } = pictures[request.url ?? ''] ?? { body: '', status: 404 }
    response.writeHead(status, { 'content-type': type, ...(location && { location }) }).end(body)
    await once(response, 'close')
  })
  hub = await startHub({ config: { allowedHosts: `127.0.0.1:${server.port}` } })
})
afterAll(async () => {
  await hub?.close()
  await server?.close()
  await inside?.close()
})

interface Shown {
  id: string
  logo: string | null
  logo_url: string
  version: number
}

let connectors = 0
const read = async (id: string) => (await hub.owner.get(`/connectors/${id}`)).body as Shown
const withLogo = async (path: string, id?: string) => {
  const { db } = hub.services.database
  const connector =
    id ?? (await insertConnector(db, hub.accountId, { slug: `pictured-${(connectors += 1)}` }))
  const { version } = await read(connector)
  const logo_url = server.origin + path
  const { status } = await hub.owner.patch(`/connectors/${connector}`, { version, logo_url })
  expect(status).toBe(200)
  return connector
}
const picture = async (path: string | null, headers: Record<string, string> = bearer(hub.owner.secret)) => {
  expect(path).toMatch(/^\/logos\/con_\w+/)
  const response = await fetch(`${hub.url}${path}`, { headers, redirect: 'manual' })
  return { response, status: response.status, bytes: Buffer.from(await response.arrayBuffer()) }
}
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
/** As if so many hours had passed since the last try. */
const age = (id: string, hours: number) =>
  hub.services.database.db
    .updateTable('connector_logos')
    .set({ fetched_at: new Date(Date.now() - hours * 3_600_000) })
    .where('connector_id', '=', id)
    .execute()

describe('the logo of a custom connector', () => {
  it('CUS-6: comes from the hub, as what it is, and is fetched once a day', async () => {
    const id = await withLogo('/good.png')
    const { logo, logo_url } = await read(id)
    expect(logo_url).toBe(`${server.origin}/good.png`)
    const all = await Promise.all([picture(logo), picture(logo), picture(logo)])
    for (const { response, status, bytes } of [...all, await picture(logo)]) {
      expect(status).toBe(200)
      expect(bytes.equals(png)).toBe(true)
      expect(response.headers.get('content-type')).toBe('image/png')
      expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'.*sandbox$/)
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(response.headers.get('cache-control')).toMatch(/^private/)
    }
    expect(asked('/good.png')).toBe(1)
    const sent = seen.find(({ url }) => url === '/good.png')?.headers
    expect([sent?.authorization, sent?.cookie, sent?.referer]).toEqual([undefined, undefined, undefined])
    await age(id, 23.9)
    await picture(logo)
    expect(asked('/good.png')).toBe(1)
    await age(id, 24.1)
    await picture(logo)
    expect(asked('/good.png')).toBe(2)
  })

  it('CUS-6: is SVG, too, which may do nothing', async () => {
    const { response, bytes } = await picture((await read(await withLogo('/good.svg'))).logo)
    expect(response.headers.get('content-type')).toBe('image/svg+xml')
    expect(response.headers.get('content-security-policy')).not.toContain('script')
    expect(bytes.toString()).toContain('<svg')
  })

  it('CUS-6: is known by its first bytes', () => {
    const kinds: Record<string, string[]> = {
      'image/jpeg': ['ffd8ffe000104a464946'],
      'image/gif': ['4749463837610a000a00', '4749463839610a000a00'],
      'image/webp': ['524946462400000057454250565038'],
      'image/avif': [
        '0000001c6674797061766966000000006d696631',
        '0000001c667479706d69663100000000617669666d696631',
      ],
      'image/x-icon': ['00000100010010100000'],
      'image/svg+xml': ['<svg/>', '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">\n<svg >'].map(hex),
      none: [
        '',
        '0000001c6674797069736f6d',
        ...['<svgx>', 'x<svg>', '<html><svg>', '<!-- <svg> --><p>'].map(hex),
      ],
    }
    for (const [kind, starts] of Object.entries(kinds))
      for (const start of starts)
        expect([start, pictureType(Buffer.from(start, 'hex')) ?? 'none']).toEqual([start, kind])
  })

  it.each(['/page.png', '/entities.svg', '/large.png', '/large-stream.png', '/missing.png', '/inward.png'])(
    'UX-10: that is %s is none: the default icon from then on, for an hour',
    async (path) => {
      const id = await withLogo(path)
      const { logo } = await read(id)
      expect((await picture(logo)).status).toBe(404)
      expect((await picture(logo)).status).toBe(404)
      expect(asked(path)).toBe(1)
      expect((await read(id)).logo).toBeNull()
      await age(id, 1.1)
      expect((await read(id)).logo).toBe(logo)
      expect((await picture(logo)).status).toBe(404)
      expect(asked(path)).toBe(2)
      expect(insideAsked).toBe(0)
    },
  )

  it('CUS-6: stays when its server fails later, and goes with another address', async () => {
    pictures['/unsteady.png'] = { body: png }
    const id = await withLogo('/unsteady.png')
    const { logo } = await read(id)
    expect((await picture(logo)).status).toBe(200)
    pictures['/unsteady.png'] = { body: '', status: 500 }
    await age(id, 25)
    expect((await picture(logo)).bytes.equals(png)).toBe(true)
    expect((await picture(logo)).status).toBe(200)
    expect(asked('/unsteady.png')).toBe(2)
    await withLogo('/missing.png', id)
    const moved = await read(id)
    expect(moved.logo).not.toBe(logo)
    expect((await picture(moved.logo)).status).toBe(404)
  })
})

describe('who sees a logo', () => {
  it('SEC-7: everybody in the account who is logged in, and nobody else', async () => {
    const id = await withLogo('/good.png')
    const { logo } = await read(id)
    expect((await picture(logo, {})).status).toBe(401)
    const foreign = await hub.secondAccount()
    const errorOf = ({ bytes }: { bytes: Buffer }) => {
      const { error } = JSON.parse(bytes.toString()) as { error: Record<string, unknown> }
      return { ...error, request_id: undefined }
    }
    const theirs = await picture(logo, bearer(foreign.secret))
    const missing = await picture('/logos/con_missing', bearer(foreign.secret))
    expect([theirs.status, errorOf(theirs)]).toEqual([404, errorOf(missing)])
    const viewer = await hub.as('viewer')
    expect((await picture(logo, bearer(viewer.secret))).status).toBe(200)
    const entered: Answer = await apiFor(hub.url, '').post('/sessions', { ...ownerLogin, name: undefined })
    const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    expect((await picture(logo, { cookie })).status).toBe(200)
  })

  it('CUS-6: of an app it is the icon that ships; an area has none; without a connector it is gone', async () => {
    const { items } = (await hub.owner.get('/connectors')).body as { items: (Shown & { family: string })[] }
    const logos = (family: string) => items.filter((one) => one.family === family).map(({ logo }) => logo)
    expect(logos('app')).toContain('/icons/slack.svg')
    expect(new Set(logos('platform'))).toEqual(new Set([null]))
    expect((await send(`${hub.url}/icons/slack.svg`)).status).toBe(200)
    const id = await withLogo('/good.png')
    await picture((await read(id)).logo)
    expect(await hub.owner.delete(`/connectors/${id}`)).toMatchObject({ status: 204 })
    const { db } = hub.services.database
    const kept = db.selectFrom('connector_logos').select('failure').where('connector_id', '=', id)
    expect(await kept.execute()).toEqual([])
    expect((await picture(`/logos/${id}`)).status).toBe(404)
  })
})
