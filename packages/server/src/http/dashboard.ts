import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { etag } from 'hono/etag'
import { getMimeType, mimes } from 'hono/utils/mime'
import { answerPage } from './pages/answer-page.ts'

/** Where the build puts it; see scripts/build-web.mjs. */
const BUILT = fileURLToPath(new URL('../../../web/dist/', import.meta.url))

/** The dashboard asks nobody but this hub, and runs nothing that does not come as a file of its own. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** What lies beside a file already compressed, the smallest first. */
const encodings = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
]

/** The licences of what the dashboard is made of come as Markdown, which browsers would not show. */
const types = { ...mimes, md: 'text/plain' }

/** Belongs to other faces: nobody who asks them for something that is not there wants the dashboard. */
const otherFaces = /^\/(api|mcp|oauth|\.well-known|icons|logos|assets|docs)(\/|$)/

/**
 * The dashboard: its files, and its page for every address that nothing else answers. To be mounted last.
 * @param directory what the build made; read at each request, so that a new build needs no restart
 */
export function dashboardRoutes(directory: string = BUILT): Hono {
  const routes = new Hono()
  // Their names change with what is in them.
  const forever = { 'cache-control': 'public, max-age=31536000, immutable' }
  routes.get('/assets/:file{\\w[\\w.-]*}', async (http) => {
    const path = join(directory, 'assets', http.req.param('file'))
    return (await sendFile(http, path, forever)) ?? http.notFound()
  })
  // Of the page there is one address only for each view of it.
  const atRoot = '/:file{\\w[\\w-]*\\.(?!html$)\\w+}'
  routes.get(atRoot, etag(), async (http) => {
    const path = join(directory, http.req.param('file'))
    return (await sendFile(http, path, { 'cache-control': 'no-cache' })) ?? http.notFound()
  })
  routes.get('*', async (http) => {
    if (!isPage(http)) return http.notFound()
    const headers = { 'cache-control': 'no-store', 'content-security-policy': POLICY }
    return (await sendFile(http, join(directory, 'index.html'), headers)) ?? notBuilt()
  })
  return routes
}

/** Whether a person wants to see it: programs that are lost are told so. */
function isPage({ req }: Context): boolean {
  if (req.path === '/') return true
  const wanted = req.header('accept')?.includes('text/html') ?? false
  return wanted && !req.path.includes('.') && !otherFaces.test(req.path)
}

async function sendFile(
  http: Context,
  path: string,
  headers: Record<string, string>,
): Promise<Response | undefined> {
  const type = getMimeType(path, types)
  if (type === undefined) return undefined
  const known = { ...headers, 'content-type': type, vary: 'Accept-Encoding' }
  for (const { name, suffix } of encodings) {
    const packed = takes(http, name) ? await contentOf(path + suffix) : undefined
    if (packed) return http.body(packed, 200, { ...known, 'content-encoding': name })
  }
  const plain = await contentOf(path)
  return plain && http.body(plain, 200, known)
}

function takes(http: Context, encoding: string): boolean {
  return accepts(http, { header: 'Accept-Encoding', supports: [encoding], default: '' }) === encoding
}

/** The content of a file; undefined when there is none. */
async function contentOf(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return undefined
    throw error
  }
}

function notBuilt(): Promise<Response> {
  const remedy = 'The dashboard is not built. Run npm start, or node scripts/run.mjs build.'
  return answerPage(503, 'There is no dashboard', [remedy])
}
