import { listenOnLoopback } from '../../../server/test/upstreams/listen-on-loopback.ts'
import type { Listening } from '../../../server/test/upstreams/listen-on-loopback.ts'

const PIXELS = 60_000

/** A PNG's first bytes that promise a picture of 60,000 pixels by as many, and nothing of it. */
function hugePng(): Buffer {
  const header = Buffer.from('89504e470d0a1a0a0000000d4948445200000000000000000806000000', 'hex')
  header.writeUInt32BE(PIXELS, 16)
  header.writeUInt32BE(PIXELS, 20)
  return header
}

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" onload="alert(1)">
  <script>alert(1)</script><image href="http://evil.example/a.png"/><rect width="8" height="8"/></svg>`

/** By path; any other is answered with 404. */
const pictures: Record<string, { type: string; body: string | Buffer }> = {
  '/script.svg': { type: 'image/svg+xml', body: svg },
  '/huge.png': { type: 'image/png', body: hugePng() },
  '/page.png': { type: 'text/html', body: '<!doctype html><script>alert(1)</script>' },
}

/** Where the logos of connectors lie that mean no good. */
export const hostileLogos = [...Object.keys(pictures), '/missing.png']

/** Serves them. */
export function startHostileLogos(): Promise<Listening> {
  return listenOnLoopback(async ({ url = '' }, response) => {
    const { type, body } = pictures[url] ?? { type: 'text/plain', body: '' }
    response.writeHead(pictures[url] ? 200 : 404, { 'content-type': type }).end(body)
  })
}
