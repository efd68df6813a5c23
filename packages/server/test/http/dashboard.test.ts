import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dashboardRoutes } from '../../src/http/dashboard.ts'
import { send } from '../api.ts'
import { startHub } from '../start-hub.ts'
import type { TestHub } from '../start-hub.ts'

const page = '<!doctype html><title>Jackfield</title>'
const script = 'console.log("the dashboard")'

let directory: string
let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
  directory = await mkdtemp(join(tmpdir(), 'jackfield-dashboard-'))
  const files: Record<string, string | Uint8Array> = {
    'index.html': page,
    'theme.js': '{}',
    'licenses.md': '# Licences',
    '.built-from': 'a hash',
    'assets/index-a1B2.js': script,
    'assets/index-a1B2.js.br': brotliCompressSync(script),
    'assets/index-a1B2.js.gz': gzipSync(script),
    'assets/inter-c3.woff2': 'font',
    'secret.txt/inside': 'a folder with a name like a file',
  }
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(directory, name)), { recursive: true })
    await writeFile(join(directory, name), content)
  }
})
afterAll(async () => {
  await hub.close()
  await rm(directory, { recursive: true, force: true })
})

const ask = (path: string, headers: Record<string, string> = {}) =>
  new Hono().route('/', dashboardRoutes(directory)).request(path, { headers })
const navigate = (path: string) => ask(path, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })

describe('the files of the dashboard', () => {
  it('are kept for ever, and come compressed as the browser likes', async () => {
    const answer = async (encoding: string) => {
      const { status, headers } = await ask('/assets/index-a1B2.js', { 'accept-encoding': encoding })
      expect([status, headers.get('vary')]).toEqual([200, 'Accept-Encoding'])
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8')
      return headers.get('content-encoding')
    }
    expect(await answer('gzip, deflate, br, zstd')).toBe('br')
    expect(await answer('br;q=0, gzip;q=0.5')).toBe('gzip')
    expect(await answer('identity')).toBeNull()
    const font = await ask('/assets/inter-c3.woff2', { 'accept-encoding': 'br' })
    expect([font.headers.get('content-type'), await font.text()]).toEqual(['font/woff2', 'font'])
  })

  it('of its root are asked for anew, which costs nothing while they stay the same', async () => {
    const first = await ask('/theme.js')
    expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'no-cache'])
    const again = await ask('/theme.js', { 'if-none-match': first.headers.get('etag') ?? '' })
    expect(again.status).toBe(304)
    expect((await ask('/licenses.md')).headers.get('content-type')).toMatch(/^text\/plain/)
  })

  it.each([
    '/assets/gone-d4.js',
    '/assets/index-a1B2.js.br',
    '/assets/..%2findex.html',
    '/assets/..%5ctheme.js',
    '/assets/',
    '/index.html',
    '/.built-from',
    '/secret.txt',
    '/gone.js',
  ])('%s is none of them', async (path) => {
    expect((await navigate(path)).status).toBe(404)
  })
})

describe('the page of the dashboard', () => {
  it.each(['/', '/login', '/setup?token=x', '/agents/connectors', '/agents/agt_1/tools', '/apiary'])(
    'answers %s',
    async (path) => {
      const answer = await navigate(path)
      expect([answer.status, await answer.text()]).toEqual([200, page])
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(answer.headers.get('cache-control')).toBe('no-store')
      const policy = answer.headers.get('content-security-policy')
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';/)
      expect(policy).not.toMatch(/unsafe|https?:|\*/)
    },
  )

  it.each([
    '/api',
    '/api/v1/nothing',
    '/mcp/agt_1',
    '/oauth/x',
    '/.well-known/x',
    '/icons/x',
    '/logos/x',
    '/docs/x',
  ])('is no answer to %s', async (path) => expect((await navigate(path)).status).toBe(404))

  it('is no answer to a program that is lost', async () => {
    expect((await ask('/nothing', { accept: '*/*' })).status).toBe(404)
    expect((await ask('/', { accept: '*/*' })).status).toBe(200)
  })

  it('says what to do when it is not built', async () => {
    const answer = await dashboardRoutes(join(directory, 'nowhere')).request('/')
    expect(answer.status).toBe(503)
    expect(answer.headers.get('content-security-policy')).toMatch(/style-src 'sha256-/)
    expect(await answer.text()).toContain('Run npm start, or node scripts/run.mjs build.')
  })

  it('stands behind everything else that the hub answers', async () => {
    const as = (accept: string) => ({ headers: { accept } })
    const [root, healthz, missing, lost] = await Promise.all([
      send(`${hub.url}/`, as('text/html')),
      send(`${hub.url}/healthz`, as('text/html')),
      send(`${hub.url}/api/v1/nothing`, as('text/html')),
      send(`${hub.url}/nothing`),
    ])
    // Whether it is built where this runs is not ours to know.
    expect([200, 503]).toContain(root.status)
    expect(root.headers.get('content-type')).toContain('text/html')
    expect(healthz.headers.get('content-type')).not.toContain('text/html')
    expect(missing).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } })
    expect(lost).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } })
  })
})
